package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.FactRelay;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.kafka.Topics;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import fr.ght.local.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A relay with a backlog beside a plain producer that sends the same records from memory. */
@Command(
    name = "relay",
    mixinStandardHelpOptions = true,
    description = "Relays a backlog beside a plain idempotent producer of the same records.")
final class RelayBenchmark implements Callable<Integer> {
  private static final long LOOK_NANOS = 5_000_000;

  /** The plain producer repeats so many records, which are in memory before the clock starts. */
  private static final int SAMPLE = 50_000;

  @Option(names = "--thousands", description = "of events; default: ${DEFAULT-VALUE}")
  private int thousands = 300;

  @Option(names = "--runs", description = "of each, in turn; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  @Option(names = "--out", description = "folder for the table and the plot")
  private @Nullable Path out;

  @Override
  public Integer call() throws SQLException, IOException {
    var results =
        new Results(
            "Relay",
            "a plain idempotent producer, acks=all, of the same records from memory",
            "facts");
    try (var database = new BenchDatabase();
        var kafka = KafkaServer.startTemporary()) {
      long last = database.fill(thousands * 1_000);
      long[] servers = {database.postmaster(), kafka.pid()};
      Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      relay(database, "warm-up", client, last, servers);
      var facts = Facts.of("warm-up", client);
      facts.send(thousands * 1_000, servers);
      results.add(
          Comparison.of(
              "a backlog of %d,000 events".formatted(thousands),
              runs,
              () -> facts.send(thousands * 1_000, servers),
              () -> relay(database, "bench." + UUID.randomUUID(), client, last, servers)));
    }
    if (out != null) {
      results.write(out, "relay");
    }
    return 0;
  }

  /** From its first transaction on: until then it opens its producer and makes the topic. */
  private Measured relay(
      BenchDatabase database, String topic, Map<String, Object> client, long last, long[] servers) {
    database.forgetFollowers();
    var pool = database.pool(4);
    var meters = new SimpleMeterRegistry();
    var relay =
        new FactRelay(
            topic,
            URI.create("urn:ght:bench"),
            RelayBenchmark::publish,
            new PostgresEventStore(pool, meters),
            pool,
            client,
            meters);
    relay.start();
    long first = awaitPosition(relay, 1);
    var cpu = CpuTime.now(servers);
    var begin = System.nanoTime();
    awaitPosition(relay, last);
    var seconds = (System.nanoTime() - begin) / 1e9;
    var used = CpuTime.now(servers).since(cpu);
    long sent = thousands * 1_000L - (first - (last - thousands * 1_000L));
    relay.stop().await().indefinitely();
    pool.closeAndAwait();
    return new Measured(sent, seconds, new Histogram(3), used);
  }

  private static long awaitPosition(FactRelay relay, long least) {
    long position;
    while ((position = relay.status().position()) < least) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return position;
  }

  private static Optional<OutgoingFact> publish(StoredEvent event) {
    return Optional.of(
        new OutgoingFact(
            "fr.ght.bench.asset-seen.v1",
            event.payload().getBytes(StandardCharsets.UTF_8),
            "420784878",
            "ght-loire"));
  }

  /** The very records of the relay, from memory. */
  private record Facts(Map<String, Object> client, List<ConsumerRecord<String, byte[]>> records) {

    static Facts of(String topic, Map<String, Object> client) {
      var settings = new HashMap<>(client);
      settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      try (var consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        var partitions =
            IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        while (records.size() < SAMPLE) {
          consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
        }
        return new Facts(client, records);
      }
    }

    Measured send(int count, long[] servers) {
      var topic = "plain." + UUID.randomUUID();
      try (var admin = Admin.create(client)) {
        Topics.ensure(admin, topic);
      }
      try (var producer = producer()) {
        producer.partitionsFor(topic);
        var cpu = CpuTime.now(servers);
        var begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
          var one = records.get(i % records.size());
          var _ =
              producer.send(
                  new ProducerRecord<>(topic, null, one.key(), one.value(), one.headers()));
        }
        producer.flush();
        return new Measured(
            count,
            (System.nanoTime() - begin) / 1e9,
            new Histogram(3),
            CpuTime.now(servers).since(cpu));
      }
    }

    private KafkaProducer<String, byte[]> producer() {
      var settings = new HashMap<>(client);
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
      settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
      settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
      return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
  }
}
