package fr.ght.eventsourcing.postgres;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a follower of the log is, for health and metrics.
 *
 * @param position of the log up to which its view is
 * @param completeUpTo every event recorded at or before this instant is in the view; {@link
 *     Instant#MIN} while that is unknown
 * @param lag how long ago {@code completeUpTo} is; since the start while that is unknown
 * @param standsBy whether another replica does the work, and this one would take over
 * @param parkedStreams how many streams stand aside because one of their events could not be taken
 * @param trouble what keeps it from going on, while it tries again; null if nothing does
 */
public record FollowerStatus(
    String name,
    boolean running,
    long position,
    Instant completeUpTo,
    Duration lag,
    boolean standsBy,
    int parkedStreams,
    @Nullable String trouble) {

  /** Whether it runs and gets on. Parked streams do not make a service unfit for use. */
  public boolean isWell() {
    return running && trouble == null;
  }
}
