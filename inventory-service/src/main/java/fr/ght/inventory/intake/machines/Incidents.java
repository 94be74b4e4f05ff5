package fr.ght.inventory.intake.machines;

import fr.ght.eventsourcing.CommandHandler;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Outcome;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.incident.Incident;
import fr.ght.inventory.domain.incident.IncidentCommand;
import fr.ght.inventory.domain.incident.IncidentDecider;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.log.InventoryEventTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The incidents of machines' reports in the log. */
final class Incidents {
  private final CommandHandler<IncidentCommand, Incident, IncidentEvent> handler;

  Incidents(EventStore log, Executor workers) {
    handler =
        new CommandHandler<>(new IncidentDecider(), InventoryEventTypes.INCIDENTS, log, workers);
  }

  /** An incident to be raised, and where. */
  record Raised(StreamId stream, IncidentCommand command) {}

  static StreamId stream(Finess establishment, IncidentKind kind, String device) {
    return new StreamId(InventoryEventTypes.INCIDENT, Incident.key(establishment, kind, device));
  }

  /**
   * Raises all of them; the last one ends the report.
   *
   * @param raised at least one
   */
  Uni<Outcome<Incident>> raise(List<Raised> raised, ToldMachine told) {
    var last = raised.getLast();
    return each(
            raised.subList(0, raised.size() - 1),
            first -> handler.handle(first.stream(), first.command(), told.step()))
        .chain(() -> handler.handle(last.stream(), last.command(), told.lastStep()));
  }

  /** Those of them that there are. */
  Uni<Void> settle(List<StreamId> settled, Context context) {
    return each(
        settled,
        incident ->
            handler.handle(
                incident, new IncidentCommand.Resolve("A whole report has come."), context));
  }

  private static <T> Uni<Void> each(List<T> all, Function<T, Uni<?>> step) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(one -> step.apply(one).replaceWithVoid())
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
