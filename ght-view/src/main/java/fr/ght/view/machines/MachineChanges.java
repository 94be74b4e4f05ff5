package fr.ght.view.machines;

import fr.ght.contracts.InventoryFact.AssetDiscovered;
import fr.ght.contracts.InventoryFact.AssetFact;
import fr.ght.contracts.InventoryFact.AssetHardwareChanged;
import fr.ght.contracts.InventoryFact.AssetMerged;
import fr.ght.contracts.InventoryFact.AssetMoved;
import fr.ght.contracts.InventoryFact.AssetOperatingSystemChanged;
import fr.ght.contracts.InventoryFact.AssetRetired;
import fr.ght.contracts.InventoryFact.AssetReturned;
import fr.ght.contracts.InventoryFact.AssetSeen;
import fr.ght.contracts.InventoryFact.AssetSilenceNoted;
import fr.ght.contracts.InventoryFact.AssetSoftwareChanged;
import fr.ght.eventsourcing.temporal.Versions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a batch of facts makes of machines, of when they were seen, and of the numbers of both. */
final class MachineChanges {
  private final Versions<MachineRow> machines;
  private final Sightings sightings;
  private final Tally tally = new Tally();
  private final Set<String> touched = new TreeSet<>();

  MachineChanges(Versions<MachineRow> machines, Sightings sightings) {
    this.machines = machines;
    this.sightings = sightings;
  }

  void take(AssetFact fact, Instant at) {
    var asset = fact.asset();
    var before = machines.get(asset);
    before.ifPresent(machine -> tally.remove(machine, sightings.of(asset), at));
    var observedAt = observedAt(fact);
    if (observedAt != null) {
      sightings.see(asset, observedAt);
    }
    var after = after(before, fact);
    after.ifPresentOrElse(
        machine -> {
          machines.put(asset, at, machine);
          tally.add(machine, sightings.of(asset), at);
          touched.add(machine.establishment());
        },
        () -> machines.remove(asset, at));
    before.ifPresent(machine -> touched.add(machine.establishment()));
  }

  /** Empty for a machine that is none of its own: not yet discovered, or merged into another. */
  private static Optional<MachineRow> after(Optional<MachineRow> before, AssetFact fact) {
    return switch (fact) {
      case AssetDiscovered discovered -> Optional.of(MachineRow.of(discovered));
      case AssetHardwareChanged changed -> Optional.of(known(before, fact).with(changed));
      case AssetOperatingSystemChanged changed -> Optional.of(known(before, fact).with(changed));
      case AssetSoftwareChanged changed ->
          Optional.of(known(before, fact).withSoftware(changed.total()));
      case AssetSeen _ -> Optional.of(known(before, fact));
      case AssetMoved moved -> before.map(machine -> machine.at(moved.to()));
      case AssetRetired _ -> before.map(machine -> machine.in(MachineState.RETIRED));
      case AssetReturned _ -> before.map(machine -> machine.in(MachineState.IN_SERVICE));
      case AssetSilenceNoted _ -> before;
      case AssetMerged _ -> Optional.empty();
    };
  }

  private static @Nullable Instant observedAt(AssetFact fact) {
    return switch (fact) {
      case AssetDiscovered discovered -> discovered.observedAt();
      case AssetHardwareChanged changed -> changed.observedAt();
      case AssetOperatingSystemChanged changed -> changed.observedAt();
      case AssetSoftwareChanged changed -> changed.observedAt();
      case AssetSeen seen -> seen.observedAt();
      case AssetReturned returned -> returned.observedAt();
      case AssetMoved _, AssetRetired _, AssetSilenceNoted _, AssetMerged _ -> null;
    };
  }

  private static MachineRow known(Optional<MachineRow> before, AssetFact fact) {
    return before.orElseThrow(() -> new IllegalStateException("not discovered: " + fact.asset()));
  }

  Versions<MachineRow> machines() {
    return machines;
  }

  Sightings sightings() {
    return sightings;
  }

  Tally tally() {
    return tally;
  }

  /** Whose machines changed, or were seen. */
  Set<String> establishments() {
    return touched;
  }
}
