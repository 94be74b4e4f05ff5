package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one producer that may write to a topic of facts and to its checkpoint, both in the same
 * transaction: opening another one shuts this one out, and what it had under way never happened.
 * Blocks its caller; used by one thread at a time, and thrown away after a failure, since the
 * producer cannot tell what became of a commit that was not answered.
 */
final class FactSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration DELIVERY = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** Readers wait so long for a relay that died and is followed by none. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(15);

  private final String topic;
  private final Map<String, Object> client;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Long> ends;
  private final long checkpointEnd;
  private final long[] next = new long[Topics.PARTITIONS];

  /** One of the records can never be taken, Kafka does not tell which; none of them was. */
  static final class Refused extends RuntimeException {
    Refused(KafkaException why) {
      super(why.getMessage(), why, false, false);
    }
  }

  private FactSender(
      String topic,
      Map<String, Object> client,
      KafkaProducer<String, byte[]> producer,
      List<Long> ends,
      long checkpointEnd) {
    this.topic = topic;
    this.client = client;
    this.producer = producer;
    this.ends = ends;
    this.checkpointEnd = checkpointEnd;
  }

  /**
   * Shuts out whoever had it open, and waits until what that one had under way is settled.
   *
   * @param client how Kafka is reached: {@code bootstrap.servers} and what security needs
   * @throws StoreUnavailable if Kafka does not answer
   */
  static FactSender open(String topic, Map<String, Object> client) {
    var settings = new HashMap<>(client);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    KafkaProducer<String, byte[]> producer = null;
    try (var admin = Admin.create(settings)) {
      Topics.ensure(admin, topic);
      Topics.ensureCheckpoint(admin, topic);
      producer = producer(topic, client);
      producer.initTransactions();
      return new FactSender(
          topic,
          client,
          producer,
          ends(admin, topic, Topics.PARTITIONS),
          ends(admin, Topics.checkpointOf(topic), 1).getFirst());
    } catch (KafkaException | IllegalStateException e) {
      if (producer != null) {
        producer.close(Duration.ZERO);
      }
      throw new StoreUnavailable("Kafka does not answer: " + e.getMessage(), e);
    }
  }

  private static List<Long> ends(Admin admin, String topic, int partitions) {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    for (int partition = 0; partition < partitions; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    var found = new HashMap<TopicPartition, Long>();
    await(admin.listOffsets(asked).all())
        .forEach((partition, end) -> found.put(partition, end.offset()));
    return byPartition(found);
  }

  private static KafkaProducer<String, byte[]> producer(String topic, Map<String, Object> client) {
    var settings = new HashMap<>(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, Topics.relayOf(topic));
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) LONGEST_TRANSACTION.toMillis());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Native in every class loader, where lz4 falls back to Java; the first level costs least.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    // Only as long as the transaction is being filled: a commit waits for no more.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Topics.LARGEST_RECORD_BYTES);
    // The broker may still be ending the transaction before: that takes milliseconds.
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) DELIVERY.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** By partition, where the facts ended when this was opened. */
  List<Long> ends() {
    return ends;
  }

  /**
   * The checkpoint of the last transaction, whoever committed it.
   *
   * @throws StoreUnavailable if Kafka does not answer
   */
  Optional<Relayed> checkpoint() {
    var partition = new TopicPartition(Topics.checkpointOf(topic), 0);
    var last = reading(committed -> Optional.ofNullable(committed.last(partition, checkpointEnd)));
    return last.map(record -> {
      try {
        return Relayed.read(record.value());
      } catch (IOException e) {
        throw new StoreUnavailable("the checkpoint on " + partition + " cannot be read", e);
      }
    });
  }

  /** By partition, where the first fact is that was sent at {@code time} or later. */
  List<Long> since(Instant time) {
    return byPartition(reading(committed -> committed.since(time, partitions(ends))));
  }

  /** Hands over the facts from there to where they ended when this was opened. */
  void read(List<Long> from, Consumer<ConsumerRecord<String, byte[]>> each) {
    reading(committed -> {
      committed.read(partitions(from), partitions(ends), each);
      return from;
    });
  }

  private <T> T reading(Function<CommittedRecords, T> reading) {
    try (var committed = new CommittedRecords(client)) {
      return reading.apply(committed);
    } catch (KafkaException e) {
      throw new StoreUnavailable("Kafka does not answer: " + e.getMessage(), e);
    }
  }

  private Map<TopicPartition, Long> partitions(List<Long> offsets) {
    var partitions = new HashMap<TopicPartition, Long>();
    for (int partition = 0; partition < offsets.size(); partition++) {
      partitions.put(new TopicPartition(topic, partition), offsets.get(partition));
    }
    return partitions;
  }

  private static List<Long> byPartition(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getKey().partition()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Finds the last fact of each partition, which its end does not tell: markers come behind it.
   *
   * @param known offsets behind facts, the nearer to the end the better
   */
  void goOnFrom(List<Long> known) {
    for (int partition = 0; partition < next.length; partition++) {
      next[partition] = known.get(partition);
    }
    read(known, fact -> next[fact.partition()] = fact.offset() + 1);
  }

  /** By partition, the offset behind the last fact. */
  List<Long> next() {
    var behind = new ArrayList<Long>(next.length);
    for (var offset : next) {
      behind.add(offset);
    }
    return behind;
  }

  /**
   * Returns when Kafka has all of them for good, and {@code upTo} with them.
   *
   * @throws Refused if one of them can never be taken: then none is there
   * @throws StoreUnavailable if it is not certain what became of them
   */
  void commit(List<ProducerRecord<String, byte[]>> facts, Relayed upTo) {
    var answers = new ArrayList<Future<RecordMetadata>>(facts.size());
    try {
      producer.beginTransaction();
      for (var fact : facts) {
        answers.add(producer.send(fact));
      }
      var _ = producer.send(new ProducerRecord<>(Topics.checkpointOf(topic), topic, upTo.write()));
      producer.commitTransaction();
    } catch (KafkaException | IllegalStateException e) {
      var refusal = refusal(answers);
      if (refusal == null) {
        throw new StoreUnavailable("Kafka does not take facts: " + e.getMessage(), e);
      }
      abort();
      throw new Refused(refusal);
    }
    goOnBehind(answers);
  }

  /** Later facts of a partition are behind earlier ones, so the last of each tell. */
  private void goOnBehind(List<Future<RecordMetadata>> answers) {
    var told = new BitSet(next.length);
    for (int i = answers.size() - 1; i >= 0 && told.cardinality() < next.length; i--) {
      var there = await(answers.get(i));
      if (!told.get(there.partition())) {
        told.set(there.partition());
        next[there.partition()] = there.offset() + 1;
      }
    }
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      throw new StoreUnavailable("Kafka does not answer: " + e.getMessage(), e);
    }
  }

  /** What one record is refused for, others of its transaction may fail with as well. */
  private static @Nullable KafkaException refusal(List<Future<RecordMetadata>> answers) {
    for (var answer : answers) {
      var failure = failure(answer);
      if (failure instanceof RecordTooLargeException
          || failure instanceof SerializationException
          || failure instanceof InvalidRecordException) {
        return (KafkaException) failure;
      }
    }
    return null;
  }

  private static @Nullable Throwable failure(Future<RecordMetadata> answer) {
    return switch (answer.state()) {
      case FAILED -> answer.exceptionNow();
      case RUNNING, SUCCESS, CANCELLED -> null;
    };
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
