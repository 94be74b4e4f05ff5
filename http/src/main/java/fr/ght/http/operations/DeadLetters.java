package fr.ght.http.operations;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Replayed;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** The streams that a service's views have set aside. */
public interface DeadLetters {

  boolean knows(String view);

  /** How many streams stand aside, as known a moment ago. */
  int count(String view);

  /**
   * Some of them in the order in which they were parked.
   *
   * @param since and {@code behind}: what comes behind this stream, parked at this instant
   */
  Uni<List<ParkedStream>> parked(String view, Instant since, String behind, int limit);

  /** Takes what stands aside of this stream into the view after all. */
  Uni<Replayed> replay(String view, StreamId stream);
}
