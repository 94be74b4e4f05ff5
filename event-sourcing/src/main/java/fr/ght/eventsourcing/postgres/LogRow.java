package fr.ght.eventsourcing.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import io.vertx.mutiny.sqlclient.Row;

/** How a line of table {@code event} reads, and how its metadata is written. */
final class LogRow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader METADATA = JSON.readerFor(Metadata.class);

  private LogRow() {}

  static StoredEvent read(Row row) {
    return new StoredEvent(
        row.getLong("position"),
        row.getUUID("id"),
        StreamId.parse(row.getString("stream")),
        row.getLong("version"),
        row.getString("type"),
        row.getInteger("schema_version"),
        row.getString("payload"),
        metadata(row.getString("metadata")),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getOffsetDateTime("recorded_at").toInstant());
  }

  static String json(Metadata metadata) {
    try {
      return JSON.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write metadata", e);
    }
  }

  private static Metadata metadata(String json) {
    try {
      return METADATA.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read metadata", e);
    }
  }
}
