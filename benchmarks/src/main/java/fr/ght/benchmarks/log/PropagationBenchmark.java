package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.FactConsumer;
import fr.ght.eventsourcing.kafka.FactRelay;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.kafka.Topics;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import fr.ght.local.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long after its append is answered a change is a committed row of a view. */
@Command(
    name = "propagation",
    mixinStandardHelpOptions = true,
    description = "From an append's answer to the committed row, through relay, Kafka and view.")
final class PropagationBenchmark implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOK_NANOS = 1_000_000;

  @Option(
      names = "--rates",
      split = ",",
      description = "changes a second; default: ${DEFAULT-VALUE}")
  private List<Integer> rates = List.of(10, 100, 500);

  @Option(names = "--runs", description = "of each; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  @Option(names = "--seconds", description = "a run; default: ${DEFAULT-VALUE}")
  private int seconds = 10;

  private final Map<UUID, Long> answered = new ConcurrentHashMap<>();
  private volatile boolean over;

  @Override
  public Integer call() throws SQLException, InterruptedException {
    try (var database = new BenchDatabase();
        var kafka = KafkaServer.startTemporary()) {
      database.execute(Sql.named("log/create-rows"));
      var topic = "bench";
      Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (var admin = Admin.create(client)) {
        Topics.ensure(admin, topic);
      }
      var pool = database.pool(8);
      var meters = new SimpleMeterRegistry();
      var store = new PostgresEventStore(pool, meters);
      var relay =
          new FactRelay(
              topic,
              URI.create("urn:ght:bench"),
              PropagationBenchmark::publish,
              store,
              pool,
              client,
              meters);
      relay.start();
      var micros = new ConcurrentHistogram(3);
      var consumer =
          new FactConsumer<>(
              topic,
              (_, body) -> Optional.of(new String(body, StandardCharsets.UTF_8)),
              List.of(new Rows()),
              pool,
              offsets -> {
                throw new IllegalStateException("nothing is restarted here: " + offsets);
              },
              meters);
      var reading = Thread.ofPlatform().start(() -> consume(topic, client, consumer, micros));
      push(store, 200, WARM_UP);
      settle();
      for (int rate : rates) {
        for (int run = 0; run < runs; run++) {
          micros.reset();
          push(store, rate, Duration.ofSeconds(seconds));
          settle();
          System.out.printf(
              Locale.ROOT,
              "%4d changes/s  p50 %.1f  p95 %.1f  p99 %.1f  p99.9 %.1f ms  (%d changes)%n",
              rate,
              micros.getValueAtPercentile(50) / 1e3,
              micros.getValueAtPercentile(95) / 1e3,
              micros.getValueAtPercentile(99) / 1e3,
              micros.getValueAtPercentile(99.9) / 1e3,
              micros.getTotalCount());
        }
      }
      over = true;
      reading.join();
      relay.stop().await().indefinitely();
      pool.closeAndAwait();
    }
    return 0;
  }

  /** Open loop: a change leaves every {@code 1/rate} seconds, whatever became of those before. */
  private void push(EventStore store, int rate, Duration lasting) {
    var begin = System.nanoTime();
    long count = rate * lasting.toSeconds();
    for (long i = 0; i < count; i++) {
      var due = begin + i * 1_000_000_000L / rate;
      for (long left; (left = due - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      var event = new NewEvent(UUID.randomUUID(), "asset-seen", 1, Payload.of(300), Instant.now());
      store
          .append(
              new Append(
                  new StreamId("bench", UUID.randomUUID().toString()),
                  0,
                  List.of(event),
                  new Metadata(new Actor("agent-1", "system"), null, UUID.randomUUID(), null),
                  null,
                  List.of(),
                  null))
          .subscribe()
          .with(_ -> answered.put(event.id(), System.nanoTime()), Throwable::printStackTrace);
    }
  }

  private void settle() throws InterruptedException {
    while (!answered.isEmpty()) {
      Thread.sleep(10);
    }
  }

  private void consume(
      String topic,
      Map<String, Object> client,
      FactConsumer<String> facts,
      ConcurrentHistogram micros) {
    var settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    try (var kafka =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions = IntStream.range(0, Topics.PARTITIONS).boxed().toList();
      var from = facts.assigned(partitions).await().indefinitely();
      kafka.assign(partitions.stream().map(each -> new TopicPartition(topic, each)).toList());
      from.forEach((partition, offset) -> kafka.seek(new TopicPartition(topic, partition), offset));
      while (!over) {
        var records = kafka.poll(POLL);
        if (!records.isEmpty()) {
          var all = new java.util.ArrayList<ConsumerRecord<String, byte[]>>(records.count());
          records.forEach(all::add);
          facts.take(all).await().indefinitely();
          var row = System.nanoTime();
          all.forEach(record -> seen(record, row, micros));
        }
      }
    }
  }

  private void seen(ConsumerRecord<String, byte[]> record, long row, ConcurrentHistogram micros) {
    var id =
        UUID.fromString(
            new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.US_ASCII));
    Long answer;
    // The row may be there before its caller hears of the append.
    while ((answer = answered.remove(id)) == null) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    micros.recordValue(Math.max(0, (row - answer) / 1_000));
  }

  private static Optional<OutgoingFact> publish(StoredEvent event) {
    return Optional.of(
        new OutgoingFact(
            "fr.ght.bench.asset-seen.v1",
            event.payload().getBytes(StandardCharsets.UTF_8),
            "420784878",
            "ght-loire"));
  }
}
