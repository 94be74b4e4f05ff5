package fr.ght.eventsourcing.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * How far a topic is complete (ADR 5): whoever has taken each partition up to these offsets has
 * every fact that was recorded at or before {@code completeUpTo}.
 *
 * @param topic of the facts; the record's key
 * @param next by partition, the offset behind the last fact that counts
 * @param incarnation the life of the log that this is of (ADR 13)
 */
public record Progress(String topic, Instant completeUpTo, List<Long> next, long incarnation) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public Progress {
    next = List.copyOf(next);
    incarnation = Math.max(FactRecords.FIRST_INCARNATION, incarnation);
  }

  /** Of a log that was never rewound. */
  public Progress(String topic, Instant completeUpTo, List<Long> next) {
    this(topic, completeUpTo, next, FactRecords.FIRST_INCARNATION);
  }

  byte[] write() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write progress", e);
    }
  }

  /**
   * @throws IOException if it is not what {@code write} makes
   */
  public static Progress read(byte[] body) throws IOException {
    return JSON.readValue(body, Progress.class);
  }
}
