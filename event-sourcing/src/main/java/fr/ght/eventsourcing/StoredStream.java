package fr.ght.eventsourcing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream as it stood at one instant.
 *
 * @param version the number of its events; 0 if there is none
 * @param revision raised by every append, also one without events; 0 if there is no such stream
 */
public record StoredStream(
    long version, long revision, @Nullable String note, List<StoredEvent> events) {
  public static final StoredStream NONE = new StoredStream(0, 0, null, List.of());

  public StoredStream {
    events = List.copyOf(events);
  }
}
