package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import fr.ght.eventsourcing.kafka.Topics;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The ceiling of a rebuild: reads what it reads and looks at nothing, then writes the rows that it
 * comes to, from memory, one insert a table.
 */
final class BareRebuild {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int PAGE = 10_000;

  private final BenchDatabase database;
  private final Pool pool;
  private final String topic;
  private final Map<String, Object> client;
  private final long[] servers;
  private final Map<TopicPartition, Long> ends;

  BareRebuild(
      BenchDatabase database, Pool pool, String topic, Map<String, Object> client, long broker) {
    this.database = database;
    this.pool = pool;
    this.topic = topic;
    this.client = client;
    this.servers = new long[] {database.postmaster(), broker};
    try (var consumer = consumer()) {
      this.ends = consumer.endOffsets(partitions());
    }
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, Topics.PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  long events() {
    return pool.query("select count(*) as events from event")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong("events");
  }

  /** The view that is live is taken to have had the whole topic. */
  void standAtEnd(String view) {
    var partitions = ends.keySet().stream().map(TopicPartition::partition).toArray(Integer[]::new);
    pool.preparedQuery(Sql.named("log/stand-at-end"))
        .executeAndAwait(
            Tuple.of(new String[] {view}, topic, partitions, ends.values().toArray(Long[]::new)));
  }

  /** By table, the rows that the view has now, as PostgreSQL writes them. */
  Map<String, String[]> rows(RebuiltView view) {
    var rows = new LinkedHashMap<String, String[]>();
    for (var table : view.tables()) {
      var all = pool.query("select t::text as row from " + table + " t").executeAndAwait();
      rows.put(
          table,
          StreamSupport.stream(all.spliterator(), false)
              .map(row -> row.getString("row"))
              .toArray(String[]::new));
    }
    return rows;
  }

  Measured run(RebuildBenchmark.Case one, Map<String, String[]> rows) {
    makeTables(rows);
    var cpu = CpuTime.now(servers);
    var begin = System.nanoTime();
    long events =
        switch (one) {
          case LOG -> readLog();
          case TOPIC, MACHINES -> readTopic();
        };
    rows.forEach((table, all) ->
        pool.preparedQuery(
                "insert into bare_%1$s select r.* from unnest($1::text[]::%1$s[]) r"
                    .formatted(table))
            .executeAndAwait(Tuple.of((Object) all)));
    return new Measured(
        events,
        (System.nanoTime() - begin) / 1e9,
        new Histogram(3),
        CpuTime.now(servers).since(cpu));
  }

  private void makeTables(Map<String, String[]> rows) {
    try {
      for (var table : rows.keySet()) {
        database.execute("drop table if exists bare_" + table);
        database.execute("create table bare_%1$s (like %1$s including all)".formatted(table));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long readLog() {
    long events = 0;
    long after = 0;
    while (true) {
      var page =
          pool.preparedQuery(Sql.named("log/page-bare")).executeAndAwait(Tuple.of(after, PAGE));
      if (page.size() == 0) {
        return events;
      }
      events += page.size();
      for (var row : page) {
        after = row.getLong("position");
      }
    }
  }

  private long readTopic() {
    try (var consumer = consumer()) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      long events = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        events += consumer.poll(POLL).count();
      }
      return events;
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    var settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, PAGE);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
