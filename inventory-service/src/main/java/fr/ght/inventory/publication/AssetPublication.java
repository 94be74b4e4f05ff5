package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.Hardware;
import fr.ght.inventory.domain.asset.Observation.Disk;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.Software;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one machine. How it is recognised is private, and so is a report that could not be
 * counted yet: its incident is told instead.
 */
final class AssetPublication {
  private AssetPublication() {}

  static Optional<InventoryFact> fact(String id, AssetEvent event) {
    return switch (event) {
      case AssetDiscovered(var at, var kind, var name, var observedAt) ->
          Optional.of(
              new InventoryFact.AssetDiscovered(id, at.number(), kind.name(), name, observedAt));
      case AssetReportKept _, AssetKeysLearned _ -> Optional.empty();
      case AssetHardwareChanged changed -> Optional.of(hardware(id, changed));
      case AssetOperatingSystemChanged(var at, var system, var observedAt) ->
          Optional.of(
              new InventoryFact.AssetOperatingSystemChanged(
                  id,
                  at.number(),
                  system.name(),
                  system.version(),
                  system.kernel(),
                  system.architecture(),
                  observedAt));
      case AssetSoftwareChanged(var at, var added, var removed, var total, _, var observedAt) ->
          Optional.of(
              new InventoryFact.AssetSoftwareChanged(
                  id, at.number(), software(added), software(removed), total, observedAt));
      case AssetSeen(var at, var observedAt) ->
          Optional.of(new InventoryFact.AssetSeen(id, at.number(), observedAt));
      case AssetMoved(var from, var to, var reason) ->
          Optional.of(new InventoryFact.AssetMoved(id, from.number(), to.number(), reason));
      case AssetRetired(var at, var on, var reason) ->
          Optional.of(new InventoryFact.AssetRetired(id, at.number(), on, reason));
      case AssetReturned(var at, var observedAt) ->
          Optional.of(new InventoryFact.AssetReturned(id, at.number(), observedAt));
      case AssetSilenceNoted(var at, var lastSeenAt) ->
          Optional.of(new InventoryFact.AssetSilenceNoted(id, at.number(), lastSeenAt));
      case AssetMerged(var at, var into) ->
          Optional.of(new InventoryFact.AssetMerged(id, at.number(), into.toString()));
    };
  }

  private static InventoryFact hardware(String id, AssetHardwareChanged event) {
    var hardware = event.hardware();
    return new InventoryFact.AssetHardwareChanged(
        id,
        event.establishment().number(),
        event.kind().name(),
        hardware.name() == null ? hardware.device() : hardware.name(),
        hardware.manufacturer(),
        hardware.model(),
        hardware.serial(),
        hardware.uuid(),
        processor(hardware),
        hardware.memoryMib(),
        diskMb(hardware),
        cards(hardware)
            .filter(NetworkInterface::physical)
            .map(NetworkInterface::mac)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList(),
        cards(hardware).flatMap(card -> card.addresses().stream()).distinct().sorted().toList(),
        event.observedAt());
  }

  private static @Nullable String processor(Hardware hardware) {
    var processors = hardware.processors();
    return processors == null || processors.isEmpty() ? null : String.join(", ", processors);
  }

  /** Of all disks that told their size; null if none did. */
  private static @Nullable Long diskMb(Hardware hardware) {
    var disks = hardware.disks() == null ? List.<Disk>of() : hardware.disks();
    return disks.stream().map(Disk::sizeMb).filter(Objects::nonNull).reduce(Long::sum).orElse(null);
  }

  private static Stream<NetworkInterface> cards(Hardware hardware) {
    return hardware.network() == null ? Stream.of() : hardware.network().stream();
  }

  private static List<InventoryFact.Software> software(List<Software> installed) {
    return installed.stream()
        .map(one ->
            new InventoryFact.Software(
                one.name(),
                one.version(),
                one.publisher(),
                one.architecture(),
                one.purl(),
                one.cpe()))
        .toList();
  }
}
