package fr.ght.eventsourcing.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.ght.eventsourcing.postgres.Outlet.Resent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of a relay, as it stands on the topic beside the facts, written in the transaction
 * of the facts that it speaks of (ADR 11).
 *
 * @param position of the last event that was dealt with: everything that the log publishes up to
 *     here is on the topic, but what is parked
 * @param event that event's own id, since another log may have another event there; null before the
 *     first
 * @param next by partition, the offset behind the last fact of the transactions before
 * @param ahead facts of later positions that are on the topic too: from before there were
 *     transactions, or of streams that were replayed
 * @param incarnation the life of the log that this is of (ADR 13)
 * @param resent what was last replayed: parked or not in the database, it is on the topic (ADR 15)
 */
record Relayed(
    long position,
    @Nullable UUID event,
    List<Long> next,
    Set<UUID> ahead,
    long incarnation,
    @Nullable Resent resent) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  Relayed {
    next = List.copyOf(next);
    ahead = Set.copyOf(ahead);
    incarnation = Math.max(FactRecords.FIRST_INCARNATION, incarnation);
  }

  /** Everything is still to be told in this life. */
  static Relayed nothing(List<Long> next, long incarnation) {
    return new Relayed(0, null, next, Set.of(), incarnation, null);
  }

  byte[] write() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a checkpoint", e);
    }
  }

  /**
   * @throws IOException if it is not what {@code write} makes
   */
  static Relayed read(byte[] body) throws IOException {
    return JSON.readValue(body, Relayed.class);
  }
}
