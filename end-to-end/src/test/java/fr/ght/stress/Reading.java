package fr.ght.stress;

import fr.ght.eventsourcing.testing.Oracle.Line;
import fr.ght.journeys.RunningPlatform;
import fr.ght.stress.Evidence.Count;
import fr.ght.stress.Evidence.Entry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the evidence of a platform on which nothing moves any more, and changes nothing. */
record Reading(RunningPlatform platform, String ght, List<String> hospitals, Ledger ledger) {
  private static final String TOPIC = "ght.inventory";
  private static final int ROWS_AT_ONCE = 5_000;
  private static final Duration LIST_CAUGHT_UP_WITHIN = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** A hardware's model and an application's version are where writes leave their marks. */
  private static final String LOG =
      """
      select stream, version, id, type, recorded_at, substring(
          case type
            when 'asset-hardware-changed' then payload -> 'hardware' ->> 'model'
            when 'application-declared' then payload ->> 'version'
            when 'application-version-changed' then payload ->> 'version'
          end from '^essai-.*') as mark
      from event order by position
      """;

  private static final String TIMELINE =
      "select id, min(recorded_at) from timeline_row group by id order by 2";

  /** Where only something else changed, the mark stays: no state of its own. */
  private static final String HISTORIES =
      """
      select stream, mark from (
        select stream, mark, recorded_from,
          lag(mark) over (partition by stream order by recorded_from) as before
        from (
          select 'asset/' || asset as stream, model as mark, recorded_from from machine_row
          union all
          select 'application/' || application, version, recorded_from from application_row
        ) state
        where mark like 'essai-%'
      ) told
      where before is distinct from mark
      order by stream, recorded_from
      """;

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Evidence evidence() throws SQLException {
    List<Entry> log;
    long parked;
    try (var inventory = platform.database("inventory")) {
      log = rows(inventory, LOG, Reading::entry);
      parked = number(inventory, "select count(*) from parked_stream");
    }
    try (var view = platform.database("ghtview")) {
      return new Evidence(
          log,
          topic(),
          timeline(view, log),
          histories(view, log),
          parked + number(view, "select count(*) from parked_fact"),
          counts());
    }
  }

  /** How often another relay took over. */
  long leaders() throws SQLException {
    try (var inventory = platform.database("inventory")) {
      return number(inventory, "select coalesce(max(epoch), 0) from lease where name = 'relay'");
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var line = new Line(row.getString(1), row.getLong(2), row.getObject(3, UUID.class));
    var recordedAt = row.getObject(5, OffsetDateTime.class).toInstant();
    return new Entry(line, row.getString(4), row.getString(6), recordedAt);
  }

  private static List<Line> timeline(Connection view, List<Entry> log) throws SQLException {
    Map<UUID, Line> known = new HashMap<>();
    log.forEach(entry -> known.put(entry.line().id(), entry.line()));
    var entries = rows(view, TIMELINE, row -> row.getObject(1, UUID.class));
    // What was recorded at once has no order among itself here.
    return entries.stream()
        .map(id -> known.getOrDefault(id, new Line("unknown", 0, id)))
        .sorted(java.util.Comparator.comparing(Line::stream).thenComparing(Line::version))
        .toList();
  }

  private static List<Line> histories(Connection view, List<Entry> log) throws SQLException {
    Map<String, Line> known = new HashMap<>();
    log.stream()
        .filter(entry -> entry.mark() != null)
        .forEach(entry -> known.put(entry.line().stream() + " " + entry.mark(), entry.line()));
    return rows(
        view,
        HISTORIES,
        row ->
            known.getOrDefault(
                row.getString(1) + " " + row.getString(2),
                new Line(row.getString(1), 0, new UUID(0, 0))));
  }

  private List<Line> topic() {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            "127.0.0.1:" + platform.port("kafka"),
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var taken = new ArrayList<Line>();
      for (var found : consumer.partitionsFor(TOPIC)) {
        var partition = new TopicPartition(TOPIC, found.partition());
        var one = List.of(partition);
        consumer.assign(one);
        consumer.seekToBeginning(one);
        var end = consumer.endOffsets(one).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(200)).forEach(record -> taken.add(line(record)));
        }
      }
      return taken;
    }
  }

  private static Line line(ConsumerRecord<String, byte[]> record) {
    return new Line(
        record.key(),
        Long.parseLong(header(record, "ce_streamversion")),
        UUID.fromString(header(record, "ce_id")));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** The list of inventory-service follows the log by itself, so it is given some time. */
  private List<Count> counts() {
    var until = System.nanoTime() + LIST_CAUGHT_UP_WITHIN.toNanos();
    var counts = countedNow();
    while (!counts.stream().allMatch(Count::isRight) && System.nanoTime() < until) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      counts = countedNow();
    }
    return counts;
  }

  private List<Count> countedNow() {
    return hospitals.stream()
        .map(finess ->
            new Count(
                finess,
                ledger.machinesOf(finess),
                platform.view().establishment(ght, finess).path("machines").asLong(),
                platform
                    .front()
                    .get("/api/inventory/assets?limit=1&establishment=" + finess)
                    .path("total")
                    .asLong()))
        .toList();
  }

  private static <T> List<T> rows(Connection connection, String sql, RowReader<T> reader)
      throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (var rows = statement.executeQuery(sql)) {
        var all = new ArrayList<T>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    } finally {
      connection.rollback();
      connection.setReadOnly(false);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    return rows(connection, sql, row -> row.getLong(1)).getFirst();
  }
}
