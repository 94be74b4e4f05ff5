package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.testing.Oracle;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Positions are drawn in one order and committed in another. The reader must not skip what commits
 * late; one that goes by the highest visible position does, and is held against the same oracle.
 */
class LateCommitHazardTest {
  private static final StreamId SLOW = new StreamId("probe", "slow");
  private static final StreamId FAST = new StreamId("probe", "fast");

  private static final int SLICE = 10_000;

  private static LogDatabase database;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** What a follower does with a way of reading, and what it saw. */
  private static final class Reader {
    private final LogReading reading;
    private final List<StoredEvent> seen = new ArrayList<>();
    private long position;
    private Instant completeUpTo = Instant.MIN;
    private int lateAfterComplete;

    Reader(LogReading reading) {
      this.reading = reading;
    }

    void read() {
      var slice = reading.read(position).await().atMost(Duration.ofSeconds(20));
      for (var event : slice.events()) {
        lateAfterComplete += event.recordedAt().isAfter(completeUpTo) ? 0 : 1;
      }
      seen.addAll(slice.events());
      position = slice.next();
      if (slice.completeUpTo().isAfter(completeUpTo)) {
        completeUpTo = slice.completeUpTo();
      }
    }

    Oracle.Verdict verdict() {
      return Oracle.judge(
          database.lines(),
          seen.stream()
              .map(event -> new Oracle.Line(event.stream().toString(), event.version(), event.id()))
              .toList());
    }
  }

  @FunctionalInterface
  private interface LogReading {
    Uni<LogSlice> read(long after);
  }

  private static Reader fenced() {
    return new Reader(after -> database.store().readLog(after, SLICE));
  }

  /** Reads whatever is visible, and goes on from its highest position. */
  private static Reader naive() {
    return new Reader(after ->
        database
            .pool()
            .preparedQuery(Sql.named("read-log"))
            .execute(Tuple.of(after, Long.MAX_VALUE, SLICE, new String[0]))
            .map(rows -> {
              var events = new ArrayList<StoredEvent>();
              rows.forEach(row -> events.add(LogRow.read(row)));
              var next = events.isEmpty() ? after : events.getLast().position();
              return new LogSlice(events, next, true, Instant.MIN);
            }));
  }

  @Test
  void an_event_that_commits_late_below_the_horizon_is_not_skipped() throws SQLException {
    var fenced = fenced();
    var naive = naive();
    try (var slow = new SlowAppend(database, SLOW, 0, 1);
        var fast = new SlowAppend(database, FAST, 0, 1)) {
      assertThat(fast.lastPosition()).isGreaterThan(slow.lastPosition());
      fast.commit();
      fenced.read();
      naive.read();
      assertThat(fenced.seen).isEmpty();

      slow.commit();
    }
    fenced.read();
    naive.read();

    assertThat(fenced.seen).extracting(StoredEvent::stream).containsExactly(SLOW, FAST);
    assertThat(fenced.verdict().isClean()).isTrue();
    assertThat(naive.verdict()).isEqualTo(new Oracle.Verdict(1, 0, 0, 0));
  }

  @Test
  void an_append_that_is_slow_after_the_fence_and_before_its_position_is_waited_for()
      throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select pg_advisory_xact_lock_shared(fence_key(last_value)) from event_position");
      try (var fast = new SlowAppend(database, FAST, 0, 1)) {
        fast.commit();
      }
      var slice = read(0);
      assertThat(slice.events()).isEmpty();
      connection.rollback();
    }
    assertThat(read(0).events()).hasSize(1);
  }

  @Test
  void nothing_is_called_complete_that_an_open_append_may_still_add() throws SQLException {
    try (var slow = new SlowAppend(database, SLOW, 0, 1)) {
      var before = read(0);
      assertThat(before.drained()).isTrue();
      assertThat(before.completeUpTo()).isAfter(Instant.now().minus(Duration.ofSeconds(5)));
      slow.commit();
      var recordedAt = read(0).events().getFirst().recordedAt();
      assertThat(recordedAt).isAfter(before.completeUpTo());
    }
    assertThat(read(0).completeUpTo()).isAfterOrEqualTo(read(0).events().getLast().recordedAt());
  }

  @Test
  void positions_that_were_rolled_back_hold_nobody_up() throws SQLException {
    try (var given = new SlowAppend(database, SLOW, 0, 3)) {
      given.rollback();
      var slice = read(0);
      assertThat(slice.events()).isEmpty();
      assertThat(slice.drained()).isTrue();
      assertThat(slice.next()).isGreaterThanOrEqualTo(given.lastPosition());
    }
    try (var next = new SlowAppend(database, FAST, 0, 1)) {
      next.commit();
    }
    assertThat(read(0).events()).extracting(StoredEvent::stream).containsExactly(FAST);
  }

  @Test
  void a_writer_in_another_database_of_the_cluster_does_not_freeze_the_reader()
      throws SQLException {
    try (var neighbour = new LogDatabase();
        var open = new SlowAppend(neighbour, SLOW, 0, 1)) {
      assertThat(open.lastPosition()).isPositive();
      for (int version = 0; version < 3; version++) {
        try (var here = new SlowAppend(database, FAST, version, 1)) {
          here.commit();
        }
      }

      var slice = read(0);

      assertThat(slice.events()).hasSize(3);
      assertThat(slice.completeUpTo()).isAfter(slice.events().getLast().recordedAt());
      assertThat(belowTransactionHorizon())
          .as("what a reader by transaction ids would be given now")
          .isZero();
    }
  }

  @Test
  void advisory_locks_of_others_do_not_freeze_the_reader() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select pg_advisory_xact_lock_shared(1), pg_advisory_xact_lock_shared(0, 1)");
      try (var here = new SlowAppend(database, FAST, 0, 1)) {
        here.commit();
      }
      assertThat(read(0).events()).hasSize(1);
    }
  }

  @Test
  void a_stuck_append_holds_readers_back_for_five_seconds_at_most() throws SQLException {
    try (var _ = new SlowAppend(database, SLOW, 0, 1);
        var fast = new SlowAppend(database, FAST, 0, 1)) {
      fast.commit();
      assertThat(read(0).events()).isEmpty();
      await().atMost(Duration.ofSeconds(8)).until(() -> read(0).events().size() == 1);
    }
  }

  @Test
  void nothing_is_lost_or_reversed_under_slow_writers_and_rollbacks() throws Exception {
    var fenced = fenced();
    var naive = naive();
    try (var threads = Executors.newCachedThreadPool()) {
      var writers = new ArrayList<Future<Integer>>();
      for (int number = 0; number < 8; number++) {
        writers.add(threads.submit(writer(number)));
      }
      while (!writers.stream().allMatch(Future::isDone)) {
        fenced.read();
        naive.read();
      }
      var committed = 0;
      for (var writer : writers) {
        committed += writer.get(1, TimeUnit.SECONDS);
      }
      assertThat(database.number("select count(*) from event")).isEqualTo(committed);
    }
    for (int i = 0; i < 50; i++) {
      fenced.read();
      naive.read();
    }

    assertThat(fenced.seen).hasSizeGreaterThan(500);
    assertThat(fenced.verdict()).isEqualTo(new Oracle.Verdict(0, 0, 0, 0));
    assertThat(fenced.lateAfterComplete).as("events under an instant called complete").isZero();
    assertThat(naive.verdict().lost()).as("what the naive reader lost").isPositive();
  }

  /** Writes two streams, holding some transactions open a while, rolling some back. */
  private static Callable<Integer> writer(int number) {
    return () -> {
      var random = new Random(number);
      var revisions = new long[2];
      var committed = 0;
      try (var connection = database.connect()) {
        connection.setAutoCommit(false);
        for (int i = 0; i < 120; i++) {
          var which = random.nextInt(2);
          var events = 1 + random.nextInt(3);
          var stream = new StreamId("probe", number + "-" + which);
          SlowAppend.append(connection, stream, revisions[which], events, null);
          if (random.nextInt(4) == 0) {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
          }
          if (random.nextInt(5) == 0) {
            connection.rollback();
          } else {
            connection.commit();
            revisions[which]++;
            committed += events;
          }
        }
      }
      return committed;
    };
  }

  private static LogSlice read(long after) {
    return database.store().readLog(after, SLICE).await().atMost(Duration.ofSeconds(20));
  }

  private static long belowTransactionHorizon() {
    return database.number(
        """
        select count(*) from event
        where xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint\
        """);
  }
}
