package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.AppendResult.ClaimLost;
import fr.ght.eventsourcing.AppendResult.Repeated;
import fr.ght.eventsourcing.AppendResult.Stored;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may go wrong around one append, on a real server. */
class AppendHazardsTest {
  private static final StreamId HERE = new StreamId("probe", "here");
  private static final StreamId THERE = new StreamId("probe", "there");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);

  /** What one transaction has inserted carries its number. */
  private static final String APPENDS_A_TRANSACTION =
      "select count(distinct stream) from event group by xmin::text";

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

  @Test
  void what_is_acknowledged_is_on_disk() {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
  }

  @Test
  void claims_on_the_same_keys_in_opposite_order_never_deadlock() {
    var deadlocks = deadlocks();
    for (int round = 0; round < 60; round++) {
      var a = "a" + round / 2;
      var b = "b" + round / 2;
      var seen = round % 2;
      var results = new ArrayList<CompletableFuture<AppendResult>>();
      for (int writer = 0; writer < 4; writer++) {
        var forth = List.of(new Claim(a, seen, true), new Claim(b, seen, true));
        var claims = writer % 2 == 0 ? forth : forth.reversed();
        var stream = new StreamId("probe", round + "-" + writer);
        results.add(started(append(stream, 0, null, claims)));
      }
      assertThat(results)
          .extracting(CompletableFuture::join)
          .filteredOn(Stored.class::isInstance)
          .hasSize(1);
      assertThat(results)
          .extracting(CompletableFuture::join)
          .filteredOn(ClaimLost.class::isInstance)
          .hasSize(3);
    }
    assertThat(deadlocks()).isEqualTo(deadlocks);
  }

  @Test
  void a_connection_lost_before_the_commit_has_stored_nothing_and_says_so_by_command_id()
      throws SQLException {
    var command = command();
    get(database.store().append(append(HERE, 0, null, List.of())));
    try (var blocker = new SlowAppend(database, HERE, 1, 1)) {
      assertThat(blocker.lastPosition()).isPositive();
      var inFlight = started(append(HERE, 1, command, List.of()));
      terminateWhoWaits();

      assertThatThrownBy(inFlight::join).hasCauseInstanceOf(StoreUnavailable.class);
      blocker.rollback();
    }
    assertThat(get(database.store().repeated(command))).isEmpty();
    assertThat(get(database.store().append(append(HERE, 1, command, List.of()))))
        .isInstanceOf(Stored.class);
    assertThat(get(database.store().read(HERE)).version()).isEqualTo(2);
  }

  @Test
  void a_connection_lost_after_the_commit_is_resolved_by_command_id() {
    var command = command();
    try (var wire = new CutWire(database)) {
      var store = wire.store();
      get(store.append(append(THERE, 0, null, List.of())));
      wire.swallowAnswersAndCut();

      assertThatThrownBy(() -> get(store.append(append(HERE, 0, command, List.of()))))
          .isInstanceOf(StoreUnavailable.class);

      wire.mend();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> get(database.store().repeated(command)).isPresent());
      assertThat(get(store.repeated(command))).contains(new Repeated(HERE, 1));
      assertThat(get(store.append(append(HERE, 0, command, List.of()))))
          .isEqualTo(new Repeated(HERE, 1));
    }
    assertThat(get(database.store().read(HERE)).version()).isEqualTo(1);
  }

  @Test
  void an_append_that_waits_too_long_for_its_stream_is_ended_by_the_server() throws SQLException {
    get(database.store().append(append(HERE, 0, null, List.of())));
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select from stream for update");
      var start = Instant.now();

      assertThatThrownBy(() -> get(database.store().append(append(HERE, 1, null, List.of()))))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(Duration.between(start, Instant.now()))
          .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    }
    assertThat(get(database.store().read(HERE)).version()).isEqualTo(1);
  }

  @Test
  void the_same_command_in_flight_twice_on_two_streams_is_carried_out_once() throws SQLException {
    var command = command();
    CompletableFuture<AppendResult> second;
    try (var first = new SlowAppend(database, HERE, 0, 1, command)) {
      second = started(append(THERE, 0, command, List.of()));
      awaitSomeoneWaiting();
      first.commit();
    }

    assertThat(second.join()).isEqualTo(new Repeated(HERE, 1));
    assertThat(get(database.store().read(THERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void the_same_command_in_flight_twice_on_one_new_stream_is_carried_out_once()
      throws SQLException {
    var command = command();
    CompletableFuture<AppendResult> second;
    try (var first = new SlowAppend(database, HERE, 0, 1, command)) {
      second = started(append(HERE, 0, command, List.of()));
      awaitSomeoneWaiting();
      first.commit();
    }

    assertThat(second.join()).isEqualTo(new Repeated(HERE, 1));
    assertThat(get(database.store().read(HERE)).version()).isEqualTo(1);
  }

  @Test
  void a_command_whose_first_run_is_rolled_back_is_carried_out_by_the_second() throws SQLException {
    var command = command();
    CompletableFuture<AppendResult> second;
    try (var first = new SlowAppend(database, HERE, 0, 1, command)) {
      second = started(append(HERE, 0, command, List.of()));
      awaitSomeoneWaiting();
      first.rollback();
    }

    assertThat(second.join()).isInstanceOf(Stored.class);
    assertThat(get(database.store().read(HERE)).version()).isEqualTo(1);
  }

  @Test
  void recorded_at_never_goes_back_in_a_stream_even_when_the_clock_does() {
    get(database.store().append(append(HERE, 0, null, List.of())));
    database.execute("update event set recorded_at = recorded_at + interval '1 hour'");
    database.execute("update stream set recorded_at = recorded_at + interval '1 hour'");

    get(database.store().append(append(HERE, 1, null, List.of())));
    get(database.store().append(append(HERE, 2, null, List.of())));

    var events = get(database.store().read(HERE)).events();
    assertThat(events).extracting(StoredEvent::recordedAt).isSorted();
    assertThat(events.getLast().recordedAt()).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
  }

  @Test
  void a_payload_that_is_no_json_is_a_fault_and_not_an_outage() {
    var event = new NewEvent(UUID.randomUUID(), "probed", 1, "{no json", Instant.now());
    var append = new Append(HERE, 0, List.of(event), METADATA, null, List.of(), null);

    assertThatThrownBy(() -> get(database.store().append(append)))
        .isNotInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("22P02");
    assertThat(get(database.store().read(HERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void in_one_transaction_each_append_has_its_own_outcome() throws SQLException {
    var done = command();
    get(database.store().append(append(HERE, 0, done, List.of(new Claim("taken", 0, true)))));

    var together =
        atOnce(
            append(stream("fresh"), 0, command(), List.of(new Claim("free", 0, true))),
            append(HERE, 1, command(), List.of()),
            append(stream("conflicting"), 3, null, List.of()),
            append(stream("repeating"), 0, done, List.of()),
            append(stream("reusing"), 0, new CommandId("chu", UUID.randomUUID(), "f"), List.of()),
            append(stream("losing"), 0, null, List.of(new Claim("taken", 0, true))));

    assertThat(together)
        .satisfiesExactly(
            fresh -> assertThat(fresh).isInstanceOf(Stored.class),
            moved -> assertThat(moved).extracting("version", "revision").containsExactly(2L, 2L),
            conflict -> assertThat(conflict).isEqualTo(new AppendResult.Conflict(0)),
            repeated -> assertThat(repeated).isEqualTo(new Repeated(HERE, 1)),
            other -> assertThat(other).isInstanceOf(Stored.class),
            lost -> assertThat(lost).isEqualTo(new ClaimLost("taken")));
    assertThat(database.number("select count(*) from event where stream <> 'probe/blocked'"))
        .isEqualTo(4);
    assertThat(database.number("select count(*) from command")).isEqualTo(4);
    assertThat(database.number("select max(count) from (" + APPENDS_A_TRANSACTION + ")"))
        .isEqualTo(3);
  }

  @Test
  void one_payload_that_is_no_json_does_not_touch_those_who_shared_its_transaction()
      throws SQLException {
    var event = new NewEvent(UUID.randomUUID(), "probed", 1, "{no json", Instant.now());
    var faulty = new Append(HERE, 0, List.of(event), METADATA, null, List.of(), null);
    CompletableFuture<AppendResult> fault;
    CompletableFuture<AppendResult> good;
    try (var _ = blocked()) {
      fault = started(faulty);
      good = started(append(THERE, 0, null, List.of()));
    }

    assertThatThrownBy(fault::join).hasMessageContaining("22P02");
    assertThat(good.join()).isInstanceOf(Stored.class);
    assertThat(get(database.store().read(HERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void a_stream_that_somebody_holds_does_not_make_those_late_who_shared_its_transaction()
      throws SQLException {
    get(database.store().append(append(HERE, 0, null, List.of())));
    try (var holder = new SlowAppend(database, HERE, 1, 1)) {
      CompletableFuture<AppendResult> held;
      CompletableFuture<AppendResult> free;
      try (var _ = blocked()) {
        held = started(append(HERE, 1, null, List.of()));
        free = started(append(THERE, 0, null, List.of()));
      }

      assertThat(free.orTimeout(3, TimeUnit.SECONDS).join()).isInstanceOf(Stored.class);
      holder.rollback();
      assertThat(held.join()).isInstanceOf(Stored.class);
    }
  }

  @Test
  void appends_are_counted_by_what_became_of_them() {
    var before = count("conflict");
    get(database.store().append(append(HERE, 0, null, List.of())));
    get(database.store().append(append(HERE, 0, null, List.of())));
    get(database.store().append(append(THERE, 0, null, List.of(new Claim("k", 7, true)))));

    assertThat(count("stored")).isPositive();
    assertThat(count("conflict")).isEqualTo(before + 1);
    assertThat(count("claim-lost")).isPositive();
  }

  private static long count(String outcome) {
    return database.meters().get("ght.log.append").tag("outcome", outcome).timer().count();
  }

  private static Append append(
      StreamId stream, long revision, @Nullable CommandId command, List<Claim> claims) {
    var event = new NewEvent(UUID.randomUUID(), "probed", 1, "{}", Instant.now());
    return new Append(stream, revision, List.of(event), METADATA, command, claims, null);
  }

  private static StreamId stream(String key) {
    return new StreamId("probe", key);
  }

  /** All of them in one transaction: a first append keeps them waiting until all are there. */
  private static List<AppendResult> atOnce(Append... appends) throws SQLException {
    List<CompletableFuture<AppendResult>> results;
    try (var _ = blocked()) {
      results = Stream.of(appends).map(AppendHazardsTest::started).toList();
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  /** Until it is closed an append of this store is under way, so that others gather behind it. */
  private static SlowAppend blocked() throws SQLException {
    var holder = new SlowAppend(database, stream("blocked"), 0, 1);
    started(append(stream("blocked"), 0, null, List.of()));
    awaitSomeoneWaiting();
    return holder;
  }

  private static CommandId command() {
    return new CommandId("chu", UUID.randomUUID(), "f");
  }

  private static CompletableFuture<AppendResult> started(Append append) {
    return database.store().append(append).subscribeAsCompletionStage();
  }

  private static void awaitSomeoneWaiting() {
    await().atMost(Duration.ofSeconds(4)).until(() -> waiting("count(*)") == 1);
  }

  private static void terminateWhoWaits() {
    awaitSomeoneWaiting();
    waiting("count(pg_terminate_backend(pid))");
  }

  private static long waiting(String what) {
    return database.number(
        "select "
            + what
            + " from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'");
  }

  private static long deadlocks() {
    return database.number(
        "select deadlocks from pg_stat_database where datname = current_database()");
  }

  private static String setting(String name) {
    return get(
        database
            .pool()
            .query("show " + name)
            .execute()
            .map(rows -> rows.iterator().next().getString(0)));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
