package fr.ght.inventory.domain.asset;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a machine stands. */
public sealed interface Asset {

  record Unknown() implements Asset {}

  /** An asset of which something is known, and that goes on by itself. */
  sealed interface Known extends Asset {
    Machine machine();
  }

  /**
   * Changes came, but no whole report: kept and shown as an incident, not counted.
   *
   * @param kept the reports, until a whole one gives them their meaning
   */
  record Unconfirmed(Machine machine, List<Observation> kept) implements Known {
    public Unconfirmed {
      kept = List.copyOf(kept);
    }
  }

  record InService(Machine machine) implements Known {}

  /**
   * @param on the last day in service
   */
  record Retired(Machine machine, LocalDate on) implements Known {}

  /** The same machine as {@code into}, which goes on. */
  record Merged(AssetId into) implements Asset {}

  /** What is known of the machine; empty where this asset does not go on by itself. */
  default Optional<Machine> known() {
    return this instanceof Known known ? Optional.of(known.machine()) : Optional.empty();
  }

  /**
   * The keys by which reports find this asset, as claim keys of its establishment: {@code
   * asset/420784878/uuid/4c4c4544-…}. What an event adds or takes away here is to be claimed or let
   * go with it.
   */
  default Set<String> claimKeys() {
    return known()
        .map(machine ->
            machine.keys().texts().stream()
                .map(key -> Identity.claimKey(machine.establishment(), key))
                .collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }
}
