package fr.ght.eventsourcing;

import java.time.Instant;
import java.util.List;

/**
 * A piece of the log in the order of positions.
 *
 * @param next the position to read after next; passes over positions that were rolled back
 * @param drained whether the end of what can be read safely was reached
 * @param completeUpTo every event recorded at or before this instant has a position at or below
 *     {@code next} or was read earlier; {@link Instant#MIN} if nothing can be said
 */
public record LogSlice(List<StoredEvent> events, long next, boolean drained, Instant completeUpTo) {
  public LogSlice {
    events = List.copyOf(events);
  }
}
