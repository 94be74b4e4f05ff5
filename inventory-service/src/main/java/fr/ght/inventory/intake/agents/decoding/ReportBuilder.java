package fr.ght.inventory.intake.agents.decoding;

import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Observation.Disk;
import fr.ght.inventory.domain.asset.Observation.Firmware;
import fr.ght.inventory.domain.asset.Observation.Hull;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the fields of a report as they stream by and makes the observation of them, whatever the
 * dialect. What agents repeat is kept once.
 */
final class ReportBuilder {
  /** Characters of a value that are looked at; what follows is cut. */
  static final int LONGEST_TEXT = 4_096;

  private static final int LONGEST_DEVICE = 255;
  private static final int LONGEST_NAME = 300;
  private static final String COMPUTER = "Computer";
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,40}");

  /** Found on the network, and not known for what it is. */
  private static final String UNMANAGED = "Unmanaged";

  private static final int MOST_ENTRIES = 20_000;

  private final Instant receivedAt;
  private final Map<String, String> entry = new HashMap<>();
  private final Map<String, String> hardware = new HashMap<>();
  private final Map<String, String> bios = new HashMap<>();
  private final Map<String, String> system = new HashMap<>();
  private final Map<String, String> networkDevice = new HashMap<>();
  private final NetworkCards cards = new NetworkCards();
  private final Hosted hosted = new Hosted();
  private @Nullable List<String> processors;
  private @Nullable Set<Disk> disks;
  private @Nullable Set<Software> software;
  private @Nullable String device;
  private @Nullable String itemType;
  private @Nullable String logDate;
  private @Nullable String processorArchitecture;
  private boolean partial;
  private int entries;

  ReportBuilder(Instant receivedAt) {
    this.receivedAt = receivedAt;
  }

  void device(@Nullable String id) {
    if (device == null) {
      device = Text.clean(id, LONGEST_DEVICE + 1);
    }
  }

  /** The device id; every message has one. */
  String device() {
    if (device == null) {
      throw UnreadableBody.malformed("there is no device id");
    }
    if (device.length() > LONGEST_DEVICE) {
      throw UnreadableBody.malformed("the device id is longer than 255 characters");
    }
    return device;
  }

  void itemType(@Nullable String type) {
    itemType = Text.clean(type, 40);
  }

  void partial(boolean changesOnly) {
    partial = changesOnly;
  }

  /** A value of the entry that is being read; of several values, addresses are joined. */
  void value(String field, @Nullable String text) {
    var value = Text.clean(text, LONGEST_TEXT);
    if (value != null) {
      entry.merge(field, value, (first, second) -> joined(field, first, second));
    }
  }

  private static String joined(String field, String first, String second) {
    boolean addresses = field.startsWith("ip") && first.length() < LONGEST_TEXT;
    return addresses ? first + '/' + second : first;
  }

  /** The section was stated to hold nothing. */
  void none(Section section) {
    switch (section) {
      case CPUS -> processors = processors == null ? new ArrayList<>() : processors;
      case STORAGES -> disks = disks == null ? new LinkedHashSet<>() : disks;
      case SOFTWARES -> software = software == null ? new LinkedHashSet<>() : software;
      case NETWORKS -> cards.mentioned();
      case ACCESSLOG,
          BIOS,
          DATABASES_SERVICES,
          HARDWARE,
          NETWORK_DEVICE,
          OPERATINGSYSTEM,
          VIRTUALMACHINES -> {}
    }
  }

  /** Ends an entry; one without a readable value says nothing. */
  void entry(Section section) {
    if (++entries > MOST_ENTRIES) {
      throw UnreadableBody.tooLarge("the report has more than " + MOST_ENTRIES + " entries");
    }
    if (entry.isEmpty()) {
      return;
    }
    switch (section) {
      case ACCESSLOG -> logDate = entry.get("logdate");
      case BIOS -> entry.forEach(bios::putIfAbsent);
      case CPUS -> processor();
      case DATABASES_SERVICES -> hosted.database(entry);
      case HARDWARE -> entry.forEach(hardware::putIfAbsent);
      case NETWORKS -> cards.add(entry);
      case NETWORK_DEVICE -> entry.forEach(networkDevice::putIfAbsent);
      case OPERATINGSYSTEM -> entry.forEach(system::putIfAbsent);
      case SOFTWARES -> software();
      case STORAGES -> disk();
      case VIRTUALMACHINES -> hosted.machine(entry);
    }
    entry.clear();
  }

  private void processor() {
    var name = Text.first(entry, LONGEST_NAME, "name", "type");
    if (name != null) {
      none(Section.CPUS);
      if (processors != null) {
        processors.add(name);
      }
    }
    if (processorArchitecture == null) {
      processorArchitecture = entry.get("cpuarch");
    }
  }

  private void disk() {
    var disk = Disks.of(entry);
    if (disk != null) {
      none(Section.STORAGES);
      if (disks != null) {
        disks.add(disk);
      }
    }
  }

  private void software() {
    var name = Text.first(entry, LONGEST_NAME, "name");
    if (name != null) {
      none(Section.SOFTWARES);
      if (software != null) {
        software.add(
            new Software(
                name,
                Text.first(entry, LONGEST_NAME, "version"),
                Text.first(entry, LONGEST_NAME, "publisher"),
                Text.first(entry, LONGEST_NAME, "arch", "architecture")));
      }
    }
  }

  AgentMessage.Inventory inventory() {
    if (!networkDevice.isEmpty()) {
      cards.add(networkDeviceCard());
    }
    var observation =
        new Observation(
            ObservationTime.of(logDate, system.get("timezone/offset"), receivedAt),
            partial,
            device(),
            hull(),
            firmware(),
            processors(),
            cards.list(),
            disks == null ? null : List.copyOf(disks),
            operatingSystem(),
            software == null ? null : List.copyOf(software));
    return new AgentMessage.Inventory(
        itemType == null ? COMPUTER : itemType, observation, hosted.on(observation));
  }

  private @Nullable Hull hull() {
    var name = first("name", hardware, networkDevice);
    var uuid = Text.uuid(hardware.get("uuid"));
    var memory = Text.number(first("memory", hardware), 1, 1_000_000_000);
    if (memory == null) {
      memory = Text.number(networkDevice.get("ram"), 1, 1_000_000_000);
    }
    var chassis = noComputer();
    if (chassis == null) {
      chassis = Text.first(hardware, LONGEST_NAME, "chassis_type");
    }
    if (chassis == null) {
      chassis = Text.first(bios, LONGEST_NAME, "type");
    }
    return name == null && uuid == null && memory == null && chassis == null
        ? null
        : new Hull(name, uuid, memory == null ? null : memory.intValue(), chassis);
  }

  /** What the thing is if it is no computer: the agent says so, whatever case it has. */
  private @Nullable String noComputer() {
    var type = Text.first(networkDevice, LONGEST_NAME, "type");
    if (itemType != null
        && WORD.matcher(itemType).matches()
        && !itemType.equalsIgnoreCase(COMPUTER)) {
      return itemType.equalsIgnoreCase(UNMANAGED) && type != null ? type : itemType;
    }
    return type == null || type.equalsIgnoreCase(COMPUTER) ? null : type;
  }

  private @Nullable Firmware firmware() {
    var manufacturer = Text.first(bios, LONGEST_NAME, "smanufacturer", "mmanufacturer");
    if (manufacturer == null) {
      manufacturer = first("manufacturer", networkDevice);
    }
    var model = Text.first(bios, LONGEST_NAME, "smodel");
    if (model == null) {
      model = first("model", networkDevice);
    }
    var serial = Text.first(bios, LONGEST_NAME, "ssn");
    if (serial == null) {
      serial = first("serial", networkDevice);
    }
    return manufacturer == null && model == null && serial == null
        ? null
        : new Firmware(manufacturer, model, serial);
  }

  private @Nullable List<String> processors() {
    var single = hardware.get("processort");
    return processors == null && single != null
        ? List.of(Text.cut(single, LONGEST_NAME))
        : processors;
  }

  /** OCS agents tell of the operating system in HARDWARE, the others in a section of its own. */
  private @Nullable OperatingSystem operatingSystem() {
    var name = Text.first(system, LONGEST_NAME, "full_name", "name");
    var version = Text.first(system, LONGEST_NAME, "version");
    var architecture = Text.first(system, LONGEST_NAME, "arch");
    if (name == null) {
      name = Text.first(hardware, LONGEST_NAME, "osname");
      version = Text.first(hardware, LONGEST_NAME, "osversion");
    }
    if (architecture == null) {
      architecture = Text.first(hardware, LONGEST_NAME, "arch");
    }
    return name == null
        ? null
        : new OperatingSystem(
            name,
            version,
            Text.first(system, LONGEST_NAME, "kernel_version"),
            architecture == null ? processorArchitecture : architecture);
  }

  private Map<String, String> networkDeviceCard() {
    var card = new HashMap<String, String>();
    card.put("type", "ethernet");
    var addresses = Text.first(networkDevice, LONGEST_TEXT, "ips", "ips/ip");
    var mac = networkDevice.get("mac");
    if (addresses != null) {
      card.put("ipaddress", addresses);
    }
    if (mac != null) {
      card.put("mac", mac);
    }
    return card;
  }

  @SafeVarargs
  private static @Nullable String first(String field, Map<String, String>... sections) {
    for (var section : sections) {
      var value = section.get(field);
      if (value != null) {
        return Text.cut(value, LONGEST_NAME);
      }
    }
    return null;
  }
}
