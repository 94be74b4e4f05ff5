package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks up what is on a topic for good. Blocks its caller; Kafka's own failures come through. */
final class CommittedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The last record that counts is seldom further from the end: markers and what was aborted. */
  private static final long NEAR = 500;

  private final KafkaConsumer<String, byte[]> consumer;

  CommittedRecords(Map<String, Object> client) {
    var settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** The last one of a topic with one partition that ends at {@code end}. */
  @Nullable ConsumerRecord<String, byte[]> last(TopicPartition partition, long end) {
    var near = lastFrom(partition, Math.max(0, end - NEAR), end);
    return near != null || end <= NEAR ? near : lastFrom(partition, 0, end);
  }

  private @Nullable ConsumerRecord<String, byte[]> lastFrom(
      TopicPartition partition, long from, long end) {
    var last = new AtomicReference<@Nullable ConsumerRecord<String, byte[]>>();
    read(Map.of(partition, from), Map.of(partition, end), last::set);
    return last.get();
  }

  /**
   * By partition, the offset of the first record sent at {@code time} or later; its end if none.
   */
  Map<TopicPartition, Long> since(Instant time, Map<TopicPartition, Long> ends) {
    var asked = new HashMap<TopicPartition, Long>();
    ends.keySet().forEach(partition -> asked.put(partition, time.toEpochMilli()));
    var found = consumer.offsetsForTimes(asked);
    var since = new HashMap<>(ends);
    found.forEach((partition, first) -> {
      if (first != null) {
        since.put(partition, first.offset());
      }
    });
    return since;
  }

  /**
   * Hands over what is between these offsets, in order within each partition.
   *
   * @throws StoreUnavailable if that does not get on
   */
  void read(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    var givenUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (isBefore(ends, from.keySet())) {
      var records = consumer.poll(POLL);
      records.forEach(each);
      if (!records.isEmpty()) {
        givenUpAt = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > givenUpAt) {
        throw new StoreUnavailable("Kafka holds back what is on " + from.keySet(), null);
      }
    }
  }

  private boolean isBefore(Map<TopicPartition, Long> ends, Collection<TopicPartition> partitions) {
    return partitions.stream()
        .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
