package fr.ght.eventsourcing.testing;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A log in memory, for tests that need no database. It keeps the promises of {@link EventStore} by
 * one lock, and times to the microsecond as PostgreSQL does.
 */
public final class InMemoryEventStore implements EventStore {

  private record CommandKey(String tenant, UUID id) {}

  private record CarriedOut(String fingerprint, AppendResult.Repeated outcome) {}

  private final InstantSource clock;
  private final List<StoredEvent> log = new ArrayList<>();
  private final Map<StreamId, StoredStream> streams = new HashMap<>();
  private final Map<CommandKey, CarriedOut> commands = new HashMap<>();
  private final Map<String, Claimed> claims = new HashMap<>();
  private final List<Consumer<StreamId>> followers = new CopyOnWriteArrayList<>();

  public InMemoryEventStore() {
    this(InstantSource.system());
  }

  public InMemoryEventStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Uni<StoredStream> read(StreamId stream) {
    return answer(() -> head(stream));
  }

  @Override
  public Uni<AppendResult> append(Append append) {
    return answer(() -> appendNow(append))
        .invoke(result -> {
          if (result instanceof AppendResult.Stored && !append.events().isEmpty()) {
            followers.forEach(wake -> wake.accept(append.stream()));
          }
        });
  }

  @Override
  public Uni<Optional<AppendResult>> repeated(CommandId command) {
    return answer(() -> earlier(command));
  }

  @Override
  public Uni<Map<String, Claimed>> claims(Collection<String> keys) {
    return answer(() ->
        keys.stream().distinct().collect(Collectors.toMap(Function.identity(), this::claimed)));
  }

  @Override
  public Uni<LogSlice> readLog(long after, int limit, Set<String> kinds) {
    if (limit < 1) {
      throw new IllegalArgumentException("at least one event a slice");
    }
    return answer(() -> {
      var events =
          log.stream()
              .skip(Math.min(after, log.size()))
              .filter(event -> kinds.isEmpty() || kinds.contains(event.stream().kind()))
              .limit(limit)
              .toList();
      if (events.size() < limit) {
        var completeUpTo = now().minus(1, ChronoUnit.MICROS);
        return new LogSlice(events, Math.max(after, log.size()), true, completeUpTo);
      }
      var last = events.getLast();
      return new LogSlice(events, last.position(), false, last.recordedAt().minusNanos(1));
    });
  }

  @Override
  public Cancellable onAppend(Consumer<StreamId> wake) {
    followers.add(wake);
    return () -> followers.remove(wake);
  }

  private AppendResult appendNow(Append append) {
    var before = head(append.stream());
    var earlier = append.command() == null ? null : earlier(append.command()).orElse(null);
    if (earlier != null) {
      return earlier;
    }
    if (before.revision() != append.expectedRevision()) {
      return new AppendResult.Conflict(before.revision());
    }
    var lost =
        append.claims().stream()
            .filter(claim -> claimed(claim.key()).version() != claim.seenVersion())
            .map(Claim::key)
            .min(String::compareTo);
    if (lost.isPresent()) {
      return new AppendResult.ClaimLost(lost.get());
    }
    append.claims().forEach(claim -> stake(append.stream(), claim));
    return store(append, before);
  }

  private AppendResult store(Append append, StoredStream before) {
    var events = new ArrayList<>(before.events());
    var recordedAt = now();
    if (!events.isEmpty() && events.getLast().recordedAt().isAfter(recordedAt)) {
      recordedAt = events.getLast().recordedAt();
    }
    for (var added : append.events()) {
      var event =
          new StoredEvent(
              log.size() + 1,
              added.id(),
              append.stream(),
              events.size() + 1,
              added.type(),
              added.schemaVersion(),
              added.payload(),
              append.metadata(),
              added.occurredAt().truncatedTo(ChronoUnit.MICROS),
              recordedAt);
      events.add(event);
      log.add(event);
    }
    var after = new StoredStream(events.size(), before.revision() + 1, append.note(), events);
    streams.put(append.stream(), after);
    var command = append.command();
    if (command != null) {
      var outcome = new AppendResult.Repeated(append.stream(), after.version());
      commands.put(
          new CommandKey(command.tenant(), command.id()),
          new CarriedOut(command.fingerprint(), outcome));
    }
    return new AppendResult.Stored(
        after.version(), after.revision(), append.events().isEmpty() ? 0 : log.size());
  }

  private void stake(StreamId stream, Claim claim) {
    var holders = new HashSet<>(claimed(claim.key()).holders());
    if (claim.hold()) {
      holders.add(stream);
    } else {
      holders.remove(stream);
    }
    claims.put(claim.key(), new Claimed(claim.seenVersion() + 1, holders));
  }

  private StoredStream head(StreamId stream) {
    return streams.getOrDefault(stream, StoredStream.NONE);
  }

  private Claimed claimed(String key) {
    return claims.getOrDefault(key, Claimed.NOBODY);
  }

  private Optional<AppendResult> earlier(CommandId command) {
    return Optional.ofNullable(commands.get(new CommandKey(command.tenant(), command.id())))
        .map(known ->
            known.fingerprint().equals(command.fingerprint())
                ? known.outcome()
                : new AppendResult.Reused());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private <T> Uni<T> answer(Supplier<T> work) {
    return Uni.createFrom()
        .item(() -> {
          synchronized (this) {
            return work.get();
          }
        });
  }
}
