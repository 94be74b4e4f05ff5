package fr.ght.eventsourcing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A store whose appends are interfered with, one after the other, as a test says. */
final class InterferingStore implements EventStore {
  private final EventStore store;
  private final Deque<UnaryOperator<Uni<AppendResult>>> interferences = new ArrayDeque<>();
  final AtomicInteger appends = new AtomicInteger();

  InterferingStore(EventStore store) {
    this.store = store;
  }

  /** The append is done, but its answer does not arrive. */
  void loseNextAnswer() {
    interferences.add(append -> append.chain(InterferingStore::away));
  }

  /** The append does not reach the store. */
  void loseNextRequest() {
    interferences.add(_ -> away());
  }

  /** Another writer is done just before the append arrives. */
  void beforeNextAppend(Uni<?> other) {
    interferences.add(append -> other.chain(() -> append));
  }

  @Override
  public Uni<AppendResult> append(Append append) {
    appends.incrementAndGet();
    var interference = interferences.poll();
    return interference == null ? store.append(append) : interference.apply(store.append(append));
  }

  @Override
  public Uni<StoredStream> read(StreamId stream) {
    return store.read(stream);
  }

  @Override
  public Uni<Optional<AppendResult>> repeated(CommandId command) {
    return store.repeated(command);
  }

  @Override
  public Uni<Map<String, Claimed>> claims(Collection<String> keys) {
    return store.claims(keys);
  }

  @Override
  public Uni<LogSlice> readLog(long after, int limit, Set<String> kinds) {
    return store.readLog(after, limit, kinds);
  }

  @Override
  public Cancellable onAppend(Consumer<StreamId> wake) {
    return store.onAppend(wake);
  }

  private static <T> Uni<T> away() {
    return Uni.createFrom().failure(new StoreUnavailable("connection lost", null));
  }
}
