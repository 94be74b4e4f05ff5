package fr.ght.eventsourcing.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The platform's topics, made by whoever needs one first. */
public final class Topics {
  public static final String PROGRESS = "ght.progress";

  /** Order is promised per stream; a stream keeps its partition for ever, so this never changes. */
  public static final int PARTITIONS = 12;

  /**
   * A fact is not larger than the report that it comes from, and that is bounded at 16 MiB; so a
   * fact travels whole.
   */
  static final int LARGEST_RECORD_BYTES = 20 * 1024 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SEGMENT = Duration.ofMinutes(1);

  /** Of topics where only the last record of each key counts. */
  private static final Map<String, String> LAST_RECORD_ONLY =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_MS_CONFIG,
          Long.toString(SEGMENT.toMillis()),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
          "0.1");

  private Topics() {}

  /**
   * Makes what is missing of a topic of facts and the topic of progress.
   *
   * @throws IllegalStateException if Kafka does not answer or refuses
   */
  public static void ensure(Admin admin, String topic) {
    create(
        admin,
        new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(LARGEST_RECORD_BYTES))));
    create(
        admin, new NewTopic(PROGRESS, Optional.of(1), Optional.empty()).configs(LAST_RECORD_ONLY));
  }

  /**
   * Makes a topic that others send to, if it is missing. When a record was received is told by
   * Kafka, not by its sender; and what is larger than a record may be is refused by Kafka also if
   * it was sent compressed, so that no reader has to unpack it.
   *
   * @param kept for how long
   * @throws IllegalStateException if Kafka does not answer or refuses
   */
  public static void ensureInbox(Admin admin, String topic, int partitions, Duration kept) {
    create(
        admin,
        new NewTopic(topic, Optional.of(partitions), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(kept.toMillis()),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(LARGEST_RECORD_BYTES),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime",
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    "uncompressed")));
  }

  /** The topic with the checkpoint of the relay that sends to {@code topic}. */
  static String checkpointOf(String topic) {
    return topic + ".checkpoint";
  }

  /** By this name Kafka knows the one relay that may send to {@code topic}. */
  static String relayOf(String topic) {
    return topic + ".relay";
  }

  /**
   * Makes the topic of the checkpoint if it is missing.
   *
   * @throws IllegalStateException if Kafka does not answer or refuses
   */
  static void ensureCheckpoint(Admin admin, String topic) {
    create(
        admin,
        new NewTopic(checkpointOf(topic), Optional.of(1), Optional.empty())
            .configs(LAST_RECORD_ONLY));
  }

  private static void create(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot make topic " + topic.name(), e.getCause());
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
