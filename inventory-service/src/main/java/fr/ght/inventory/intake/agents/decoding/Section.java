package fr.ght.inventory.intake.agents.decoding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a report that are read, with their fields; everything else is skipped.
 *
 * <p>This list is the whole of what the platform learns from an agent. Never add a field that tells
 * of a person (user, owner, login), a secret (licence key, command line, environment) or a Wi-Fi
 * network. Names are those of all three dialects; a slash names a field within a field.
 */
enum Section {
  ACCESSLOG("logdate"),
  BIOS("smanufacturer", "mmanufacturer", "smodel", "ssn", "type"),
  CPUS("name", "type", "cpuarch"),
  DATABASES_SERVICES("name", "type", "version", "manufacturer", "port"),
  HARDWARE("name", "uuid", "memory", "chassis_type", "osname", "osversion", "arch", "processort"),
  NETWORKS("description", "type", "virtualdev", "mac", "macaddr", "ipaddress", "ipaddress6"),
  NETWORK_DEVICE("name", "type", "mac", "serial", "manufacturer", "model", "ips", "ips/ip", "ram"),
  OPERATINGSYSTEM(
      "name", "full_name", "version", "kernel_version", "arch", "timezone", "timezone/offset"),
  SOFTWARES("name", "version", "publisher", "arch", "architecture"),
  STORAGES("name", "model", "type", "description", "interface", "disksize"),
  VIRTUALMACHINES("name", "uuid", "mac", "ipaddress", "memory", "vmtype", "subsystem");

  private static final Map<String, Section> BY_NAME = new HashMap<>();

  static {
    for (var section : values()) {
      BY_NAME.put(section.name(), section);
      BY_NAME.put(section.name().toLowerCase(Locale.ROOT), section);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing changes
  private final Map<String, String> fields;

  Section(String... fields) {
    var names = new HashMap<String, String>();
    for (var field : fields) {
      names.put(field, field);
      int inner = field.indexOf('/') + 1;
      names.put(field.substring(0, inner) + field.substring(inner).toUpperCase(Locale.ROOT), field);
    }
    this.fields = Map.copyOf(names);
  }

  /** The section of this name in XML or JSON, or null if it is not read. */
  static @Nullable Section named(String name) {
    return BY_NAME.get(name);
  }

  /**
   * The field of this name in XML or JSON, or null if it is not read; within a field, after that
   * field's own name and a slash.
   */
  @Nullable String field(String name) {
    return fields.get(name);
  }
}
