package fr.ght.eventsourcing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.EventView;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.eventsourcing.postgres.LogFollower;
import fr.ght.eventsourcing.postgres.LogSource;
import fr.ght.eventsourcing.rebuild.RebuildRefused.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views of a service's own log, built anew on a real PostgreSQL while they are used. */
class RebuildsTest {
  private static final String VIEW = "notes";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);

  /** One statement, so one instant: the sum of the tally, and the rows that it counts. */
  private static final String BOTH =
      "select (select count(*) from note) as notes, (select sum(n)::bigint from tally) as told";

  private static LogDatabase database;

  private final Notes notes = new Notes();
  private final List<LogFollower> followers = new CopyOnWriteArrayList<>();
  private final List<Rebuilds> engines = new CopyOnWriteArrayList<>();
  private final Map<StreamId, Long> revisions = new java.util.concurrent.ConcurrentHashMap<>();

  @BeforeAll
  static void open() {
    database = new LogDatabase();
  }

  @BeforeEach
  void clear() {
    database.clear();
    database.execute(
        """
        drop table if exists note, tally;
        create table note (
          stream text collate "C" not null, version bigint not null, event text not null,
          primary key (stream, version)
        ) with (fillfactor = 70);
        create index note_by_event on note (event, stream) where event <> '';
        create table tally (kind text primary key, n bigint not null);
        insert into tally values ('all', 0)\
        """);
  }

  @AfterEach
  void stopAll() {
    engines.forEach(Rebuilds::stop);
    followers.forEach(follower -> get(follower.stop()));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_view_is_built_anew_beside_itself_and_is_the_same() {
    append("a", 500);
    following();
    awaitNotes(500);

    var version = get(engine().begin(VIEW, true));

    awaitState(version, VersionState.LIVE);
    var live = version(version);
    assertThat(version).isEqualTo(2);
    assertThat(live.same()).isTrue();
    assertThat(live.digestBefore()).hasSize(64);
    assertThat(live.onlyBefore()).isNull();
    assertThat(live.done()).isEqualTo(live.total()).isPositive();
    assertThat(version(1).state()).isEqualTo(VersionState.KEPT);
    assertThat(counts("\"notes@1\".")).isEqualTo("500 500");
    append("a", 20);
    awaitNotes(520);
    assertThat(counts("\"notes@1\".")).isEqualTo("500 500");
  }

  @Test
  void the_new_tables_are_like_the_old_ones_to_the_name_of_an_index() {
    append("a", 5);
    following();
    awaitNotes(5);
    var shape =
        """
        select string_agg(i.indexdef, '; ' order by i.indexname) || (
          select string_agg(array_to_string(c.reloptions, ','), ';' order by c.relname)
          from pg_class c where c.oid in ('note'::regclass, 'tally'::regclass))
        from pg_indexes i where i.schemaname = 'public' and i.tablename in ('note', 'tally')\
        """;
    var before = text(shape);

    rebuilt();

    assertThat(text(shape)).isEqualTo(before).contains("note_by_event", "fillfactor=70");
  }

  @Test
  void while_traffic_goes_on_a_reader_sees_all_of_one_version_and_never_less_than_before()
      throws ExecutionException, InterruptedException {
    append("before", 3_000);
    following();
    awaitNotes(3_000);
    var going = new AtomicBoolean(true);
    var appended = new AtomicInteger(3_000);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(() -> {
            for (int i = 0; going.get(); i++) {
              append("during-" + i % 7, 5);
              appended.addAndGet(5);
            }
          });
      var reading = threads.submit(() -> reads(going));
      for (int i = 0; i < 3; i++) {
        rebuilt();
      }
      going.set(false);
      writing.get();
      assertThat(reading.get()).isPositive();
    }

    awaitNotes(appended.get());
    assertThat(text("select count(*) from \"notes@1\".note")).isNotEqualTo("0");
    assertThat(versions()).extracting(ViewVersion::same).containsExactly(null, true, true, true);
  }

  private static int reads(AtomicBoolean going) throws SQLException {
    int reads = 0;
    try (var connection = database.connect();
        var statement = connection.prepareStatement(BOTH)) {
      long last = 0;
      while (going.get()) {
        try (var rows = statement.executeQuery()) {
          rows.next();
          long notes = rows.getLong("notes");
          assertThat(rows.getLong("told")).isEqualTo(notes);
          assertThat(notes).isGreaterThanOrEqualTo(last);
          last = notes;
          reads++;
        }
      }
    }
    return reads;
  }

  @Test
  void a_corrupted_view_ends_as_the_log_says_and_the_corrupted_rows_can_be_looked_at() {
    append("a", 10);
    following();
    awaitNotes(10);
    database.execute(
        "update note set event = 'forged' where version <= 3; delete from note where version = 9");

    var version = rebuilt();

    assertThat(version.same()).isFalse();
    assertThat(version.digestAfter()).isNotEqualTo(version.digestBefore());
    assertThat(version.onlyBefore()).isEqualTo(3);
    assertThat(version.onlyAfter()).isEqualTo(4);
    assertThat(text("select count(*) from note where event = 'forged'")).isEqualTo("0");
    assertThat(text("select count(*) from \"notes@1\".note where event = 'forged'")).isEqualTo("3");
    assertThat(rebuilt().same()).isTrue();
  }

  @Test
  void one_that_differs_is_held_where_the_operator_wants_the_last_word() {
    append("a", 10);
    following();
    awaitNotes(10);
    database.execute("update note set event = 'forged' where version = 4");
    var engine = engine();
    var version = get(engine.begin(VIEW, true));

    awaitState(version, VersionState.HELD);
    assertThat(version(version).onlyBefore()).isEqualTo(1);
    assertThat(text("select count(*) from note where event = 'forged'")).isEqualTo("1");
    append("a", 10);
    awaitNotes(20);
    get(engine.switchTo(VIEW, version));
    awaitState(version, VersionState.LIVE);
    assertThat(text("select count(*) from note where event = 'forged'")).isEqualTo("0");
    awaitNotes(20);
  }

  @Test
  void one_that_is_held_can_be_given_up_and_nothing_of_it_is_left() {
    append("a", 10);
    following();
    awaitNotes(10);
    database.execute("update note set event = 'forged' where version = 4");
    var engine = engine();
    var version = get(engine.begin(VIEW, true));
    awaitState(version, VersionState.HELD);

    get(engine.drop(VIEW, version));

    assertThat(versions()).extracting(ViewVersion::state).containsExactly(VersionState.LIVE);
    assertThat(text("select count(*) from pg_namespace where nspname like '%@%'")).isEqualTo("0");
    assertThat(text("select count(*) from checkpoint")).isEqualTo("1");
    append("a", 1);
    awaitNotes(11);
  }

  @Test
  void one_that_is_being_filled_can_be_given_up_and_another_begun() {
    append("a", 2_000);
    following();
    awaitNotes(2_000);
    notes.slow = true;
    var engine = engine();
    var version = get(engine.begin(VIEW, false));
    await().atMost(PATIENCE).until(() -> notes.beside.get() > 0);

    get(engine.drop(VIEW, version));
    notes.slow = false;
    assertThat(versions()).hasSize(1);
    var next = get(engine.begin(VIEW, false));
    awaitState(next, VersionState.LIVE);
    assertThat(counts("")).isEqualTo("2000 2000");
  }

  @Test
  void a_second_rebuild_of_the_same_view_is_refused_while_one_is_under_way() {
    append("a", 100);
    following();
    awaitNotes(100);
    notes.slow = true;
    var engine = engine();
    get(engine.begin(VIEW, false));

    refused(engine.begin(VIEW, false), Reason.ALREADY_REBUILDING);
    refused(engine().begin(VIEW, false), Reason.ALREADY_REBUILDING);
    refused(engine.switchTo(VIEW, 2), Reason.STILL_FILLING);
    notes.slow = false;
    awaitState(2, VersionState.LIVE);
  }

  @Test
  void what_an_operator_asks_in_vain_says_why() {
    append("a", 1);
    following();
    awaitNotes(1);
    var engine = engine();

    refused(engine.begin("nonsense", false), Reason.UNKNOWN_VIEW);
    refused(engine.versions("nonsense"), Reason.UNKNOWN_VIEW);
    refused(engine.drop(VIEW, 1), Reason.UNKNOWN_VERSION);
    rebuilt();
    refused(engine.drop(VIEW, 2), Reason.IS_LIVE);
    refused(engine.switchTo(VIEW, 2), Reason.IS_LIVE);
    refused(engine.switchTo(VIEW, 7), Reason.UNKNOWN_VERSION);
  }

  @Test
  void who_fills_it_may_die_at_any_moment_and_another_goes_on_without_taking_anything_twice() {
    append("a", 12_000);
    following();
    awaitNotes(12_000);
    notes.slow = true;
    var first = engine();
    var version = get(first.begin(VIEW, false));
    await().atMost(PATIENCE).until(() -> notes.beside.get() > 0);
    first.stop();
    notes.slow = false;
    append("a", 10);
    database.execute("update view_version set held_until = '-infinity' where state = 'FILLING'");

    engine().start();

    awaitState(version, VersionState.LIVE);
    assertThat(version(version).same()).isTrue();
    awaitNotes(12_010);
  }

  @Test
  void two_that_fill_the_same_version_at_once_do_not_take_anything_twice() {
    append("a", 25_000);
    following();
    awaitNotes(25_000);
    notes.slow = true;
    var version = get(engine().begin(VIEW, false));
    await().atMost(PATIENCE).until(() -> notes.beside.get() > 0);
    database.execute("update view_version set held_until = '-infinity' where state = 'FILLING'");
    engine().start();
    notes.slow = false;

    awaitState(version, VersionState.LIVE);
    assertThat(version(version).same()).isTrue();
    assertThat(counts("")).isEqualTo("25000 25000");
  }

  @Test
  void a_replica_that_looks_on_does_not_take_over_what_another_works_on_for_long() {
    append("a", 500);
    following();
    awaitNotes(500);
    notes.pause = Duration.ofSeconds(7);
    notes.slow = true;
    var version = get(engine().begin(VIEW, false));
    await().atMost(PATIENCE).until(() -> notes.beside.get() > 0);
    var holder = text("select holder from view_version where state = 'FILLING'");
    engine().start();

    awaitState(version, VersionState.LIVE);
    assertThat(text("select holder from view_version where state = 'LIVE'")).isEqualTo(holder);
    assertThat(notes.beside).hasValue(500);
  }

  @Test
  void while_the_database_cuts_connections_it_goes_on() {
    append("a", 12_000);
    following();
    awaitNotes(12_000);
    notes.slow = true;
    var version = get(engine().begin(VIEW, false));
    for (int i = 0; i < 3; i++) {
      var before = notes.beside.get();
      await().atMost(PATIENCE).until(() -> notes.beside.get() > before);
      database.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()\
          """);
    }
    notes.slow = false;

    awaitState(version, VersionState.LIVE);
    assertThat(version(version).same()).isTrue();
    awaitNotes(12_000);
  }

  @Test
  void a_reader_in_the_old_tables_is_waited_for_and_holds_up_nobody_else() throws SQLException {
    append("a", 10);
    following();
    awaitNotes(10);
    try (var reader = database.connect()) {
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("select * from note").close();
      var version = get(engine().begin(VIEW, false));
      await().atMost(PATIENCE).until(() -> version(version).digestAfter() != null);

      for (int i = 0; i < 20; i++) {
        var begun = System.nanoTime();
        assertThat(counts("")).isEqualTo("10 10");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      }
      append("b", 1);
      awaitNotes(11);
      assertThat(version(version).state()).isEqualTo(VersionState.FILLING);
      reader.rollback();
      awaitState(version, VersionState.LIVE);
      awaitNotes(11);
    }
  }

  @Test
  void an_older_version_is_switched_back_to_and_takes_what_came_since() {
    append("a", 10);
    following();
    awaitNotes(10);
    rebuilt();
    append("a", 15);
    awaitNotes(25);
    var engine = engine();

    get(engine.switchTo(VIEW, 1));

    assertThat(version(1).state()).isEqualTo(VersionState.LIVE);
    assertThat(version(2).state()).isEqualTo(VersionState.KEPT);
    awaitNotes(25);
    assertThat(counts("\"notes@2\".")).isEqualTo("25 25");
    get(engine.drop(VIEW, 2));
    assertThat(versions()).extracting(ViewVersion::version).containsExactly(1);
    append("a", 1);
    awaitNotes(26);
  }

  @Test
  void every_version_is_kept_until_it_is_dropped() {
    append("a", 3);
    following();
    awaitNotes(3);
    rebuilt();
    rebuilt();

    assertThat(versions()).extracting(ViewVersion::version).containsExactly(1, 2, 3);
    get(engine().drop(VIEW, 1));
    assertThat(versions()).extracting(ViewVersion::version).containsExactly(2, 3);
    assertThat(text("select count(*) from checkpoint")).isEqualTo("2");
  }

  @Test
  void nobody_switches_back_to_tables_of_another_shape() {
    append("a", 3);
    following();
    awaitNotes(3);
    rebuilt();
    database.execute("alter table note add column more text");

    refused(engine().switchTo(VIEW, 1), Reason.OTHER_SHAPE);
    awaitNotes(3);
    assertThat(rebuilt().version()).isEqualTo(3);
  }

  @Test
  void a_poison_event_parks_its_stream_in_the_new_version_only() {
    append("a", 5);
    append("b", 5);
    following();
    awaitNotes(10);
    notes.poison = "b/3";

    var version = rebuilt();

    assertThat(version.same()).isFalse();
    assertThat(version.onlyBefore()).isEqualTo(3 + 1);
    assertThat(counts("")).isEqualTo("7 7");
    assertThat(text("select follower || first_version || events from parked_stream"))
        .isEqualTo("notes33");
    append("b", 1);
    append("a", 1);
    awaitNotes(8);
    await().atMost(PATIENCE).until(() -> text("select events from parked_stream").equals("4"));
  }

  @Test
  void a_stream_that_stood_aside_is_taken_by_a_version_that_can() {
    append("a", 5);
    append("b", 5);
    notes.poison = "b/3";
    following();
    awaitNotes(7);
    await().atMost(PATIENCE).until(() -> text("select events from parked_stream").equals("3"));
    notes.poison = "";

    rebuilt();

    awaitNotes(10);
    append("b", 1);
    awaitNotes(11);
    assertThat(text("select follower from parked_stream")).isEqualTo("notes@1");
  }

  /** A line for each event, and how many there are; a version beside the live one may be slow. */
  private static final class Notes implements EventView, RebuiltView {
    private final AtomicInteger beside = new AtomicInteger();
    private volatile boolean slow;
    private volatile Duration pause = Duration.ofMillis(300);
    private volatile String poison = "";

    @Override
    public String name() {
      return VIEW;
    }

    @Override
    public List<String> tables() {
      return List.of("note", "tally");
    }

    @Override
    public List<ComparedTable> compared() {
      return List.of(
          ComparedTable.whole("note", "t.stream, t.version"),
          ComparedTable.whole("tally", "t.kind"));
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
      return tx.query("select current_schema() as schema")
          .execute()
          .chain(rows -> {
            if (!rows.iterator().next().getString("schema").contains("@")) {
              return Uni.createFrom().voidItem();
            }
            beside.addAndGet(events.size());
            return slow
                ? Uni.createFrom().voidItem().onItem().delayIt().by(pause)
                : Uni.createFrom().voidItem();
          })
          .chain(() -> write(tx, events));
    }

    private Uni<Void> write(SqlConnection tx, List<StoredEvent> events) {
      var streams = events.stream().map(event -> event.stream().key()).toArray(String[]::new);
      var numbers = events.stream().map(StoredEvent::version).toArray(Long[]::new);
      for (int i = 0; i < streams.length; i++) {
        if (poison.equals(streams[i] + "/" + numbers[i])) {
          return Uni.createFrom().failure(new IllegalStateException("cannot take it"));
        }
      }
      return tx.preparedQuery(
              """
              with added as (
                insert into note select s, v, s || '/' || v from unnest($1::text[], $2::bigint[]) u (s, v)
                returning 1
              )
              insert into tally select 'all', count(*) from added
              on conflict (kind) do update set n = tally.n + excluded.n\
              """)
          .execute(Tuple.of(streams, numbers))
          .replaceWithVoid();
    }
  }

  private ViewVersion rebuilt() {
    var version = get(engine().begin(VIEW, false));
    awaitState(version, VersionState.LIVE);
    return version(version);
  }

  private Rebuilds engine() {
    var source = new LogSource(Map.of(VIEW, notes), database.store(), database.pool());
    var engine = new Rebuilds(List.of(notes), source, database.pool());
    engines.add(engine);
    return engine;
  }

  private void following() {
    var follower =
        LogFollower.into(notes, VIEW, database.store(), database.pool(), new SimpleMeterRegistry());
    followers.add(follower);
    follower.start();
  }

  private void append(String key, int count) {
    var stream = new StreamId("ward", key);
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

  private static void refused(Uni<?> asked, Reason reason) {
    assertThatThrownBy(() -> get(asked))
        .isInstanceOfSatisfying(
            RebuildRefused.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private List<ViewVersion> versions() {
    return get(engine().versions(VIEW));
  }

  private ViewVersion version(int number) {
    return versions().stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no version " + number));
  }

  private void awaitState(int version, VersionState state) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> version(version).state(), state::equals);
  }

  private static void awaitNotes(int count) {
    await().atMost(PATIENCE).until(() -> counts(""), (count + " " + count)::equals);
  }

  private static String counts(String schema) {
    return text(
        "select (select count(*) from %1$snote) || ' ' || (select sum(n) from %1$stally)"
            .formatted(schema));
  }

  private static String text(String sql) {
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

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
