package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Facts as records of Kafka: CloudEvents 1.0 in binary mode, the stream's id as the key. Extension
 * attributes: {@code streamversion}, {@code incarnation} (none for the log's first), {@code
 * recordedat}, {@code actor}, {@code role}, {@code correlation}, {@code causation}, {@code
 * establishment}, {@code ght} and {@code traceparent}.
 */
final class FactRecords {
  /** Of a log that was never rewound; its facts do not say so. */
  static final long FIRST_INCARNATION = 1;

  private static final String STREAM_VERSION = "streamversion";
  private static final String INCARNATION = "incarnation";
  private static final String RECORDED_AT = "recordedat";
  private static final String ACTOR = "actor";
  private static final String ROLE = "role";
  private static final String CORRELATION = "correlation";
  private static final String CAUSATION = "causation";

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
    var builder =
        CloudEventBuilder.v1()
            .withId(event.id().toString())
            .withType(fact.type())
            .withSource(source)
            .withSubject(stream)
            .withTime(at(event.occurredAt()))
            .withDataContentType("application/json")
            .withData(fact.body())
            .withExtension(STREAM_VERSION, Long.toString(event.version()))
            .withExtension(RECORDED_AT, at(event.recordedAt()))
            .withExtension(ACTOR, metadata.actor().subject())
            .withExtension(ROLE, metadata.actor().role())
            .withExtension(CORRELATION, metadata.correlation().toString())
            .withExtension("traceparent", trace(metadata.correlation(), event.id()));
    if (incarnation != FIRST_INCARNATION) {
      builder.withExtension(INCARNATION, Long.toString(incarnation));
    }
    var causation = metadata.causation();
    if (causation != null) {
      builder.withExtension(CAUSATION, causation.toString());
    }
    var establishment = fact.establishment();
    if (establishment != null) {
      builder.withExtension("establishment", establishment);
    }
    var ght = fact.ght();
    if (ght != null) {
      builder.withExtension("ght", ght);
    }
    return KafkaMessageFactory.<String>createWriter(topic, stream).writeBinary(builder.build());
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

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** W3C trace context: one trace for everything that one outside call set off. */
  private static String trace(UUID correlation, UUID event) {
    return "00-%016x%016x-%016x-01"
        .formatted(
            correlation.getMostSignificantBits(),
            correlation.getLeastSignificantBits(),
            event.getLeastSignificantBits());
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
