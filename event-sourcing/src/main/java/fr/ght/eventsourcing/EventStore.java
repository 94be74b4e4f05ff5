package fr.ght.eventsourcing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The log of one service. What it promises is written down as tests in {@code EventStoreContract},
 * which every implementation passes.
 *
 * <p>Safe for concurrent use. What cannot be reached or answered in time fails with {@link
 * StoreUnavailable}: for {@link #append} that means the outcome is unknown, never that nothing
 * happened, and the caller repeats the command under its {@link CommandId}, or reads the stream
 * again.
 */
public interface EventStore {

  /** The stream's events from the first, its note and its revision, all of one instant. */
  Uni<StoredStream> read(StreamId stream);

  /**
   * One transaction: all of it or nothing. Checked in this order: the command's identity (a
   * repeated command gets its first outcome, never a conflict), the revision, the claims.
   */
  Uni<AppendResult> append(Append append);

  /** What became of this command, if it was carried out before: Repeated or Reused. */
  Uni<Optional<AppendResult>> repeated(CommandId command);

  /**
   * Who holds these keys now. Every asked key is in the answer, {@link Claimed#NOBODY} where nobody
   * holds it.
   */
  Uni<Map<String, Claimed>> claims(Collection<String> keys);

  /**
   * The log after a position. Never skips an event that commits late: an event is given only when
   * no event with a lower position can still appear.
   *
   * @param after 0 to start
   * @param limit at most so many events, at least 1; fewer where events are large
   * @param kinds of streams whose events are given; none for all of them
   * @throws IllegalArgumentException if limit is below 1
   */
  Uni<LogSlice> readLog(long after, int limit, Set<String> kinds);

  /** The log after a position, of all kinds of streams. */
  default Uni<LogSlice> readLog(long after, int limit) {
    return readLog(after, limit, Set.of());
  }

  /**
   * Calls {@code wake} with the stream soon after each append of this process that added events, on
   * any thread; it must return at once. A hint only: other processes append too, so a reader polls
   * as well ({@link LogReader} does both).
   *
   * @return ends it
   */
  Cancellable onAppend(Consumer<StreamId> wake);
}
