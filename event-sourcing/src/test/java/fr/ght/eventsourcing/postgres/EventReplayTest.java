package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that stand aside, taken after all, on a real PostgreSQL. */
class EventReplayTest {
  private static final StreamId GOOD = new StreamId("ward", "good");
  private static final StreamId BAD = new StreamId("ward", "bad");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);

  private static LogDatabase database;

  private final Map<StreamId, Long> revisions = new HashMap<>();
  private final LogFollower follower =
      LogFollower.into(
          this::record, "view", database.store(), database.pool(), new SimpleMeterRegistry());
  private final EventReplay replay =
      new EventReplay(Map.of("view", this::record), database.store(), database.pool());
  private volatile long poison;
  private volatile long breaksAt;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    database.execute("create table taken (place bigserial, stream text, version bigint)");
  }

  @BeforeEach
  void clear() {
    database.clear();
    database.execute("truncate taken");
  }

  @AfterEach
  void stop() {
    get(follower.stop());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void events_of_a_mended_view_are_taken_in_their_order_and_later_ones_after_them() {
    poison = 2;
    append(BAD, 5);
    append(GOOD, 3);
    follower.start();
    awaitParked(4);
    poison = 0;

    assertThat(get(replay.replay("view", BAD))).isEqualTo(new Replayed(BAD, 4, null));
    append(BAD, 2);

    awaitTaken(10);
    assertThat(versions()).isEqualTo(upTo(7));
    assertThat(get(follower.parked())).isEmpty();
    await().atMost(PATIENCE).until(() -> follower.status().parkedStreams() == 0);
  }

  @Test
  void poison_that_is_still_poison_stands_aside_again_with_the_new_reason() {
    poison = 2;
    append(BAD, 6);
    follower.start();
    awaitParked(5);
    poison = 4;

    var replayed = get(replay.replay("view", BAD));

    assertThat(replayed.taken()).isEqualTo(2);
    assertThat(replayed.reason()).contains("cannot take 4");
    var parked = get(follower.parked()).getFirst();
    assertThat(parked.firstVersion()).isEqualTo(4);
    assertThat(parked.events()).isEqualTo(3);
    assertThat(parked.replays()).isEqualTo(1);
    assertThat(parked.reason()).contains("cannot take 4");
    append(BAD, 1);
    awaitParked(4);
    poison = 0;
    assertThat(get(replay.replay("view", BAD)).taken()).isEqualTo(4);
    assertThat(versions()).isEqualTo(upTo(7));
  }

  @Test
  void a_replay_that_dies_in_the_middle_goes_on_where_it_was() {
    poison = 1;
    append(BAD, 700);
    follower.start();
    awaitParked(700);
    poison = 0;
    breaksAt = 600;

    assertThatThrownBy(() -> get(replay.replay("view", BAD)))
        .hasMessageContaining("connection reset");
    assertThat(versions()).isEqualTo(upTo(500));
    assertThat(get(replay.replay("view", BAD)).taken()).isEqualTo(200);
    assertThat(versions()).isEqualTo(upTo(700));
  }

  @Test
  void while_events_of_the_same_stream_are_appended_all_are_taken_once_and_in_order()
      throws InterruptedException {
    poison = 1;
    append(BAD, 50);
    follower.start();
    awaitParked(50);
    poison = 0;
    var going = new AtomicBoolean(true);
    var appending =
        Thread.ofVirtual()
            .start(() -> {
              while (going.get()) {
                append(BAD, 1);
              }
            });
    await().atMost(PATIENCE).until(() -> database.number("select version from stream") > 80);

    assertThat(get(replay.replay("view", BAD)).reason()).isNull();
    going.set(false);
    appending.join();

    long all = database.number("select version from stream");
    awaitTaken(all);
    assertThat(versions()).isEqualTo(upTo(all));
    assertThat(get(follower.parked())).isEmpty();
  }

  @Test
  void two_that_replay_the_same_stream_at_once_take_each_event_once() {
    poison = 1;
    append(BAD, 300);
    follower.start();
    awaitParked(300);
    poison = 0;

    var both =
        get(Uni.join().all(replay.replay("view", BAD), replay.replay("view", BAD)).andFailFast());

    assertThat(both.getFirst().taken() + both.getLast().taken()).isEqualTo(300);
    assertThat(versions()).isEqualTo(upTo(300));
  }

  @Test
  void a_stream_that_does_not_stand_aside_is_left_alone() {
    append(BAD, 2);
    follower.start();
    awaitTaken(2);

    assertThat(get(replay.replay("view", BAD))).isEqualTo(new Replayed(BAD, 0, null));
    awaitTaken(2);
  }

  private Uni<Void> record(SqlConnection tx, List<StoredEvent> events) {
    return tx.preparedQuery(
            "insert into taken (stream, version) select * from unnest($1::text[], $2::bigint[])")
        .execute(
            Tuple.of(
                events.stream().map(event -> event.stream().key()).toArray(String[]::new),
                events.stream().map(StoredEvent::version).toArray(Long[]::new)))
        .chain(() -> {
          var bad = events.stream().filter(event -> event.stream().equals(BAD)).toList();
          if (bad.stream().anyMatch(event -> event.version() == breaksAt)) {
            breaksAt = 0;
            return Uni.createFrom().failure(new IOException("connection reset"));
          }
          return bad.stream().anyMatch(event -> event.version() == poison)
              ? Uni.createFrom().failure(new IllegalStateException("cannot take " + poison))
              : Uni.createFrom().voidItem();
        });
  }

  private void append(StreamId stream, int count) {
    for (int rest = count; rest > 0; rest -= 100) {
      var events =
          IntStream.range(0, Math.min(100, rest))
              .mapToObj(_ -> new NewEvent(UUID.randomUUID(), "told", 1, "{}", Instant.now()))
              .toList();
      var revision = revisions.merge(stream, 1L, Long::sum) - 1;
      get(
          database
              .store()
              .append(new Append(stream, revision, events, METADATA, null, List.of(), null)));
    }
  }

  private static void awaitParked(long events) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> database.number("select coalesce(sum(events), 0) from parked_stream") == events);
  }

  private static void awaitTaken(long count) {
    await().atMost(PATIENCE).until(() -> database.number("select count(*) from taken") == count);
  }

  private static List<Long> upTo(long version) {
    return LongStream.rangeClosed(1, version).boxed().toList();
  }

  /** Of the bad stream, in the order in which the view took them. */
  private static List<Long> versions() {
    return get(
        database
            .pool()
            .query("select version from taken where stream = 'bad' order by place")
            .execute()
            .map(rows -> {
              var versions = new ArrayList<Long>();
              rows.forEach(row -> versions.add(row.getLong("version")));
              return versions;
            }));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
