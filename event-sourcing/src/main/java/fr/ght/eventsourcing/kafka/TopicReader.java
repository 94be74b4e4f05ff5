package fr.ght.eventsourcing.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads pieces of a topic for itself, beside whatever consumer group there is. One thread at a
 * time.
 */
final class TopicReader implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final int MOST_RECORDS = 10_000;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_BYTES_OF_A_PARTITION = 4 * 1024 * 1024;

  private final String topic;
  private final KafkaConsumer<String, byte[]> consumer;
  private List<Integer> assigned = List.of();

  TopicReader(String topic, Map<String, Object> kafka) {
    this.topic = topic;
    var settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_A_PARTITION);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Where to read on, and what to stop before. */
  record Piece(long from, long to) {}

  /**
   * Some of what is wanted of a partition, in order.
   *
   * @param reached below it nothing is missing
   */
  record Found(
      int partition, long from, long reached, List<ConsumerRecord<String, byte[]>> records) {}

  /**
   * @param wanted by partition, never empty pieces
   */
  List<Found> read(Map<Integer, Piece> wanted) {
    var partitions = wanted.keySet().stream().sorted().toList();
    if (!partitions.equals(assigned)) {
      consumer.assign(partitions.stream().map(this::of).toList());
      assigned = partitions;
    }
    wanted.forEach((partition, piece) -> {
      if (consumer.position(of(partition)) != piece.from()) {
        consumer.seek(of(partition), piece.from());
      }
    });
    var found = consumer.poll(WAIT);
    return wanted.entrySet().stream()
        .map(one -> found(one.getKey(), one.getValue(), found.records(of(one.getKey()))))
        .toList();
  }

  private Found found(int partition, Piece piece, List<ConsumerRecord<String, byte[]>> records) {
    var mine = records.stream().filter(row -> row.offset() < piece.to()).toList();
    long reached = Math.min(consumer.position(of(partition)), piece.to());
    return new Found(partition, piece.from(), reached, mine);
  }

  private TopicPartition of(int partition) {
    return new TopicPartition(topic, partition);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
