package fr.ght.eventsourcing.kafka;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a view is, for health, metrics and operations.
 *
 * @param completeUpTo every fact recorded at or before this instant is in the view; null while that
 *     is unknown
 * @param lag how long ago {@code completeUpTo} is; since the start while that is unknown
 * @param parkedStreams how many streams stand aside because one of their facts could not be taken
 * @param trouble what keeps it from going on, while it tries again; null if nothing does
 */
public record FactViewStatus(
    String view,
    @Nullable Instant completeUpTo,
    Duration lag,
    int parkedStreams,
    @Nullable String trouble) {

  /** Whether it gets on. Parked streams do not make a service unfit for use. */
  public boolean isWell() {
    return trouble == null;
  }
}
