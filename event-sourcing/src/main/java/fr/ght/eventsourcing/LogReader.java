package fr.ght.eventsourcing;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the log slice by slice for one follower, and waits well in between: woken at once by
 * appends of this process, and within 5 to 50 ms by those of others, less often the longer nothing
 * comes.
 *
 * <p>Used by one caller at a time: ask for the next slice when the last one is dealt with. Holds no
 * position: the follower's checkpoint decides where to read, so after a failure it asks again from
 * there.
 */
public final class LogReader implements AutoCloseable {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final EventStore store;
  private final int limit;
  private final Set<String> kinds;
  private final Duration gathering;
  private final Cancellable subscription;

  private Duration pause = SHORTEST_PAUSE;
  private boolean idle;
  private boolean caughtUp;
  private Instant completeUpTo = Instant.MIN;
  private volatile boolean woken;
  private volatile CompletableFuture<Void> resting = new CompletableFuture<>();

  /**
   * @param limit at most so many events a slice, at least 1
   * @param kinds of streams whose events are wanted; none for all of them
   * @param gathering how long to let events come together after a slice that took all there were
   */
  public LogReader(EventStore store, int limit, Set<String> kinds, Duration gathering) {
    this.store = store;
    this.limit = limit;
    this.kinds = Set.copyOf(kinds);
    this.gathering = gathering;
    this.subscription = store.onAppend(this::appended);
  }

  /**
   * The slice after {@code after}. If the last one was empty, first waits for a signal, at most 50
   * ms; so an empty slice comes back at least 20 times a second, and its {@link LogSlice#next} and
   * {@link LogSlice#completeUpTo} may still have moved. {@code completeUpTo} never goes back.
   */
  public Uni<LogSlice> next(long after) {
    return Uni.createFrom()
        .deferred(() -> idle ? rested() : caughtUp ? gathered() : Uni.createFrom().voidItem())
        .chain(() -> {
          // Before reading, so that an append during the read is not missed.
          woken = false;
          return store.readLog(after, limit, kinds);
        })
        .map(this::observed);
  }

  /** Ends the subscription to the store's signal; a slice that is under way still comes. */
  @Override
  public void close() {
    subscription.cancel();
    wake();
  }

  private Uni<Void> gathered() {
    return gathering.isZero()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().voidItem().onItem().delayIt().by(gathering);
  }

  private Uni<Void> rested() {
    return Uni.createFrom()
        .completionStage(this::rest)
        .ifNoItem()
        .after(pause)
        .fail()
        .onFailure(TimeoutException.class)
        .recoverWithNull();
  }

  private CompletableFuture<Void> rest() {
    var rest = new CompletableFuture<Void>();
    resting = rest;
    if (woken) {
      rest.complete(null);
    }
    return rest;
  }

  private LogSlice observed(LogSlice slice) {
    idle = slice.events().isEmpty();
    caughtUp = slice.drained();
    var longer = pause.multipliedBy(2);
    pause = !idle ? SHORTEST_PAUSE : longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    if (slice.completeUpTo().isAfter(completeUpTo)) {
      completeUpTo = slice.completeUpTo();
    }
    return new LogSlice(slice.events(), slice.next(), slice.drained(), completeUpTo);
  }

  private void appended(StreamId stream) {
    if (kinds.isEmpty() || kinds.contains(stream.kind())) {
      wake();
    }
  }

  private void wake() {
    woken = true;
    resting.complete(null);
  }
}
