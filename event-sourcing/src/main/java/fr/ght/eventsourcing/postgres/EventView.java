package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.StoredEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;

/** What events of a service's own log mean for the rows of one of its views. */
@FunctionalInterface
public interface EventView {

  /** The kinds of streams whose events it wants to see; none for all of them. */
  default Set<String> kinds() {
    return Set.of();
  }

  /**
   * Writes what these events change, in {@code tx} and nowhere else: it commits together with the
   * follower's checkpoint, or not at all.
   *
   * @param events in the order of the log, never empty; of streams of {@link #kinds}
   * @return fails if an event cannot be taken; called in a worker thread, and called again with the
   *     same events after any failure
   */
  Uni<Void> apply(SqlConnection tx, List<StoredEvent> events);
}
