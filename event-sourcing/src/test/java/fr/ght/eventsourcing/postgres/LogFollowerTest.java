package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogFollowerTest {
  private static final StreamId GOOD = new StreamId("ward", "good");
  private static final StreamId BAD = new StreamId("ward", "bad");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);

  private static LogDatabase database;

  private final List<LogFollower> followers = new CopyOnWriteArrayList<>();
  private final List<Pool> pools = new ArrayList<>();

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    database.execute("create table seen (place bigserial, position bigint, event text)");
  }

  @BeforeEach
  void clear() {
    database.clear();
    database.execute("truncate seen");
  }

  @AfterEach
  void stopAll() {
    followers.forEach(follower -> get(follower.stop()));
    pools.forEach(Pool::closeAndAwait);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_view_gets_what_was_there_before_and_what_comes_after_in_order_and_once() {
    append(GOOD, 0, 3);
    following();
    awaitSeen(3);
    append(GOOD, 1, 2);
    append(BAD, 0, 1);

    awaitSeen(6);
    assertThat(seen()).containsExactly("good/1", "good/2", "good/3", "good/4", "good/5", "bad/1");
  }

  @Test
  void an_append_of_this_process_is_in_the_view_at_once() {
    following();
    append(GOOD, 0, 1);
    awaitSeen(1);

    var millis = new ArrayList<Long>();
    for (int revision = 1; revision <= 20; revision++) {
      var start = System.nanoTime();
      append(GOOD, revision, 1);
      var expected = revision + 1;
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> database.number("select count(*) from seen") == expected);
      millis.add((System.nanoTime() - start) / 1_000_000);
    }
    assertThat(millis.stream().sorted().toList().get(10)).as("median of %s", millis).isLessThan(60);
  }

  @Test
  void an_append_of_another_process_is_found_by_polling() {
    following();
    var other = new PostgresEventStore(database.pool(), new SimpleMeterRegistry());
    get(other.append(events(GOOD, 0, 1)));
    awaitSeen(1);
  }

  @Test
  void it_goes_on_where_it_stood_when_it_is_started_again() {
    append(GOOD, 0, 2);
    var first = following();
    awaitSeen(2);
    get(first.stop());
    assertThat(first.status().running()).isFalse();
    append(GOOD, 1, 2);

    first.start();
    awaitSeen(4);
    get(first.stop());
    following();
    append(GOOD, 2, 1);

    awaitSeen(5);
    assertThat(seen()).containsExactly("good/1", "good/2", "good/3", "good/4", "good/5");
  }

  @Test
  void a_backlog_longer_than_a_batch_is_taken_whole() {
    for (int revision = 0; revision < 12; revision++) {
      append(GOOD, revision, 100);
    }
    following();
    awaitSeen(1_200);
    assertThat(seen())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 1_200).mapToObj(version -> "good/" + version).toList());
  }

  @Test
  void rows_and_checkpoint_change_together_or_not_at_all() {
    var failing = new FailingOnce();
    append(GOOD, 0, 3);
    following("view", failing);

    awaitSeen(3);
    assertThat(failing.failed).isTrue();
    assertThat(seen()).containsExactly("good/1", "good/2", "good/3");
  }

  @Test
  void two_replicas_write_every_event_once() {
    var secondPool = pool();
    following("view", LogFollowerTest::record);
    var second =
        LogFollower.into(
            LogFollowerTest::record,
            "view",
            new PostgresEventStore(secondPool, new SimpleMeterRegistry()),
            secondPool,
            new SimpleMeterRegistry());
    followers.add(second);
    second.start();

    for (int revision = 0; revision < 40; revision++) {
      append(GOOD, revision, 5);
    }

    awaitSeen(200);
    assertThat(seen())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 200).mapToObj(version -> "good/" + version).toList());
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> followers.stream().allMatch(follower -> follower.status().isWell()));
  }

  @Test
  void a_poison_event_parks_its_stream_and_no_other() {
    append(GOOD, 0, 2);
    append(BAD, 0, 1);
    append(BAD, 1, 1, "poison");
    append(GOOD, 1, 1);
    append(BAD, 2, 2);
    var follower = following();
    awaitSeen(4);
    append(BAD, 3, 1);
    append(GOOD, 2, 1);

    awaitSeen(5);
    assertThat(seen()).containsExactly("good/1", "good/2", "bad/1", "good/3", "good/4");
    var parked = get(follower.parked());
    assertThat(parked).extracting(Parked::stream).containsExactly(BAD);
    assertThat(parked.getFirst().firstVersion()).isEqualTo(2);
    assertThat(parked.getFirst().events()).isEqualTo(4);
    assertThat(parked.getFirst().reason()).contains("cannot take poison");
    assertThat(follower.status().parkedStreams()).isEqualTo(1);
    assertThat(follower.status().isWell()).isTrue();
    assertThat(gauge("parked.streams")).isEqualTo(1);
  }

  @Test
  void a_poison_event_that_breaks_the_transaction_parks_its_stream_too() {
    EventView dividing =
        (tx, events) ->
            events.stream().anyMatch(event -> event.type().equals("poison"))
                ? tx.query("select 1 / 0").execute().replaceWithVoid()
                : record(tx, events);
    append(BAD, 0, 1, "poison");
    append(GOOD, 0, 1);
    var follower = following("view", dividing);

    awaitSeen(1);
    assertThat(get(follower.parked())).extracting(Parked::stream).containsExactly(BAD);
  }

  @Test
  void a_parked_stream_stays_parked_when_the_follower_is_started_again() {
    append(BAD, 0, 1, "poison");
    var first = following();
    await().until(() -> first.status().parkedStreams() == 1);
    get(first.stop());
    append(BAD, 1, 1);
    append(GOOD, 0, 1);

    var second = following();
    awaitSeen(1);
    assertThat(seen()).containsExactly("good/1");
    assertThat(get(second.parked()).getFirst().events()).isEqualTo(2);
  }

  @Test
  void a_view_whose_table_is_missing_waits_for_it_and_parks_nothing() {
    EventView early =
        (tx, events) ->
            tx.query("insert into later select 1").execute().chain(() -> record(tx, events));
    append(GOOD, 0, 1);
    var follower = following("view", early);
    await().atMost(Duration.ofSeconds(10)).until(() -> follower.status().trouble() != null);
    assertThat(follower.status().isWell()).isFalse();

    database.execute("create table later (n int)");

    awaitSeen(1);
    database.execute("drop table later");
    assertThat(get(follower.parked())).isEmpty();
    await().atMost(Duration.ofSeconds(10)).until(() -> follower.status().isWell());
  }

  @Test
  void a_database_that_was_away_is_followed_again_and_nothing_is_parked() {
    var follower = following();
    append(GOOD, 0, 2);
    awaitSeen(2);
    database.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()\
        """);
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> get(database.store().append(events(GOOD, 1, 2))) != null);

    awaitSeen(4);
    assertThat(seen()).containsExactly("good/1", "good/2", "good/3", "good/4");
    assertThat(get(follower.parked())).isEmpty();
    await().atMost(Duration.ofSeconds(10)).until(() -> follower.status().isWell());
  }

  @Test
  void it_tells_how_far_it_is() {
    var follower = following();
    append(GOOD, 0, 2);
    awaitSeen(2);
    var recorded = get(database.store().read(GOOD)).events().getLast();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> follower.status().completeUpTo().isAfter(recorded.recordedAt()));
    var status = follower.status();
    assertThat(status.name()).isEqualTo("view");
    assertThat(status.position()).isEqualTo(recorded.position());
    assertThat(status.lag()).isLessThan(Duration.ofSeconds(5));
    assertThat(status.trouble()).isNull();
    assertThat(gauge("position")).isEqualTo(recorded.position());
    assertThat(gauge("lag")).isLessThan(5);
  }

  @Test
  void nothing_is_complete_before_it_was_written() {
    EventView stuck = (_, _) -> Uni.createFrom().nothing();
    append(GOOD, 0, 1);
    var follower = LogFollower.into(stuck, "stuck", database.store(), database.pool(), meters());
    follower.start();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> database.number("select count(*) from checkpoint where name = 'stuck'") == 1);

    assertThat(follower.status().completeUpTo()).isEqualTo(Instant.MIN);
    assertThat(follower.status().position()).isZero();
    follower.stop().subscribe().with(_ -> {});
    database.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'\
        """);
  }

  private SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private SimpleMeterRegistry meters() {
    return meters;
  }

  private double gauge(String what) {
    return meters.get("ght.log.follower." + what).tag("follower", "view").gauge().value();
  }

  private LogFollower following() {
    return following("view", LogFollowerTest::record);
  }

  private LogFollower following(String name, EventView view) {
    var follower = LogFollower.into(view, name, database.store(), database.pool(), meters);
    followers.add(follower);
    follower.start();
    return follower;
  }

  private Pool pool() {
    var pool = database.pool(4);
    pools.add(pool);
    return pool;
  }

  /** The view of these tests: a line for each event, and no taste for poison. */
  private static Uni<Void> record(SqlConnection tx, List<StoredEvent> events) {
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(event ->
            event.type().equals("poison")
                ? Uni.createFrom().failure(new IllegalArgumentException("cannot take poison"))
                : tx.preparedQuery("insert into seen (position, event) values ($1, $2)")
                    .execute(
                        Tuple.of(event.position(), event.stream().key() + "/" + event.version())))
        .onItem()
        .ignoreAsUni();
  }

  /** Writes its rows, then fails as if the connection had gone. */
  private static final class FailingOnce implements EventView {
    volatile boolean failed;

    @Override
    public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
      var written = record(tx, events);
      if (failed) {
        return written;
      }
      failed = true;
      return written.chain(() -> Uni.createFrom().failure(new java.io.IOException("reset")));
    }
  }

  private static void append(StreamId stream, long revision, int count) {
    get(database.store().append(events(stream, revision, count)));
  }

  private static void append(StreamId stream, long revision, int count, String type) {
    get(database.store().append(events(stream, revision, count, type)));
  }

  private static Append events(StreamId stream, long revision, int count) {
    return events(stream, revision, count, "probed");
  }

  private static Append events(StreamId stream, long revision, int count, String type) {
    var events =
        IntStream.range(0, count)
            .mapToObj(_ -> new NewEvent(UUID.randomUUID(), type, 1, "{}", Instant.now()))
            .toList();
    return new Append(stream, revision, events, METADATA, null, List.of(), null);
  }

  private static void awaitSeen(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> database.number("select count(*) from seen") == count);
  }

  private static List<String> seen() {
    return get(
        database
            .pool()
            .query("select event from seen order by place")
            .execute()
            .map(rows -> {
              var events = new ArrayList<String>();
              rows.forEach(row -> events.add(row.getString("event")));
              return events;
            }));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
