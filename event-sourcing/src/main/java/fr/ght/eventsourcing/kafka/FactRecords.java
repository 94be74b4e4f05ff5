package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Facts as records of Kafka: CloudEvents 1.0 in binary mode, the stream's id as the key. Extension
 * attributes: {@code streamversion}, {@code incarnation} (none for the log's first), {@code
 * recordedat}, {@code actor}, {@code role}, {@code correlation}, {@code causation}, {@code
 * establishment}, {@code ght} and {@code traceparent}.
 */
final class FactRecords {
  /** Of a log that was never rewound; its facts do not say so. */
  static final long FIRST_INCARNATION = 1;

  private static final String CE = "ce_";
  private static final String STREAM_VERSION = "streamversion";
  private static final String INCARNATION = "incarnation";
  private static final String RECORDED_AT = "recordedat";
  private static final String ACTOR = "actor";
  private static final String ROLE = "role";
  private static final String CORRELATION = "correlation";

  private static final Header CONTENT_TYPE = header("content-type", "application/json");
  private static final Header SPEC_VERSION = header(CE + "specversion", "1.0");
  private static final String CE_ID = CE + "id";
  private static final String CE_TYPE = CE + "type";
  private static final String CE_SOURCE = CE + "source";
  private static final String CE_SUBJECT = CE + "subject";
  private static final String CE_TIME = CE + "time";
  private static final String CE_STREAM_VERSION = CE + STREAM_VERSION;
  private static final String CE_INCARNATION = CE + INCARNATION;
  private static final String CE_RECORDED_AT = CE + RECORDED_AT;
  private static final String CE_ACTOR = CE + ACTOR;
  private static final String CE_ROLE = CE + ROLE;
  private static final String CE_CORRELATION = CE + CORRELATION;
  private static final String CE_TRACEPARENT = CE + "traceparent";
  private static final String CE_CAUSATION = CE + "causation";
  private static final String CE_ESTABLISHMENT = CE + "establishment";
  private static final String CE_GHT = CE + "ght";

  private FactRecords() {}

  /** All that a record says of a fact but the fact itself, and its body. */
  record Head(
      UUID id,
      String type,
      StreamId stream,
      long version,
      long incarnation,
      Instant occurredAt,
      Instant recordedAt,
      Actor actor,
      UUID correlation,
      byte[] body) {}

  /**
   * @param incarnation the life of the log that tells it (ADR 13)
   */
  static ProducerRecord<String, byte[]> write(
      String topic, URI source, long incarnation, StoredEvent event, OutgoingFact fact) {
    var metadata = event.metadata();
    var stream = event.stream().toString();
    var record = new ProducerRecord<>(topic, stream, fact.body());
    var headers = record.headers();
    headers.add(CONTENT_TYPE);
    headers.add(SPEC_VERSION);
    put(headers, CE_ID, event.id());
    put(headers, CE_TYPE, fact.type());
    put(headers, CE_SOURCE, source);
    put(headers, CE_SUBJECT, stream);
    headers.add(CE_TIME, InstantText.of(event.occurredAt()));
    put(headers, CE_STREAM_VERSION, event.version());
    put(headers, CE_INCARNATION, incarnation == FIRST_INCARNATION ? null : incarnation);
    headers.add(CE_RECORDED_AT, InstantText.of(event.recordedAt()));
    put(headers, CE_ACTOR, metadata.actor().subject());
    put(headers, CE_ROLE, metadata.actor().role());
    put(headers, CE_CORRELATION, metadata.correlation());
    put(headers, CE_TRACEPARENT, trace(metadata.correlation(), event.id()));
    put(headers, CE_CAUSATION, metadata.causation());
    put(headers, CE_ESTABLISHMENT, fact.establishment());
    put(headers, CE_GHT, fact.ght());
    return record;
  }

  private static void put(Headers headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.add(header(name, value.toString()));
    }
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws Malformed if it is no fact as {@link #write} makes them
   */
  static Head read(ConsumerRecord<String, byte[]> row) {
    try {
      var event = KafkaMessageFactory.createReader(row).toEvent();
      return new Head(
          UUID.fromString(event.getId()),
          event.getType(),
          StreamId.parse(Objects.requireNonNull(event.getSubject())),
          Long.parseLong(text(event, STREAM_VERSION)),
          incarnation(event),
          Objects.requireNonNull(event.getTime()).toInstant(),
          OffsetDateTime.parse(text(event, RECORDED_AT)).toInstant(),
          new Actor(text(event, ACTOR), text(event, ROLE)),
          UUID.fromString(text(event, CORRELATION)),
          Objects.requireNonNull(event.getData()).toBytes());
    } catch (CloudEventRWException
        | IllegalArgumentException
        | IllegalStateException
        | DateTimeException
        | NullPointerException e) {
      throw new Malformed(row, e);
    }
  }

  private static long incarnation(CloudEvent event) {
    var value = event.getExtension(INCARNATION);
    return value == null ? FIRST_INCARNATION : Long.parseLong(value.toString());
  }

  private static String text(CloudEvent event, String attribute) {
    var value = event.getExtension(attribute);
    if (value == null) {
      throw new IllegalArgumentException(attribute + " is missing");
    }
    return value.toString();
  }

  /** W3C trace context: one trace for everything that one outside call set off. */
  private static String trace(UUID correlation, UUID event) {
    return "00-"
        + hex(correlation.getMostSignificantBits())
        + hex(correlation.getLeastSignificantBits())
        + "-"
        + hex(event.getLeastSignificantBits())
        + "-01";
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  /** A record that is no fact; the message says where it is, not what is in it. */
  static final class Malformed extends RuntimeException {
    Malformed(ConsumerRecord<?, ?> row, RuntimeException why) {
      super(
          "no fact at %s-%d offset %d: %s"
              .formatted(
                  row.topic(), row.partition(), row.offset(), why.getClass().getSimpleName()));
    }
  }
}
