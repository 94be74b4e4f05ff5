package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
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
 * command}, {@code establishment}, {@code ght} and {@code traceparent}. A fact that does not say
 * who did it, or in which role, reads as {@link Actor#UNKNOWN}'s; one that does not say what it
 * belongs to stands for itself.
 */
final class FactRecords {
  /** Of a log that was never rewound; its facts do not say so. */
  static final long FIRST_INCARNATION = 1;

  private static final String CE = "ce_";

  private static final Header CONTENT_TYPE = header("content-type", "application/json");
  private static final Header SPEC_VERSION = header(CE + "specversion", "1.0");
  private static final String CE_SPEC_VERSION = CE + "specversion";
  private static final String CE_ID = CE + "id";
  private static final String CE_TYPE = CE + "type";
  private static final String CE_SOURCE = CE + "source";
  private static final String CE_SUBJECT = CE + "subject";
  private static final String CE_TIME = CE + "time";
  private static final String CE_STREAM_VERSION = CE + "streamversion";
  private static final String CE_INCARNATION = CE + "incarnation";
  private static final String CE_RECORDED_AT = CE + "recordedat";
  private static final String CE_ACTOR = CE + "actor";
  private static final String CE_ROLE = CE + "role";
  private static final String CE_CORRELATION = CE + "correlation";
  private static final String CE_TRACEPARENT = CE + "traceparent";
  private static final String CE_CAUSATION = CE + "causation";
  private static final String CE_COMMAND = CE + "command";
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
      @Nullable UUID causation,
      @Nullable UUID command,
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
    put(headers, CE_COMMAND, metadata.command());
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
   * Headers are read directly: a general reader of CloudEvents costs more than all else that a view
   * does with a fact.
   *
   * @throws Malformed if it is no fact as {@link #write} makes them
   */
  static Head read(ConsumerRecord<String, byte[]> row) {
    try {
      var attributes = Attributes.of(row.headers());
      attributes.requireVersion();
      var id = UUID.fromString(text(attributes.id));
      return new Head(
          id,
          text(attributes.type),
          StreamId.parse(text(attributes.subject)),
          Long.parseLong(text(attributes.streamVersion)),
          attributes.incarnation == null
              ? FIRST_INCARNATION
              : Long.parseLong(text(attributes.incarnation)),
          instant(text(attributes.time)),
          instant(text(attributes.recordedAt)),
          actor(attributes),
          attributes.correlation == null ? id : UUID.fromString(text(attributes.correlation)),
          uuid(attributes.causation),
          uuid(attributes.command),
          Objects.requireNonNull(row.value()));
    } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
      throw new Malformed(row, e);
    }
  }

  private static Actor actor(Attributes attributes) {
    return new Actor(
        attributes.actor == null ? Actor.UNKNOWN.subject() : text(attributes.actor),
        attributes.role == null ? Actor.UNKNOWN.role() : text(attributes.role));
  }

  private static @Nullable UUID uuid(byte @Nullable [] value) {
    return value == null ? null : UUID.fromString(text(value));
  }

  private static String text(byte @Nullable [] value) {
    return new String(Objects.requireNonNull(value), StandardCharsets.UTF_8);
  }

  /** With any offset; our own are all in UTC. */
  private static Instant instant(String text) {
    return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
  }

  /** The headers that are read; null for one that is missing. */
  private static final class Attributes {
    byte @Nullable [] specVersion;
    byte @Nullable [] source;
    byte @Nullable [] id;
    byte @Nullable [] type;
    byte @Nullable [] subject;
    byte @Nullable [] time;
    byte @Nullable [] streamVersion;
    byte @Nullable [] incarnation;
    byte @Nullable [] recordedAt;
    byte @Nullable [] actor;
    byte @Nullable [] role;
    byte @Nullable [] correlation;
    byte @Nullable [] causation;
    byte @Nullable [] command;

    static Attributes of(Headers headers) {
      var all = new Attributes();
      for (var header : headers) {
        all.take(header.key(), header.value());
      }
      return all;
    }

    private void take(String name, byte[] value) {
      switch (name) {
        case CE_SPEC_VERSION -> specVersion = value;
        case CE_SOURCE -> source = value;
        case CE_ID -> id = value;
        case CE_TYPE -> type = value;
        case CE_SUBJECT -> subject = value;
        case CE_TIME -> time = value;
        case CE_STREAM_VERSION -> streamVersion = value;
        case CE_INCARNATION -> incarnation = value;
        case CE_RECORDED_AT -> recordedAt = value;
        case CE_ACTOR -> actor = value;
        case CE_ROLE -> role = value;
        case CE_CORRELATION -> correlation = value;
        case CE_CAUSATION -> causation = value;
        case CE_COMMAND -> command = value;
        default -> {
          // For others: a view needs none of it.
        }
      }
    }

    void requireVersion() {
      Objects.requireNonNull(source);
      if (!Arrays.equals(specVersion, SPEC_VERSION.value())) {
        throw new IllegalArgumentException("no CloudEvent 1.0");
      }
    }
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
