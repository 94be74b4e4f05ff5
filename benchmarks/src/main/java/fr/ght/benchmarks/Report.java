package fr.ght.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What an agent says of one machine, ready to be sent in the shape of each agent. Sections carry
 * GLPI's lower-case names; FusionInventory's XML has the same ones in capitals.
 */
public final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final InventedMachine machine;
  private final Map<String, Object> content;

  private Report(InventedMachine machine, Map<String, Object> content) {
    this.machine = machine;
    this.content = content;
  }

  /** A full report of a laptop made at {@code at}; the agent states UTC as its offset. */
  public static Report of(InventedMachine machine, Instant at, List<Map<String, Object>> software) {
    var content = new LinkedHashMap<String, Object>();
    content.put("accesslog", Map.of("logdate", DATE.format(at)));
    content.put(
        "bios",
        Map.of(
            "smanufacturer",
            "Mesure SA",
            "smodel",
            "Portable 14",
            "ssn",
            machine.serial(),
            "bversion",
            "1.16"));
    content.put(
        "cpus",
        List.of(Map.of("name", "Core i5", "manufacturer", "Intel", "core", 4, "thread", 8)));
    content.put(
        "hardware",
        Map.of(
            "name",
            machine.name(),
            "uuid",
            machine.uuid().toString(),
            "memory",
            16_000,
            "chassis_type",
            "Notebook"));
    content.put(
        "networks",
        List.of(
            network("lo", "00:00:00:00:00:00", "127.0.0.1", "loopback", true),
            network("eth0", machine.mac(), "192.0.2.10", "ethernet", false)));
    content.put(
        "operatingsystem",
        Map.of(
            "name",
            "Debian GNU/Linux",
            "full_name",
            "Debian GNU/Linux 12 (bookworm)",
            "version",
            "12.11",
            "kernel_version",
            "6.1.0-40-amd64",
            "arch",
            "x86_64",
            "timezone",
            Map.of("name", "UTC", "offset", "+0000")));
    content.put(
        "storages",
        List.of(Map.of("name", "sda", "model", "Disque 512", "disksize", 512_110, "type", "disk")));
    content.put("softwares", software);
    content.put("versionclient", "FusionInventory-Agent_v2.6-3");
    return new Report(machine, content);
  }

  private static Map<String, Object> network(
      String name, String mac, String address, String type, boolean virtual) {
    return Map.of(
        "description",
        name,
        "mac",
        mac,
        "ipaddress",
        address,
        "type",
        type,
        "status",
        "up",
        "virtualdev",
        virtual ? 1 : 0);
  }

  /** The same report with one more section, or another one of that name. */
  public Report with(String section, Object value) {
    var more = new LinkedHashMap<>(content);
    more.put(section, value);
    return new Report(machine, more);
  }

  /** With the sections that a real agent sends and nobody asked for: 95 processes, some users. */
  public Report withEverythingAgentsSend() {
    return with(
            "processes",
            IntStream.range(0, 95)
                .mapToObj(i ->
                    Map.of(
                        "cmd",
                        "/usr/lib/app/service-%d --workers 2".formatted(i),
                        "cpuusage",
                        "0.0",
                        "mem",
                        "0.0",
                        "pid",
                        100 + i,
                        "started",
                        "2026-11-23 17:56:00",
                        "tty",
                        "?",
                        "user",
                        "root"))
                .toList())
        .with(
            "local_users",
            IntStream.range(0, 25)
                .mapToObj(i ->
                    Map.of("home", "/home/u" + i, "id", i, "login", "u" + i, "shell", "/bin/sh"))
                .toList())
        .with("envs", List.of(Map.of("key", "HOME", "val", "/var/empty")));
  }

  public InventedMachine machine() {
    return machine;
  }

  /** Native GLPI JSON, not compressed. */
  public byte[] json() {
    var body = new LinkedHashMap<String, Object>();
    body.put("action", "inventory");
    body.put("deviceid", machine.device());
    body.put("itemtype", "Computer");
    body.put("content", content);
    return json(body);
  }

  /** A GLPI partial report that holds only these sections beside the identity. */
  public byte[] partialJson(String... sections) {
    var part = new LinkedHashMap<String, Object>();
    for (var name : List.of("accesslog", "hardware", "versionclient")) {
      part.put(name, content.get(name));
    }
    for (var name : sections) {
      part.put(name, content.get(name));
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("action", "inventory");
    body.put("deviceid", machine.device());
    body.put("itemtype", "Computer");
    body.put("partial", true);
    body.put("content", part);
    return json(body);
  }

  private static byte[] json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** FusionInventory's XML, not compressed: CONTENT first, the identity last. */
  public byte[] xml() {
    var bytes = new ByteArrayOutputStream(300_000);
    try {
      var out = XML.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("REQUEST");
      element(out, "CONTENT", content);
      element(out, "DEVICEID", machine.device());
      element(out, "QUERY", "INVENTORY");
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static void element(XMLStreamWriter out, String name, Object value)
      throws XMLStreamException {
    if (value instanceof List<?> several) {
      for (var one : several) {
        element(out, name, one);
      }
      return;
    }
    out.writeStartElement(name);
    if (value instanceof Map<?, ?> fields) {
      for (var field : fields.entrySet()) {
        out.writeCharacters("\n  ");
        element(out, field.getKey().toString().toUpperCase(Locale.ROOT), field.getValue());
      }
    } else {
      out.writeCharacters(value.toString());
    }
    out.writeEndElement();
  }

  /** The one compression that every agent knows: zlib at level 6. */
  public static byte[] zlib(byte[] body) {
    var bytes = new ByteArrayOutputStream(body.length / 8 + 64);
    var deflater = new Deflater(6);
    try (var out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
