package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An idempotent producer and what it knows of its topic: how far each partition goes. Blocks its
 * caller; used by one thread at a time, and thrown away after a failure, since the producer cannot
 * tell what arrived of what it had in hand.
 */
final class FactSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration DELIVERY = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private final long[] next = new long[Topics.PARTITIONS];

  private FactSender(
      String topic, KafkaProducer<String, byte[]> producer, Map<Integer, Long> ends) {
    this.topic = topic;
    this.producer = producer;
    ends.forEach((partition, end) -> next[partition] = end);
  }

  /**
   * @param client how Kafka is reached: {@code bootstrap.servers} and what security needs
   * @throws StoreUnavailable if Kafka does not answer
   */
  static FactSender open(String topic, Map<String, Object> client) {
    var settings = new HashMap<>(client);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (var admin = Admin.create(settings)) {
      Topics.ensure(admin, topic);
      var ends = ends(admin, topic);
      return new FactSender(topic, producer(client), ends);
    } catch (KafkaException | IllegalStateException e) {
      throw new StoreUnavailable("Kafka does not answer: " + e.getMessage(), e);
    }
  }

  private static Map<Integer, Long> ends(Admin admin, String topic) {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    var ends = new HashMap<Integer, Long>();
    await(admin.listOffsets(asked).all())
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  private static KafkaProducer<String, byte[]> producer(Map<String, Object> client) {
    var settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Native in every class loader, where lz4 falls back to Java; the first level costs least.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Topics.LARGEST_RECORD_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) DELIVERY.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Returns when Kafka has all of them for good.
   *
   * @throws StoreUnavailable if that is not certain
   * @throws RuntimeException if one of them can never be taken
   */
  void send(List<ProducerRecord<String, byte[]>> facts) {
    var answers = new ArrayList<Future<RecordMetadata>>(facts.size());
    try {
      facts.forEach(fact -> answers.add(producer.send(fact)));
      for (var answer : answers) {
        var there = await(answer);
        next[there.partition()] = Math.max(next[there.partition()], there.offset() + 1);
      }
    } catch (KafkaException e) {
      throw e instanceof RecordTooLargeException
          ? e
          : new StoreUnavailable("Kafka does not take facts: " + e.getMessage(), e);
    }
  }

  /** Tells how far the topic is complete; a lost one is made up for by the one after. */
  void tell(Instant completeUpTo) {
    var ends = new ArrayList<Long>(next.length);
    for (var end : next) {
      ends.add(end);
    }
    var progress = new Progress(topic, completeUpTo, ends);
    var _ = producer.send(new ProducerRecord<>(Topics.PROGRESS, topic, progress.write()));
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }

  private static <T> T await(Future<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
