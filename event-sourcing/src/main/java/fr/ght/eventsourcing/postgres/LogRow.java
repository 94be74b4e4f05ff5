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

  /** The columns of an event stand together in every statement, from its position on. */
  static StoredEvent read(Row row) {
    int at = row.getColumnIndex("position");
    return new StoredEvent(
        row.getLong(at),
        row.getUUID(at + 1),
        StreamId.parse(row.getString(at + 2)),
        row.getLong(at + 3),
        row.getString(at + 4),
        row.getInteger(at + 5),
        row.getString(at + 6),
        metadata(row.getString(at + 7)),
        row.getOffsetDateTime(at + 8).toInstant(),
        row.getOffsetDateTime(at + 9).toInstant());
  }

  static String json(Metadata metadata) {
    try {
      return JSON.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write metadata", e);
    }
  }

  static Metadata metadata(String json) {
    var plain = MetadataText.read(json);
    return plain != null ? plain : withParser(json);
  }

  private static Metadata withParser(String json) {
    try {
      return METADATA.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read metadata", e);
    }
  }
}
