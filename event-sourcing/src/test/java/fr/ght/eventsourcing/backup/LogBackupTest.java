package fr.ght.eventsourcing.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.AppendResult.Repeated;
import fr.ght.eventsourcing.AppendResult.Stored;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.backup.LogImport.Imported;
import fr.ght.eventsourcing.kafka.Told;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.eventsourcing.postgres.SlowAppend;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestPostgres;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBackupTest {
  private static final StreamId HERE = new StreamId("ward", "here");
  private static final StreamId THERE = new StreamId("ward", "there");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final Instant OCCURRED = Instant.parse("2017-05-12T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final List<String> TABLES =
      List.of("stream", "event", "command", "claim", "incarnation", "parked_stream");

  private static TestPostgres server;
  private static LogDatabase log;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    log = new LogDatabase();
    server = log.server();
  }

  @BeforeEach
  void clear() {
    log.clear();
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Test
  void a_log_comes_back_row_for_row_and_goes_on() throws SQLException {
    var command = new CommandId("t", UUID.randomUUID(), "f");
    append(log, HERE, 0, 2, command, new Claim("room/1", 0, true));
    append(log, THERE, 0, 3, null);
    log.execute(
        """
        insert into parked_stream
          (follower, stream, first_position, first_version, last_position, events, reason)
        values ('relay', 'ward/there', 3, 1, 5, 3, E'with a tab\\t, a \\\\ and an é'),
          ('a view', 'ward/here', 1, 1, 1, 1, 'views begin anew')\
        """);
    var exported = export(backup());
    assertThat(exported.events()).isEqualTo(5);

    var name = LogDatabase.empty(server);
    var imported = into(name).goOn(backup(), Optional.empty());

    assertThat(imported.events()).isEqualTo(5);
    log.execute("delete from parked_stream where follower <> 'relay'");
    try (var restored = new LogDatabase(server, name)) {
      for (var table : TABLES) {
        assertThat(rows(restored, table)).as(table).isEqualTo(rows(log, table));
      }
      assertThat(append(restored, HERE, 1, 2, command)).isEqualTo(new Repeated(HERE, 2));
      assertThat(append(restored, HERE, 0, 1, null)).isEqualTo(new AppendResult.Conflict(1));
      assertThat(append(restored, THERE, 1, 1, null, new Claim("room/1", 0, true)))
          .isEqualTo(new AppendResult.ClaimLost("room/1"));
      assertThat(append(restored, THERE, 1, 1, null)).isInstanceOf(Stored.class);
      assertThat(read(restored)).hasSize(6).isSortedAccordingTo(byPosition());
    }
  }

  @Test
  void the_export_is_of_one_instant_while_appends_go_on() throws Exception {
    var going = new AtomicBoolean(true);
    var writers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.runAsync(() -> appendWhile(going, "busy-" + i)))
            .toList();
    await().atMost(PATIENCE).until(() -> log.number("select count(*) from event") > 200);
    var exported = export(backup());
    going.set(false);
    writers.forEach(CompletableFuture::join);
    var name = LogDatabase.empty(server);
    into(name).goOn(backup(), Optional.empty());

    try (var restored = new LogDatabase(server, name)) {
      assertThat(
              restored.number(
                  """
                  select count(*) from stream s where s.version <>
                    (select count(*) from event e where e.stream = s.id)\
                  """))
          .as("streams whose head and events are not of one instant")
          .isZero();
      var upTo = "select count(*) from event where position <= " + exported.completeTo();
      assertThat(restored.number(upTo)).isPositive().isEqualTo(log.number(upTo));
      assertThat(log.number("select count(*) from event")).isGreaterThan(exported.events());
    }
  }

  @Test
  void an_append_under_way_below_the_horizon_is_not_taken_for_complete() throws SQLException {
    append(log, THERE, 0, 1, null);
    try (var slow = new SlowAppend(log, HERE, 0, 1)) {
      var later = (Stored) append(log, THERE, 1, 1, null);
      var exported = export(backup());
      slow.commit();

      assertThat(exported.events()).isEqualTo(2);
      assertThat(exported.completeTo()).isLessThan(slow.lastPosition());
      // Others were told of both; that the backup has the later one does not make it whole.
      var told = Optional.of(new Told(1, later.lastPosition(), eventAt(later.lastPosition())));
      var name = LogDatabase.empty(server);
      assertThatThrownBy(() -> into(name).goOn(backup(), told))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("older than what others have been told");
      assertThat(hasTables(name)).isFalse();
    }
  }

  @Test
  void a_restored_sequence_is_past_every_position_ever_drawn() throws SQLException {
    append(log, HERE, 0, 1, null);
    long drawn;
    try (var slow = new SlowAppend(log, THERE, 0, 5)) {
      drawn = slow.lastPosition();
      slow.rollback();
    }
    export(backup());
    var name = LogDatabase.empty(server);
    var imported = into(name).goOn(backup(), Optional.empty());

    assertThat(imported.nextPosition()).isEqualTo(drawn + 1);
    try (var restored = new LogDatabase(server, name)) {
      var stored = (Stored) append(restored, HERE, 1, 1, null);
      assertThat(stored.lastPosition()).isEqualTo(drawn + 1);
    }
  }

  @Test
  void nothing_depends_on_transaction_ids_in_a_fresh_cluster() throws SQLException {
    IntStream.range(0, 50).forEach(revision -> append(log, HERE, revision, 1, null));
    log.number("select max(pg_current_xact_id()::text::bigint) from generate_series(1, 2)");
    export(backup());
    var events = read(log);

    try (var fresh = Infrastructure.chosen().postgres()) {
      var name = LogDatabase.empty(fresh);
      new LogImport(fresh.jdbcUrl(name), fresh.user(), fresh.password())
          .goOn(backup(), Optional.empty());
      try (var restored = new LogDatabase(fresh, name)) {
        var xid = "select pg_current_xact_id()::text::bigint";
        assertThat(restored.number(xid)).isLessThan(log.number(xid));
        assertThat(read(restored)).isEqualTo(events);
        append(restored, THERE, 0, 1, null);
        assertThat(read(restored)).hasSize(events.size() + 1);
      }
    }
  }

  @Test
  void a_log_that_others_are_ahead_of_is_refused_and_lives_anew_only_when_told_to()
      throws SQLException {
    append(log, HERE, 0, 1, null);
    export(backup());
    var lost = (Stored) append(log, HERE, 1, 1, null);
    var told = Optional.of(new Told(1, lost.lastPosition(), eventAt(lost.lastPosition())));
    var name = LogDatabase.empty(server);

    assertThatThrownBy(() -> into(name).goOn(backup(), told))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("--rewind");
    assertThat(hasTables(name)).isFalse();

    var imported = into(name).liveAnew(backup(), told);
    assertThat(imported.incarnation()).isEqualTo(2);
    try (var restored = new LogDatabase(server, name)) {
      var anew = (Stored) append(restored, HERE, 1, 1, null);
      assertThat(anew.lastPosition()).isEqualTo(imported.nextPosition());
      assertThat(anew.lastPosition()).as("no repeated position").isGreaterThan(1L << 41);
      assertThat(read(restored)).hasSize(2);
      // The reader's fence works there as well.
      try (var slow = new SlowAppend(restored, THERE, 0, 1)) {
        append(restored, HERE, 2, 1, null);
        assertThat(read(restored)).hasSize(2);
        slow.commit();
      }
      assertThat(read(restored)).hasSize(4);
    }
  }

  @Test
  void the_same_old_backup_brought_back_twice_lives_two_different_lives() throws SQLException {
    append(log, HERE, 0, 1, null);
    export(backup());
    var first = into(LogDatabase.empty(server)).liveAnew(backup(), Optional.empty());
    var told = new Told(first.incarnation(), first.nextPosition(), UUID.randomUUID());
    var second = into(LogDatabase.empty(server)).liveAnew(backup(), Optional.of(told));

    assertThat(second.incarnation()).isGreaterThan(first.incarnation());
    assertThat(second.nextPosition()).isGreaterThan(first.nextPosition());
  }

  @Test
  void another_log_under_the_same_position_is_found_out_by_the_event() throws SQLException {
    append(log, HERE, 0, 1, null);
    export(backup());
    long position = log.number("select max(position) from event");
    var told = Optional.of(new Told(1, position, UUID.randomUUID()));
    var name = LogDatabase.empty(server);

    assertThatThrownBy(() -> into(name).goOn(backup(), told)).isInstanceOf(BackupRefused.class);
    assertThat(countEvents(name)).isZero();
    var known = Optional.of(new Told(1, position, eventAt(position)));
    assertThat(into(name).goOn(backup(), known).events()).isOne();
  }

  @Test
  void a_file_that_was_cut_off_is_refused_before_anything_is_touched() throws Exception {
    damaged(
        "event.copy.gz",
        bytes -> Arrays.copyOf(bytes, bytes.length - 7),
        "event.copy.gz has",
        "it was cut off or changed");
  }

  @Test
  void a_file_with_one_other_bit_is_refused_before_anything_is_touched() throws Exception {
    damaged(
        "claim.copy.gz",
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        },
        "claim.copy.gz was changed");
  }

  @Test
  void a_manifest_that_was_edited_is_refused() throws Exception {
    damaged(
        "manifest.json",
        bytes -> text(bytes).replaceFirst("\"lastDrawn\" : ", "\"lastDrawn\" : 1").getBytes(UTF_8),
        "the manifest was changed");
  }

  @Test
  void a_newer_programs_format_is_refused_by_name_whatever_else_is_in_it() throws Exception {
    damaged(
        "manifest.json",
        _ -> "{\"format\": 2, \"chapters\": []}".getBytes(UTF_8),
        "the backup has format 2, and this program reads up to 1");
  }

  @Test
  void a_log_of_a_newer_schema_is_refused() throws Exception {
    append(log, HERE, 0, 1, null);
    export(backup());
    rewritten(199);
    var name = LogDatabase.empty(server);
    assertThatThrownBy(() -> into(name).goOn(backup(), Optional.empty()))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("of a log of version 199, and this program knows up to ");
    assertThat(hasTables(name)).isFalse();
  }

  @Test
  void an_export_that_was_interrupted_is_no_backup() throws Exception {
    append(log, HERE, 0, 1, null);
    export(backup());
    Files.delete(backup().resolve("manifest.json"));
    refused("holds no complete backup");
  }

  @Test
  void a_missing_file_is_named() throws Exception {
    append(log, HERE, 0, 1, null);
    export(backup());
    Files.delete(backup().resolve("command.copy.gz"));
    refused("command.copy.gz is missing");
  }

  @Test
  void an_export_that_fails_leaves_nothing_that_looks_like_one() throws IOException {
    append(log, HERE, 0, 1, null);
    try (var connection = log.connect();
        var statement = connection.createStatement()) {
      statement.execute("set statement_timeout = '1ms'");
      log.execute(
          """
          insert into stream (id, version, revision)
          select 'filler/' || i, 0, 1 from generate_series(1, 200000) i\
          """);
      assertThatThrownBy(() -> LogExport.write(connection, backup()))
          .hasStackTraceContaining("statement timeout");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    try (var left = Files.list(backup())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_folder_with_something_in_it_is_left_as_it_is() throws Exception {
    Files.createDirectories(backup());
    Files.writeString(backup().resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> export(backup()))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("is not empty");
    assertThat(backup().resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void a_database_with_a_log_is_left_as_it_is() throws SQLException {
    append(log, HERE, 0, 1, null);
    export(backup());
    try (var other = new LogDatabase(server)) {
      append(other, THERE, 0, 1, null);
      var name = nameOf(other);
      assertThatThrownBy(() -> into(name).liveAnew(backup(), Optional.empty()))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("there is a log in database " + name + " already");
      assertThat(read(other)).singleElement().extracting(StoredEvent::stream).isEqualTo(THERE);
    }
  }

  @Test
  void an_import_that_is_interrupted_in_the_middle_leaves_nothing_and_can_be_repeated()
      throws Exception {
    IntStream.range(0, 20).forEach(revision -> append(log, HERE, revision, 1, null));
    export(backup());
    try (var target = new LogDatabase(server);
        var holder = target.connect();
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      // Events come before streams: they are in already when the import has to wait here.
      statement.execute("lock table stream in share mode");
      var importing = CompletableFuture.supplyAsync(() -> goOn(nameOf(target)));
      var waiting =
          "select count(*) from pg_stat_activity where datname = current_database() and query like 'copy stream%'";
      await().atMost(PATIENCE).until(() -> target.number(waiting) == 1);
      target.number(
          "select pg_terminate_backend(pid)::int from pg_stat_activity where datname = current_database() and query like 'copy stream%'");
      assertThatThrownBy(importing::join).hasRootCauseInstanceOf(Exception.class);
      holder.rollback();

      assertThat(target.number("select count(*) from event")).isZero();
      assertThat(goOn(nameOf(target)).events()).isEqualTo(20);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  /** How a file of the backup is damaged. */
  @FunctionalInterface
  private interface Damage {
    byte[] done(byte[] bytes);
  }

  private void damaged(String file, Damage damage, String... reasons) throws Exception {
    append(log, HERE, 0, 1, null, new Claim("room/1", 0, true));
    export(backup());
    var path = backup().resolve(file);
    Files.write(path, damage.done(Files.readAllBytes(path)));
    refused(reasons);
  }

  private void refused(String... reasons) throws SQLException {
    var name = LogDatabase.empty(server);
    assertThatThrownBy(() -> into(name).goOn(backup(), Optional.empty()))
        .isInstanceOf(BackupRefused.class)
        .message()
        .contains(reasons);
    assertThat(hasTables(name)).as("the database was touched").isFalse();
  }

  /** As the program of that schema would have written it. */
  private void rewritten(int schema) throws IOException {
    var path = backup().resolve("manifest.json");
    var known = Manifest.read(Files.readAllBytes(path));
    var newer =
        new Manifest(
            known.format(),
            known.database(),
            known.takenAt(),
            schema,
            known.incarnation(),
            known.completeTo(),
            known.lastDrawn(),
            known.parts(),
            "");
    Files.write(path, newer.write());
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private static LogExport.Exported export(Path into) {
    try (var connection = log.connect()) {
      return LogExport.write(connection, into);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LogImport into(String database) {
    return new LogImport(server.jdbcUrl(database), server.user(), server.password());
  }

  private Imported goOn(String database) {
    try {
      return into(database).goOn(backup(), Optional.empty());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void appendWhile(AtomicBoolean going, String key) {
    var stream = new StreamId("ward", key);
    for (long revision = 0; going.get(); revision++) {
      append(log, stream, revision, 2, null);
    }
  }

  private static AppendResult append(
      LogDatabase to,
      StreamId stream,
      long revision,
      int count,
      @Nullable CommandId command,
      Claim... claims) {
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < count; i++) {
      events.add(
          new NewEvent(UUID.randomUUID(), "told", 1, "{\"is\": \"a \\\\ \\t é\"}", OCCURRED));
    }
    return get(
        to.store()
            .append(
                new Append(
                    stream, revision, events, METADATA, command, List.of(claims), "a note\t\\N")));
  }

  private static List<StoredEvent> read(LogDatabase from) {
    return get(from.store().readLog(0, 1_000)).events();
  }

  private static java.util.Comparator<StoredEvent> byPosition() {
    return java.util.Comparator.comparingLong(StoredEvent::position);
  }

  private static List<String> rows(LogDatabase of, String table) throws SQLException {
    try (var connection = of.connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery("select t::text from " + table + " t order by 1")) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }

  private static UUID eventAt(long position) throws SQLException {
    try (var connection = log.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select id from event where position = " + position)) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  private static boolean hasTables(String database) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select from pg_tables where schemaname = 'public'")) {
      return row.next();
    }
  }

  private static long countEvents(String database) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from event")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String nameOf(LogDatabase database) {
    try (var connection = database.connect()) {
      return connection.getCatalog();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
