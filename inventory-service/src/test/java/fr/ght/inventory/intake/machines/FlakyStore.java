package fr.ght.inventory.intake.machines;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.testing.InMemoryEventStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A log in memory that dies before a chosen append, and counts what it is asked. */
final class FlakyStore implements EventStore {
  private final InMemoryEventStore log = new InMemoryEventStore();
  private int appendsUntilDeath = Integer.MAX_VALUE;
  private int questions;

  /** The service dies before its append number {@code appends}, counted from 1. */
  void dieBefore(int appends) {
    appendsUntilDeath = appends;
  }

  void live() {
    appendsUntilDeath = Integer.MAX_VALUE;
  }

  /** How often it was asked or told something since the last call. */
  int questions() {
    int asked = questions;
    questions = 0;
    return asked;
  }

  static final class Death extends RuntimeException {}

  @Override
  public Uni<StoredStream> read(StreamId stream) {
    questions++;
    return log.read(stream);
  }

  @Override
  public Uni<AppendResult> append(Append append) {
    questions++;
    return --appendsUntilDeath <= 0 ? Uni.createFrom().failure(new Death()) : log.append(append);
  }

  @Override
  public Uni<Optional<AppendResult>> repeated(CommandId command) {
    questions++;
    return log.repeated(command);
  }

  @Override
  public Uni<Map<String, Claimed>> claims(Collection<String> keys) {
    questions++;
    return log.claims(keys);
  }

  @Override
  public Uni<LogSlice> readLog(long after, int limit, Set<String> kinds) {
    return log.readLog(after, limit, kinds);
  }

  @Override
  public Cancellable onAppend(Consumer<StreamId> wake) {
    return log.onAppend(wake);
  }
}
