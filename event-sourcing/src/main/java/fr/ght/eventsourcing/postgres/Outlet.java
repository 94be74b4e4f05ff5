package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.StoredEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Where the events of a log go that leave its database. What was sent cannot be taken back with a
 * transaction, so after a failure the same events may be sent again.
 */
public interface Outlet {

  /** Makes ready to send; called before the first events, after each failure, and every second. */
  Uni<Void> open();

  /**
   * Sends these events and completes when all are safely there.
   *
   * @param events in the order of the log, never empty; none of a stream that stands aside
   * @return fails with {@link fr.ght.eventsourcing.StoreUnavailable} where trying again may help;
   *     any other failure is taken for the fault of one of the events
   */
  Uni<Void> send(List<StoredEvent> events);

  /** Everything that the log recorded at or before {@code upTo} has been sent. */
  void sentUpTo(Instant upTo);

  /** Lets go of what it holds. */
  void close();
}
