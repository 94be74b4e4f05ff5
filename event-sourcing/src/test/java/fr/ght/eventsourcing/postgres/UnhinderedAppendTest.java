package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.AppendResult.Stored;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short ways into the log store what {@code append_many} stores, or nothing: two logs, the same
 * batches of good and hindered appends, one goes the short ways where they take it.
 */
class UnhinderedAppendTest {
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final int BATCHES = 150;

  private static LogDatabase shortly;
  private static LogDatabase atLength;

  private final Map<StreamId, Long> revisions = new HashMap<>();
  private final Map<String, Long> claims = new HashMap<>();
  private final List<CommandId> carriedOut = new ArrayList<>();
  private final Map<Boolean, Integer> counted = new TreeMap<>();

  @BeforeAll
  static void open() {
    shortly = new LogDatabase();
    atLength = new LogDatabase();
  }

  @BeforeEach
  void clear() {
    shortly.clear();
    atLength.clear();
  }

  @AfterAll
  static void close() {
    shortly.close();
    atLength.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_short_ways_store_what_append_many_stores_or_nothing(long seed) throws SQLException {
    var random = new Random(seed);
    for (int i = 0; i < BATCHES; i++) {
      var batch = batch(random);

      var expected = atLength(atLength, batch);
      var actual = shortly(batch);

      assertThat(places(actual)).as("batch %s: %s", i, batch).isEqualTo(places(expected));
      learn(batch, expected);
    }

    for (var rows :
        List.of(
            "select stream, version, occurred_at, id, schema_version, type, payload, metadata,"
                + " rank() over (order by position) from event order by 1, 2",
            "select id, version, revision, note, recorded_at is null from stream order by id",
            "select tenant, id, version, stream, fingerprint from command order by tenant, id",
            "select key, version, holders from claim order by key")) {
      assertThat(rows(shortly, rows)).isNotEmpty().isEqualTo(rows(atLength, rows));
    }
    assertThat(rows(shortly, "select distinct recorded_at > clock_timestamp() from event"))
        .containsExactly("f");
    assertThat(counted).as("went the short way, or were hindered").hasSize(2);
  }

  private List<AppendResult> shortly(List<Append> batch) {
    boolean plain = batch.size() == 1 && AppendMany.isPlain(batch.getFirst());
    var sql = plain ? AppendMany.ONE : AppendMany.UNHINDERED;
    var tuple = plain ? AppendMany.parameters(batch.getFirst()) : AppendMany.parameters(batch);
    long before = shortly.number("select count(*) from event");
    try {
      var results = AppendMany.stored(batch, row(shortly, sql, tuple));
      counted.merge(true, 1, Integer::sum);
      return results;
    } catch (RuntimeException e) {
      assertThat(Unavailability.wasHindered(e)).as(e.toString()).isTrue();
      assertThat(shortly.number("select count(*) from event")).isEqualTo(before);
      counted.merge(false, 1, Integer::sum);
      return atLength(shortly, batch);
    }
  }

  private static List<AppendResult> atLength(LogDatabase database, List<Append> batch) {
    return AppendMany.results(
        row(database, AppendMany.SQL, AppendMany.parameters(batch).addBoolean(true)));
  }

  private static Row row(LogDatabase database, String sql, Tuple parameters) {
    return database
        .pool()
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> rows.iterator().next())
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  /** Positions are drawn also by what is rolled back, so only whether there is one is compared. */
  private static List<Object> places(List<AppendResult> results) {
    return results.stream()
        .<Object>map(result ->
            result instanceof Stored stored
                ? List.of(stored.version(), stored.revision(), stored.lastPosition() > 0)
                : result)
        .toList();
  }

  /** Mostly as it should be, with a stale revision, an old command or a lost claim now and then. */
  private List<Append> batch(Random random) {
    var commands = new HashSet<CommandId>();
    var keys = new HashSet<String>();
    return random
        .ints(0, 30)
        .distinct()
        .limit(random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(8))
        .sorted()
        .mapToObj(number -> new StreamId("probe", "%02d".formatted(number)))
        .map(stream -> append(random, stream, commands, keys))
        .toList();
  }

  private Append append(
      Random random, StreamId stream, HashSet<CommandId> commands, HashSet<String> keys) {
    var command = command(random);
    var claim = "key-" + random.nextInt(20);
    var events =
        IntStream.range(0, random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3))
            .mapToObj(i ->
                new NewEvent(
                    new UUID(random.nextLong(), random.nextLong()),
                    "probed",
                    1 + i,
                    "{\"n\":" + random.nextInt() + "}",
                    Instant.ofEpochSecond(random.nextInt())))
            .toList();
    return new Append(
        stream,
        Math.max(0, revisions.getOrDefault(stream, 0L) - (random.nextInt(60) == 0 ? 1 : 0)),
        events,
        METADATA,
        command != null && commands.add(command) ? command : null,
        random.nextInt(5) == 0 && keys.add(claim)
            ? List.of(
                new Claim(
                    claim,
                    Math.max(0, claims.getOrDefault(claim, 0L) - (random.nextInt(10) == 0 ? 1 : 0)),
                    random.nextBoolean()))
            : List.of(),
        random.nextInt(3) == 0 ? "noted " + random.nextInt() : null);
  }

  private @Nullable CommandId command(Random random) {
    if (random.nextBoolean()) {
      return null;
    }
    return carriedOut.isEmpty() || random.nextInt(30) > 0
        ? new CommandId("chu", new UUID(random.nextLong(), random.nextLong()), "f")
        : carriedOut.get(random.nextInt(carriedOut.size()));
  }

  private void learn(List<Append> batch, List<AppendResult> results) {
    for (int i = 0; i < batch.size(); i++) {
      var append = batch.get(i);
      if (results.get(i) instanceof Stored stored) {
        revisions.put(append.stream(), stored.revision());
        append.claims().forEach(claim -> claims.merge(claim.key(), 1L, Long::sum));
        if (append.command() != null) {
          carriedOut.add(append.command());
        }
      }
    }
  }

  private static List<String> rows(LogDatabase database, String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var all = statement.executeQuery(sql)) {
      while (all.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(all.getString(i)));
        }
        rows.add(String.join(" | ", row));
      }
    }
    return rows;
  }
}
