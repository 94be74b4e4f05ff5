package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.FactRelay;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.kafka.Topics;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import fr.ght.local.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The relay with a backlog, beside a plain idempotent producer that has the very same records ready
 * in memory: same keys, headers and bodies, same acks and compression; run by run in turn.
 */
@Command(
    name = "relay",
    mixinStandardHelpOptions = true,
    description = "From the log to Kafka beside a plain producer, on servers of its own.")
public final class RelayBenchmark implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(2);

  @Option(names = "--events", description = "of the backlog; default: ${DEFAULT-VALUE}")
  private int events = 200_000;

  @Option(names = "--payload", description = "characters an event; default: ${DEFAULT-VALUE}")
  private int payload = 500;

  @Option(names = "--runs", description = "of each, in turn; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  public static void main(String... arguments) {
    System.exit(new CommandLine(new RelayBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws SQLException {
    try (var database = new BenchDatabase();
        var kafka = KafkaServer.startTemporary()) {
      database.execute(Sql.named("fill-log").formatted(events, payload / 64 + 1, payload));
      Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      var pool = database.pool(4);
      relay(pool, client, "warm-up");
      var records = records(client, "warm-up");
      plain(client, "plain-warm-up", records);
      var relayed = new ArrayList<Double>();
      var produced = new ArrayList<Double>();
      for (int run = 0; run < runs; run++) {
        produced.add(plain(client, "plain-" + run, records));
        relayed.add(relay(pool, client, "relayed-" + run));
      }
      pool.closeAndAwait();
      System.out.printf(
          Locale.ROOT,
          "%d events of %d characters, %d processors%n  plain  %s%n  relay  %s%n  ratio  %.2f%n",
          events,
          payload,
          Runtime.getRuntime().availableProcessors(),
          line(produced),
          line(relayed),
          median(relayed) / median(produced));
    }
    return 0;
  }

  /** From its first commit to the last: connecting has nothing to do with a backlog's length. */
  private double relay(Pool pool, Map<String, Object> client, String topic) {
    var meters = new SimpleMeterRegistry();
    var relay =
        new FactRelay(
            topic,
            URI.create("urn:bench"),
            RelayBenchmark::publish,
            new PostgresEventStore(pool, meters),
            pool,
            client,
            meters);
    relay.start();
    await(relay, 1);
    var first = relay.status().position();
    var begin = System.nanoTime();
    await(relay, events);
    var rate = rate(events - first, begin);
    System.out.printf(Locale.ROOT, "  %-14s %7.0f /s%n", topic, rate);
    relay.stop().await().indefinitely();
    return rate;
  }

  private static void await(FactRelay relay, long position) {
    while (relay.status().position() < position) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static Optional<OutgoingFact> publish(StoredEvent event) {
    return Optional.of(
        new OutgoingFact(
            "bench.told.v1", event.payload().getBytes(StandardCharsets.UTF_8), null, null));
  }

  private double plain(
      Map<String, Object> client, String topic, List<ProducerRecord<String, byte[]>> records) {
    try (var admin = Admin.create(client)) {
      Topics.ensure(admin, topic);
    }
    var settings = new HashMap<>(client);
    settings.putAll(
        Map.of(
            "acks",
            "all",
            "enable.idempotence",
            true,
            "compression.type",
            "zstd",
            "compression.zstd.level",
            1,
            "linger.ms",
            50,
            "batch.size",
            128 * 1024));
    var begin = System.nanoTime();
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (var one : records) {
        var _ =
            producer.send(new ProducerRecord<>(topic, null, one.key(), one.value(), one.headers()));
      }
      producer.flush();
      var rate = rate(events, begin);
      System.out.printf(Locale.ROOT, "  %-14s %7.0f /s%n", topic, rate);
      return rate;
    }
  }

  private static double rate(long events, long begin) {
    return events / ((System.nanoTime() - begin) / 1e9);
  }

  private List<ProducerRecord<String, byte[]>> records(Map<String, Object> client, String topic) {
    var settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          IntStream.range(0, Topics.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(topic, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var records = new ArrayList<ProducerRecord<String, byte[]>>();
      while (records.size() < events) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(one ->
                records.add(
                    new ProducerRecord<>(topic, null, one.key(), one.value(), one.headers())));
      }
      return records;
    }
  }

  private static String line(List<Double> rates) {
    return String.format(
        Locale.ROOT,
        "%7.0f /s (%.0f to %.0f)",
        median(rates),
        rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().toList().get(rates.size() / 2);
  }
}
