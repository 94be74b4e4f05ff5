package fr.ght.inventory.intake.machines;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.incident.IncidentCommand;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.intake.machines.Incidents.Raised;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One report with all that its commands need. */
record ToldMachine(
    Finess establishment,
    Observation observation,
    AssetKeys keys,
    Actor by,
    UUID correlation,
    @Nullable CommandId identity) {

  private static final int MOST_NAMED = 5;

  static ToldMachine of(
      Finess establishment,
      Observation observation,
      Actor by,
      UUID correlation,
      @Nullable CommandId identity) {
    return new ToldMachine(
        establishment, observation, AssetKeys.of(observation), by, correlation, identity);
  }

  /** What it says of something that runs on it. */
  ToldMachine of(Observation hosted) {
    return of(establishment, hosted, by, correlation, null);
  }

  /** For a command that others follow. */
  Context step() {
    return context(null);
  }

  /** For the command that ends it: from then on the report is known as taken. */
  Context lastStep() {
    return context(identity);
  }

  private Context context(@Nullable CommandId command) {
    return new Context(by, observation.at(), command, correlation, null);
  }

  Raised ambiguous(List<AssetId> several) {
    var detail =
        several.isEmpty()
            ? "The report names no key by which a machine could be recognised."
            : "The report fits %d machines: %s"
                .formatted(
                    several.size(),
                    several.stream()
                        .limit(MOST_NAMED)
                        .map(AssetId::toString)
                        .collect(Collectors.joining(", ")));
    return raised(IncidentKind.AMBIGUOUS_MACHINE, detail);
  }

  Raised withoutBaseline() {
    return raised(
        IncidentKind.PARTIAL_WITHOUT_BASELINE,
        "Changes were reported, but no whole report yet. They are kept; the machine is not counted.");
  }

  /** These, and one for the other establishments at which the machine is known. */
  List<Raised> andElsewhere(List<Raised> others, List<Finess> places) {
    var named = places.stream().limit(MOST_NAMED).map(Finess::number);
    var detail =
        "The same hardware UUID or serial number is in service at "
            + named.collect(Collectors.joining(", "))
            + ".";
    return Stream.concat(
            others.stream(), Stream.of(raised(IncidentKind.SAME_MACHINE_ELSEWHERE, detail)))
        .toList();
  }

  /** The incidents that kept reports of a machine with these keys may have raised. */
  List<StreamId> settled(AssetKeys waiting) {
    return waiting.devices().stream()
        .map(device ->
            Incidents.stream(establishment, IncidentKind.PARTIAL_WITHOUT_BASELINE, device))
        .toList();
  }

  private Raised raised(IncidentKind kind, String detail) {
    return new Raised(
        Incidents.stream(establishment, kind, observation.device()),
        new IncidentCommand.Raise(
            establishment, kind, observation.device(), detail, observation.at()));
  }
}
