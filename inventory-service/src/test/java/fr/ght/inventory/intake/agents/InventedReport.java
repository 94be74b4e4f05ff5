package fr.ght.inventory.intake.agents;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report of a machine that nobody has, as a GLPI agent writes it. */
public record InventedReport(
    String device,
    @Nullable String uuid,
    @Nullable String mac,
    String date,
    boolean partial,
    List<String> software) {

  public static InventedReport of(String device) {
    return new InventedReport(
        device, null, null, "2026-11-20 08:00:00", false, List.of("firefox 128.3", "7-zip 24.08"));
  }

  /** With a hardware UUID made of {@code seed}. */
  public InventedReport hardware(String seed) {
    var made = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    return new InventedReport(device, made, mac, date, partial, software);
  }

  public InventedReport card(String address) {
    return new InventedReport(device, uuid, address, date, partial, software);
  }

  /** In Paris. */
  public InventedReport on(String dateAndTime) {
    return new InventedReport(device, uuid, mac, dateAndTime, partial, software);
  }

  public InventedReport changesOnly() {
    return new InventedReport(device, uuid, mac, date, true, software);
  }

  /** Each as {@code name version}. */
  public InventedReport with(String... installed) {
    return new InventedReport(device, uuid, mac, date, partial, List.of(installed));
  }

  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  public String json() {
    return """
    {"action":"inventory","deviceid":"%s","itemtype":"Computer"%s,"content":{
      "versionclient":"GLPI-Agent_v1.12",
      "accesslog":{"logdate":"%s"},
      "hardware":{"name":"%s","chassis_type":"Desktop"%s},
      "networks":[%s],
      "softwares":[%s]}}
    """
        .formatted(
            device,
            partial ? ",\"partial\":true" : "",
            date,
            device,
            uuid == null ? "" : ",\"uuid\":\"" + uuid + "\"",
            mac == null
                ? ""
                : "{\"description\":\"eth0\",\"mac\":\"%s\",\"type\":\"ethernet\",\"virtualdev\":false}"
                    .formatted(mac),
            String.join(",", entries()));
  }

  private List<String> entries() {
    var entries = new ArrayList<String>();
    for (var installed : software) {
      var words = installed.split(" ");
      entries.add("{\"name\":\"%s\",\"version\":\"%s\"}".formatted(words[0], words[1]));
    }
    return entries;
  }

  /** As a CloudEvent of this identity. */
  public String event(String source, String id, String establishment, @Nullable Instant time) {
    return """
    {"specversion":"1.0","type":"fr.ght.intake.machine-reported.v1","source":"%s","id":"%s",
     "establishment":"%s",%s"datacontenttype":"application/json","data":%s}
    """
        .formatted(
            source, id, establishment, time == null ? "" : "\"time\":\"" + time + "\",", json());
  }
}
