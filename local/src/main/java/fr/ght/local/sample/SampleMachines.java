package fr.ght.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Invented machines, the same at every call: reports in the shape of a GLPI agent's JSON inventory,
 * each in a CloudEvent. Most were seen within the last days; one in nine was not seen for weeks.
 */
final class SampleMachines {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SampleGroup group;
  private final Instant loadedAt;

  /**
   * @param loadedAt the instant that the machines' last reports lie before
   */
  SampleMachines(SampleGroup group, Instant loadedAt) {
    this.group = group;
    this.loadedAt = loadedAt;
  }

  /** One event per machine of this establishment. */
  List<ObjectNode> reportsOf(SampleGroup.Member member) {
    var reports = new ArrayList<ObjectNode>();
    var workstations = models(false);
    for (int i = 0; i < member.seenWorkstations(); i++) {
      // The seventh model is obsolete: rare at the large establishments, as in life.
      var model = workstations.get((i * 3 + i / 7) % workstations.size());
      reports.add(event(member, model, "p%03d".formatted(i + 1), i));
    }
    var servers = models(true);
    for (int i = 0; i < member.seenServers(); i++) {
      reports.add(event(member, servers.get(i % servers.size()), "srv%02d".formatted(i + 1), i));
    }
    return reports;
  }

  private List<SampleGroup.Model> models(boolean server) {
    return group.models().stream().filter(model -> model.isServer() == server).toList();
  }

  private ObjectNode event(
      SampleGroup.Member member, SampleGroup.Model model, String name, int rank) {
    var host = "%s-%s".formatted(name, member.finess());
    var device = host + "-2026-01-15-08-00-00";
    var event = JSON.objectNode();
    event.put("specversion", "1.0");
    event.put("type", "fr.ght.intake.machine-reported.v1");
    event.put("source", "urn:ght:sample");
    event.put("id", device);
    event.put("time", loadedAt.minus(age(model, rank)).toString());
    event.put("establishment", member.finess());
    event.put("datacontenttype", "application/json");
    event.set("data", report(model, host, device));
    return event;
  }

  /** Servers report every night; some workstations are in a cupboard. */
  private static Duration age(SampleGroup.Model model, int rank) {
    if (model.isServer()) {
      return Duration.ofHours(5);
    }
    return rank % 9 == 8 ? Duration.ofDays(12 + rank) : Duration.ofMinutes(7L + 41L * rank);
  }

  private ObjectNode report(SampleGroup.Model model, String host, String device) {
    var report = JSON.objectNode();
    report.put("action", "inventory");
    report.put("deviceid", device);
    report.put("itemtype", "Computer");
    var content = report.putObject("content");
    content.put("versionclient", "GLPI-Agent_v1.15");
    content
        .putObject("hardware")
        .put("name", host)
        .put("uuid", uuid(host).toString())
        .put("memory", model.memoryMib())
        .put("chassis_type", model.chassis());
    content
        .putObject("bios")
        .put("smanufacturer", model.manufacturer())
        .put("smodel", model.model())
        .put(
            "ssn",
            "SAMPLE-" + Integer.toHexString(host.hashCode()).toUpperCase(java.util.Locale.ROOT));
    content
        .putObject("operatingsystem")
        .put("name", model.system())
        .put("full_name", model.system())
        .put("version", model.systemVersion())
        .put("kernel_version", model.kernel())
        .put("arch", "x86_64");
    content.putArray("cpus").addObject().put("name", model.processor());
    content
        .putArray("networks")
        .addObject()
        .put("description", "eth0")
        .put("mac", mac(host))
        .put("ipaddress", address(host))
        .put("type", "ethernet")
        .put("status", "up")
        .put("virtualdev", false);
    content
        .putArray("storages")
        .addObject()
        .put("name", "disk0")
        .put("type", "disk")
        .put("disksize", model.diskMb());
    var software = content.putArray("softwares");
    group.software().stream()
        .filter(entry -> entry.set().equals(model.software()))
        .forEach(entry ->
            software
                .addObject()
                .put("name", entry.name())
                .put("version", entry.version())
                .put("publisher", entry.publisher())
                .put("from", entry.from())
                .put("arch", "x86_64"));
    return report;
  }

  private static UUID uuid(String host) {
    return UUID.nameUUIDFromBytes(("sample/" + host).getBytes(StandardCharsets.UTF_8));
  }

  /** Locally administered, so that it can be nobody's. */
  private static String mac(String host) {
    var bits = uuid(host).getLeastSignificantBits();
    return "02:%02x:%02x:%02x:%02x:%02x"
        .formatted(
            bits & 0xff, bits >> 8 & 0xff, bits >> 16 & 0xff, bits >> 24 & 0xff, bits >> 32 & 0xff);
  }

  /** Of a range that is kept for documentation. */
  private static String address(String host) {
    return "198.51.100." + (1 + Math.floorMod(host.hashCode(), 254));
  }
}
