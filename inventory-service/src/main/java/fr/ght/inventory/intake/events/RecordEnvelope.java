package fr.ght.inventory.intake.events;

import fr.ght.access.Caller;
import fr.ght.access.signin.Origin;
import fr.ght.http.Problem;
import fr.ght.inventory.intake.events.Envelope.NoEvent;
import fr.ght.inventory.intake.events.EventIntake.Arrived;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Opens what came through Kafka, as CloudEvents' protocol binding for Kafka 1.0 says it: structured
 * or binary, one event a record.
 */
@Singleton
final class RecordEnvelope {
  private static final String CONTENT_TYPE = "content-type";
  private static final String BINARY_MARK = "ce_specversion";
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String OTHER_CLOUDEVENTS = "application/cloudevents";
  private static final byte[] NOTHING = {};
  static final Origin NOBODY =
      new Origin(new Caller("nobody", Set.of(), Set.of(), Set.of()), new UUID(0, 0));

  private final Envelope envelope;
  private final IntakeTopics topics;
  private final long largest;

  /**
   * @param largest bytes of an event's record, as of a body over HTTP
   */
  RecordEnvelope(
      Envelope envelope,
      IntakeTopics topics,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
    this.envelope = envelope;
    this.topics = topics;
    this.largest = largest.asLongValue();
  }

  /** What can be told of the record. */
  Arrived open(ConsumerRecord<String, byte[]> row, Instant now) {
    var at =
        row.timestampType() == TimestampType.LOG_APPEND_TIME
            ? Instant.ofEpochMilli(row.timestamp())
            : now;
    try {
      var event = event(row);
      try {
        var attributed = topics.attribute(event, row);
        return new Arrived(new Envelope.Event(attributed.event()), attributed.origin(), at);
      } catch (Problem.ProblemException refusal) {
        return refused(event.source(), event.id(), refusal, at);
      }
    } catch (Problem.ProblemException refusal) {
      return refused(null, null, refusal, at);
    }
  }

  private static Arrived refused(
      @Nullable String source, @Nullable String id, Problem.ProblemException refusal, Instant at) {
    return new Arrived(new NoEvent(source, id, EventIntake.reason(refusal.problem())), NOBODY, at);
  }

  private PushedEvent event(ConsumerRecord<String, byte[]> row) {
    var body = row.value() == null ? NOTHING : row.value();
    if (body.length > largest) {
      throw Problem.Kind.TOO_LARGE.with(
          "TOO_LARGE", "The event is larger than %d bytes.".formatted(largest));
    }
    var mediaType = mediaType(row.headers());
    if (mediaType.equals(STRUCTURED)) {
      return envelope.structured(body).event();
    }
    if (row.headers().lastHeader(BINARY_MARK) == null || mediaType.startsWith(OTHER_CLOUDEVENTS)) {
      throw Envelope.noEvent(
          "a record has the content-type %s, or the header %s and its sisters"
              .formatted(STRUCTURED, BINARY_MARK));
    }
    return envelope.whole(binary(row.headers(), envelope.compact(body))).event();
  }

  private static PushedEvent binary(Headers headers, byte[] body) {
    try {
      return PushedEvent.of(KafkaMessageFactory.createReader(headers, body).toEvent());
    } catch (RuntimeException e) {
      // The library has many words for what it cannot read.
      throw Envelope.noEvent(Envelope.MALFORMED);
    }
  }

  private static String mediaType(Headers headers) {
    var header = headers.lastHeader(CONTENT_TYPE);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8)
            .split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT);
  }
}
