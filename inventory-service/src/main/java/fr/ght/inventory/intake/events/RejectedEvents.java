package fr.ght.inventory.intake.events;

import fr.ght.inventory.intake.events.EventsResource.Result;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Events that were refused go to a topic of their own: as they came, with the reason and the place
 * that they came from. What is not of reasonable size is cut; the whole is at that place.
 */
@Singleton
final class RejectedEvents {
  static final String CHANNEL = "intake-rejected";
  static final String REASON = "ght_reason";
  static final String TOPIC = "ght_topic";
  static final String PARTITION = "ght_partition";
  static final String OFFSET = "ght_offset";
  static final String REJECTED_AT = "ght_rejected_at";

  /** How many bytes the body has, where only its beginning is there. */
  static final String WHOLE_LENGTH = "ght_whole_length";

  static final int LARGEST_BODY = 1024 * 1024;
  static final int BEGINNING = 64 * 1024;
  private static final int MOST_HEADERS = 64;
  private static final int LARGEST_HEADER = 1_024;

  /** Of ours, of the framework's, and what may be a secret. */
  private static final Set<String> NOT_PASSED_ON = Set.of("ght_", "_", "authorization");

  private final MutinyEmitter<byte[]> topic;

  RejectedEvents(@Channel(CHANNEL) MutinyEmitter<byte[]> topic) {
    this.topic = topic;
  }

  /**
   * @return completes when Kafka has it; fails if that is not certain
   */
  Uni<Void> add(ConsumerRecord<String, byte[]> row, Result refusal) {
    var whole = row.value() == null ? new byte[0] : row.value();
    var body = whole.length > LARGEST_BODY ? Arrays.copyOf(whole, BEGINNING) : whole;
    var headers = passedOn(row.headers());
    add(headers, REASON, String.valueOf(refusal.reason()));
    add(headers, TOPIC, row.topic());
    add(headers, PARTITION, Integer.toString(row.partition()));
    add(headers, OFFSET, Long.toString(row.offset()));
    add(headers, REJECTED_AT, Instant.now().toString());
    if (body.length < whole.length) {
      add(headers, WHOLE_LENGTH, Integer.toString(whole.length));
    }
    var key = row.key();
    var metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(key != null && key.length() > LARGEST_HEADER ? null : key)
            .withHeaders(headers)
            .build();
    return topic.sendMessage(Message.of(body).addMetadata(metadata));
  }

  private static Headers passedOn(Headers all) {
    var some = new RecordHeaders();
    for (var header : all) {
      if (isPassedOn(header) && some.toArray().length < MOST_HEADERS) {
        some.add(header);
      }
    }
    return some;
  }

  private static boolean isPassedOn(Header header) {
    var name = header.key().toLowerCase(Locale.ROOT);
    return name.length() + (header.value() == null ? 0 : header.value().length) <= LARGEST_HEADER
        && NOT_PASSED_ON.stream().noneMatch(name::startsWith);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
