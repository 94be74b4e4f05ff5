package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.backup.BackupRefused;
import fr.ght.eventsourcing.backup.LogExport;
import fr.ght.eventsourcing.backup.LogImport;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that comes back from its backup, as the topic and a view in another database see it. */
class RestoredLogTest {
  private static final StreamId WARD = new StreamId("ward", "a");
  private static final StreamId OTHER = new StreamId("ward", "b");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LogDatabase log;
  private static LogDatabase elsewhere;
  private static TestKafka kafka;

  private final String topic = "restored-" + UUID.randomUUID();
  private final List<FactRelay> relays = new ArrayList<>();
  private FactConsumer<String> consumer;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    log = new LogDatabase();
    elsewhere = new LogDatabase();
    elsewhere.execute("create table line (place bigserial, fact text)");
    kafka = Infrastructure.chosen().kafka();
  }

  @BeforeEach
  void clear() {
    log.clear();
    elsewhere.clear();
    elsewhere.execute("truncate line");
    consumer =
        new FactConsumer<>(
            topic,
            (_, body) -> Optional.of(new String(body, StandardCharsets.UTF_8)),
            List.of(new Lines()),
            elsewhere.pool(),
            _ -> {},
            new SimpleMeterRegistry());
    get(consumer.assigned(IntStream.range(0, Topics.PARTITIONS).boxed().toList()));
  }

  @AfterEach
  void stopAll() {
    relays.forEach(relay -> get(relay.stop()));
  }

  @AfterAll
  static void close() {
    kafka.close();
    log.close();
    elsewhere.close();
  }

  @Test
  void restored_to_its_last_state_it_goes_on_without_loss_or_repetition() throws SQLException {
    tell(log, WARD, 0, "one", "two");
    var before = relay(log);
    awaitOnTopic(2);
    get(before.stop());
    tell(log, WARD, 1, "told by nobody yet");
    export();

    var name = LogDatabase.empty(log.server());
    into(name).goOn(backup(), told());
    try (var restored = new LogDatabase(log.server(), name)) {
      var after = relay(restored);
      tell(restored, WARD, 2, "after the restore");
      awaitLines("one", "two", "told by nobody yet", "after the restore");
      assertThat(contents().versions().get(WARD.toString())).containsExactly(1L, 2L, 3L, 4L);
      get(after.stop());
    }
  }

  @Test
  void restored_to_an_older_state_it_is_refused_before_it_takes_anything() throws SQLException {
    tell(log, WARD, 0, "kept");
    export();
    tell(log, WARD, 1, "lost");
    get(awaited(relay(log), 2).stop());

    var name = LogDatabase.empty(log.server());
    assertThatThrownBy(() -> into(name).goOn(backup(), told()))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("older than what others have been told");
  }

  @Test
  void put_back_by_other_means_it_sends_nothing_that_would_be_taken_for_known()
      throws SQLException {
    tell(log, WARD, 0, "kept");
    export();
    tell(log, WARD, 1, "lost");
    get(awaited(relay(log), 2).stop());
    var name = LogDatabase.empty(log.server());
    // Nobody told the import of the topic, as with the tools of PostgreSQL.
    into(name).goOn(backup(), Optional.empty());

    try (var restored = new LogDatabase(log.server(), name)) {
      // The same position and the same stream version as what is lost.
      tell(restored, WARD, 1, "taken for the lost one");
      tell(restored, OTHER, 0, "more");
      var relay = relay(restored);
      await()
          .atMost(PATIENCE)
          .until(() -> String.valueOf(relay.status().trouble()).contains("1 of the 2 facts"));
      assertThat(contents().committed()).hasSize(2);
      get(relay.stop());
    }
  }

  @Test
  void rewound_it_is_told_anew_and_no_new_fact_is_skipped_for_a_lost_one_of_the_same_version()
      throws SQLException {
    tell(log, WARD, 0, "kept");
    tell(log, OTHER, 0, "kept too");
    export();
    tell(log, WARD, 1, "lost", "lost as well");
    tell(log, new StreamId("ward", "lost"), 0, "a lost stream");
    var before = awaited(relay(log), 5);
    awaitLines("kept", "kept too", "lost", "lost as well", "a lost stream");
    get(before.stop());

    var name = LogDatabase.empty(log.server());
    var imported = into(name).liveAnew(backup(), told());
    try (var restored = new LogDatabase(log.server(), name)) {
      tell(restored, WARD, 1, "new under a lost version");
      var after = relay(restored);
      awaitLines("kept", "kept too", "new under a lost version");

      // The old server wakes up and tells more of the former life.
      get(after.stop());
      assertThat(told().orElseThrow().incarnation()).isEqualTo(imported.incarnation());
      var zombie = relay(log);
      await()
          .atMost(PATIENCE)
          .until(() -> String.valueOf(zombie.status().trouble()).contains("an earlier life"));
      get(zombie.stop());
      tell(restored, OTHER, 1, "and on");
      get(awaited(relay(restored), 9).stop());
      awaitLines("kept", "kept too", "new under a lost version", "and on");
    }
  }

  @Test
  void a_view_that_begins_later_sees_the_life_that_counts_only() throws SQLException {
    rewound_it_is_told_anew_and_no_new_fact_is_skipped_for_a_lost_one_of_the_same_version();
    elsewhere.clear();
    elsewhere.execute("truncate line");
    get(consumer.assigned(IntStream.range(0, Topics.PARTITIONS).boxed().toList()));

    awaitLines("kept", "kept too", "new under a lost version", "and on");
  }

  private static final class Lines implements FactView<String> {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public boolean takes(String fact) {
      return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<String>> facts) {
      return Multi.createFrom()
          .iterable(facts)
          .onItem()
          .transformToUniAndConcatenate(fact ->
              tx.preparedQuery("insert into line (fact) values ($1)")
                  .execute(Tuple.of(fact.fact())))
          .collect()
          .last()
          .replaceWithVoid();
    }

    @Override
    public Uni<Void> empty(SqlConnection tx) {
      return tx.query("truncate line").execute().replaceWithVoid();
    }
  }

  private FactRelay relay(LogDatabase of) {
    var relay =
        new FactRelay(
            topic,
            URI.create("urn:test"),
            event ->
                Optional.of(
                    new OutgoingFact(
                        "test.told.v1",
                        event.payload().getBytes(StandardCharsets.UTF_8),
                        null,
                        null)),
            of.store(),
            of.pool(),
            settings(),
            new SimpleMeterRegistry());
    relays.add(relay);
    relay.start();
    return relay;
  }

  private static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static void tell(LogDatabase to, StreamId stream, long revision, String... facts) {
    var events =
        Stream.of(facts)
            .map(fact ->
                new NewEvent(UUID.randomUUID(), "told", 1, "\"" + fact + "\"", Instant.now()))
            .toList();
    get(to.store().append(new Append(stream, revision, events, METADATA, null, List.of(), null)));
  }

  private Optional<Told> told() {
    return Told.on(topic, settings());
  }

  private void export() throws SQLException {
    try (var connection = log.connect()) {
      LogExport.write(connection, backup());
    }
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private static LogImport into(String database) {
    var server = log.server();
    return new LogImport(server.jdbcUrl(database), server.user(), server.password());
  }

  private TopicContents contents() {
    return new TopicContents(kafka.bootstrapServers(), topic, Topics.PARTITIONS);
  }

  private FactRelay awaited(FactRelay relay, int onTopic) {
    awaitOnTopic(onTopic);
    return relay;
  }

  private void awaitOnTopic(int count) {
    await().atMost(PATIENCE).until(() -> contents().committed().size() == count);
  }

  /** Exactly these in the view, in any order between streams. */
  private void awaitLines(String... facts) {
    var expected = Stream.of(facts).map(fact -> "\"" + fact + "\"").toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          get(consumer.take(contents().committed()));
          assertThat(lines()).containsExactlyInAnyOrderElementsOf(expected);
        });
  }

  private static List<String> lines() throws SQLException {
    try (var connection = elsewhere.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select fact from line order by place")) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
