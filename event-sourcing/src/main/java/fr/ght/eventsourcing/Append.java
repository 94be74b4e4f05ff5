package fr.ght.eventsourcing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one command changes, written whole or not at all.
 *
 * @param expectedRevision the revision of the stream's head that was decided on; 0 for a stream
 *     that is not there
 * @param events none is allowed: a command may leave its identity, a claim or a note only
 * @param note replaces the stream's note, see {@link RememberingDecider}; null removes it
 */
public record Append(
    StreamId stream,
    long expectedRevision,
    List<NewEvent> events,
    Metadata metadata,
    @Nullable CommandId command,
    List<Claim> claims,
    @Nullable String note) {
  /**
   * @throws IllegalArgumentException if a key is claimed twice
   */
  public Append {
    events = List.copyOf(events);
    claims = List.copyOf(claims);
    if (claims.stream().map(Claim::key).distinct().count() < claims.size()) {
      throw new IllegalArgumentException("a key is claimed twice by " + stream);
    }
  }
}
