package fr.ght.eventsourcing.kafka;

import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic on a real Kafka, a view of it on a real PostgreSQL, and a consumer between the two. */
final class TopicBench implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final LogDatabase database = new LogDatabase();
  private final TestKafka kafka = Infrastructure.chosen().kafka();
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer());
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /** Of the log that the next facts come from. */
  volatile long life = 1;

  private final AtomicLong sent = new AtomicLong();
  private String topic = "";
  private volatile boolean taking;
  private Thread thread = Thread.currentThread();

  String topic() {
    return topic;
  }

  Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  Pool pool() {
    return database.pool();
  }

  /** A new topic and an empty view. */
  void clear() {
    topic = "facts-" + UUID.randomUUID();
    sent.set(0);
    life = 1;
    database.clear();
    database.execute(
        """
        drop table if exists line;
        create table line (
          stream text, version bigint, fact text, place bigint generated always as identity,
          primary key (stream, version))\
        """);
    try (var admin = Admin.create(kafka())) {
      Topics.ensure(admin, topic);
    }
  }

  /** How many different facts were sent. */
  long sent() {
    return sent.get();
  }

  void send(String key, long version) {
    send(key, version, "test.told.v1");
  }

  void send(String key, long version, String type) {
    var stream = new StreamId("ward", key);
    var metadata = new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
    var now = Instant.now();
    var id = UUID.randomUUID();
    var event = new StoredEvent(1, id, stream, version, "told", 1, "{}", metadata, now, now);
    var body = (key + "/" + version).getBytes(StandardCharsets.UTF_8);
    try {
      producer
          .send(
              FactRecords.write(
                  topic,
                  URI.create("urn:test"),
                  life,
                  event,
                  new OutgoingFact(type, body, null, null)))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (known.put(topic + key + "/" + version, true) == null) {
      sent.incrementAndGet();
    }
  }

  /** No fact at all. */
  void sendAlien(int partition) {
    try {
      producer.send(new ProducerRecord<>(topic, partition, "k", new byte[] {'x'})).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static Optional<String> read(String type, byte[] body) throws IOException {
    return switch (type) {
      case "test.told.v1" -> Optional.of(new String(body, StandardCharsets.UTF_8));
      case "test.broken.v1" -> throw new IOException("no such shape");
      default -> Optional.empty();
    };
  }

  /** From now on the view takes the topic, as a service lets it. */
  @SafeVarargs
  final void take(FactFormat<String> format, FactView<String>... views) {
    taking = true;
    thread = Thread.ofVirtual().start(() -> run(format, List.of(views)));
  }

  void take(Lines view) {
    take(TopicBench::read, view);
  }

  private void run(FactFormat<String> format, List<FactView<String>> views) {
    var partitions = IntStream.range(0, Topics.PARTITIONS).boxed().toList();
    var backTo = new ConcurrentHashMap<Integer, Long>();
    var consumer =
        new FactConsumer<>(topic, format, views, pool(), backTo::putAll, new SimpleMeterRegistry());
    var settings = new HashMap<>(kafka());
    settings.put("enable.auto.commit", false);
    settings.put("isolation.level", "read_committed");
    try (var polling =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      polling.assign(partitions.stream().map(this::partition).toList());
      get(consumer.assigned(partitions))
          .forEach((partition, offset) -> polling.seek(partition(partition), offset));
      for (int i = 0; taking; i++) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        polling.poll(Duration.ofMillis(20)).forEach(records::add);
        get(consumer.take(records));
        if (i % 10 == 0) {
          get(consumer.look());
        }
        backTo.forEach((partition, offset) -> polling.seek(partition(partition), offset));
        backTo.clear();
      }
    }
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }

  void stopTaking() {
    if (taking) {
      taking = false;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void awaitLines(long count) {
    await()
        .atMost(PATIENCE)
        .until(() -> text("select count(*) from line"), Long.toString(count)::equals);
  }

  /** The versions of a stream in the order in which the view took them. */
  List<Long> versions(String key) {
    var found =
        text("select version from line where stream = 'ward/%s' order by place".formatted(key));
    return Stream.of(found.split("\n")).filter(one -> !one.isEmpty()).map(Long::valueOf).toList();
  }

  void execute(String sql) {
    database.execute(sql);
  }

  String text(String sql) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(String.valueOf(rows.getObject(1)));
      }
      return String.join("\n", lines);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  @Override
  public void close() {
    producer.close();
    kafka.close();
    database.close();
  }

  /** A line for each fact, and no taste for poison. */
  static final class Lines implements FactView<String>, RebuiltView {
    private final String name;
    volatile String poison = "";

    /** At this one the connection is lost, once. */
    volatile String breaksAt = "";

    Lines(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> tables() {
      return List.of("line");
    }

    @Override
    public List<ComparedTable> compared() {
      return List.of(
          new ComparedTable(
              "line",
              "jsonb_build_object('stream', t.stream, 'version', t.version, 'fact', t.fact)",
              "true",
              "t.stream, t.version"));
    }

    @Override
    public boolean takes(String fact) {
      return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<String>> facts) {
      return tx.preparedQuery(
              """
              insert into line (stream, version, fact)
              select * from unnest($1::text[], $2::bigint[], $3::text[])\
              """)
          .execute(
              Tuple.of(
                  facts.stream().map(fact -> fact.stream().toString()).toArray(String[]::new),
                  facts.stream().map(ReceivedFact::version).toArray(Long[]::new),
                  facts.stream().map(ReceivedFact::fact).toArray(String[]::new)))
          .chain(() -> {
            if (facts.stream().anyMatch(fact -> fact.fact().equals(breaksAt))) {
              breaksAt = "";
              return Uni.createFrom().failure(new IOException("connection reset"));
            }
            if (facts.stream().anyMatch(fact -> fact.fact().equals(poison))) {
              throw new IllegalStateException("cannot take " + poison);
            }
            return Uni.createFrom().voidItem();
          });
    }

    @Override
    public Uni<Void> empty(SqlConnection tx) {
      return tx.query("truncate line").execute().replaceWithVoid();
    }
  }
}
