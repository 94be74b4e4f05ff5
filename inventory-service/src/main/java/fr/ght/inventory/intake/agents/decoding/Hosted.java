package fr.ght.inventory.intake.agents.decoding;

import static fr.ght.inventory.domain.asset.AssetKind.LISTED_DATABASE;
import static fr.ght.inventory.domain.asset.AssetKind.LISTED_MACHINE;

import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Observation.Firmware;
import fr.ght.inventory.domain.asset.Observation.Hull;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a machine says of the virtual machines and databases that run on it. Each is told as an
 * observation of its own; what has no key of its own is known by its host and its name there.
 */
final class Hosted {
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_DEVICE = 255;

  /** Containers come and go with every release of what runs in them: no machines. */
  private static final Set<String> CONTAINERS = Set.of("docker", "podman", "containerd");

  private final List<Map<String, String>> machines = new ArrayList<>();
  private final List<Map<String, String>> databases = new ArrayList<>();

  void machine(Map<String, String> entry) {
    var type = entry.getOrDefault("vmtype", "").toLowerCase(Locale.ROOT);
    if (entry.containsKey("name") && !CONTAINERS.contains(type)) {
      machines.add(Map.copyOf(entry));
    }
  }

  void database(Map<String, String> entry) {
    if (entry.containsKey("name")) {
      databases.add(Map.copyOf(entry));
    }
  }

  /** What was told twice under one name is the last. */
  List<Observation> on(Observation host) {
    var all = new LinkedHashMap<String, Observation>();
    for (var machine : machines) {
      var device = device(host, "vm", machine, "name");
      all.put(device, machine(host, device, machine));
    }
    for (var database : databases) {
      var device = device(host, "database", database, "type", "name", "port");
      all.put(device, database(host, device, database));
    }
    return List.copyOf(all.values());
  }

  private static Observation machine(Observation host, String device, Map<String, String> entry) {
    var hull = host.hull();
    var uuid = Text.uuid(entry.get("uuid"));
    var isHost = uuid != null && hull != null && uuid.equals(hull.uuid());
    var memory = Text.number(entry.get("memory"), 1, 1_000_000_000);
    return listed(
        host,
        device,
        new Hull(
            Text.first(entry, LONGEST_NAME, "name"),
            isHost ? null : uuid,
            memory == null ? null : memory.intValue(),
            LISTED_MACHINE),
        new Firmware(null, Text.first(entry, LONGEST_NAME, "subsystem", "vmtype"), null),
        card(entry));
  }

  private static Observation database(Observation host, String device, Map<String, String> entry) {
    var name = Text.first(entry, LONGEST_NAME, "name");
    var version = Text.first(entry, LONGEST_NAME, "version");
    var hull = host.hull();
    var place = hull == null || hull.name() == null ? host.device() : hull.name();
    return listed(
        host,
        device,
        new Hull(Text.cut(name + " (" + place + ")", LONGEST_NAME), null, null, LISTED_DATABASE),
        new Firmware(
            Text.first(entry, LONGEST_NAME, "manufacturer"),
            version == null ? name : Text.cut(name + " " + version, LONGEST_NAME),
            null),
        null);
  }

  private static Observation listed(
      Observation host,
      String device,
      Hull hull,
      Firmware firmware,
      @Nullable List<NetworkInterface> network) {
    return new Observation(
        host.at(), false, device, hull, firmware, null, network, null, null, null);
  }

  private static @Nullable List<NetworkInterface> card(Map<String, String> entry) {
    var mac = entry.get("mac");
    var address = entry.get("ipaddress");
    return mac == null && address == null
        ? null
        : List.of(
            new NetworkInterface(
                null, mac, address == null ? List.of() : List.of(address), mac != null));
  }

  /** By its host, whose hardware tells it from clones that share its device id. */
  private static String device(
      Observation host, String kind, Map<String, String> entry, String... fields) {
    var keys = AssetKeys.of(host);
    var known =
        Stream.of(keys.uuids(), keys.serials())
            .filter(some -> !some.isEmpty())
            .findFirst()
            .map(some -> some.first())
            .orElse(host.device());
    var name = new StringBuilder(known).append('/').append(kind);
    for (var field : fields) {
      name.append('/').append(entry.getOrDefault(field, ""));
    }
    return Text.cut(name.toString(), LONGEST_DEVICE);
  }
}
