package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Appends to the log as the scenario wants them. */
final class Appends {
  private final EventStore store;
  private final Scenario scenario;
  private final StreamChoice choice;
  private final Map<StreamId, Long> revisions = new ConcurrentHashMap<>();
  private final AtomicLong conflicts = new AtomicLong();

  Appends(EventStore store, Scenario scenario, StreamChoice choice) {
    this.store = store;
    this.scenario = scenario;
    this.choice = choice;
  }

  Uni<?> one() {
    return choice.withStream(this::append);
  }

  /** Among callers that take turns on a stream there are none. */
  long conflicts() {
    return conflicts.get();
  }

  private Uni<AppendResult> append(StreamId stream) {
    var events =
        Stream.generate(() ->
                new NewEvent(
                    UUID.randomUUID(),
                    "asset-seen",
                    1,
                    Payload.of(scenario.padding()),
                    Instant.now()))
            .limit(scenario.events())
            .toList();
    var command = scenario.commands() ? new CommandId("bench", UUID.randomUUID(), "f") : null;
    var metadata =
        new Metadata(
            new Actor("agent-1", "system"),
            command == null ? null : command.id(),
            UUID.randomUUID(),
            null);
    return store
        .append(
            new Append(
                stream,
                revisions.getOrDefault(stream, 0L),
                events,
                metadata,
                command,
                List.of(),
                null))
        .invoke(result -> {
          if (result instanceof AppendResult.Stored stored) {
            if (choice.comesBack()) {
              revisions.put(stream, stored.revision());
            }
          } else {
            conflicts.incrementAndGet();
          }
        });
  }
}
