package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a relay has parked comes to the topic after all: once, in order, whatever is killed. */
class RelayReplayTest {
  private static final URI SOURCE = URI.create("urn:test");
  private static final StreamId GOOD = new StreamId("ward", "good");
  private static final StreamId BAD = new StreamId("ward", "bad");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LogDatabase database;
  private static TestKafka kafka;

  private final String topic = "facts-" + UUID.randomUUID();
  private final List<FactRelay> relays = new ArrayList<>();

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    kafka = Infrastructure.chosen().kafka();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @AfterEach
  void stopAll() {
    relays.forEach(relay -> get(relay.stop()));
  }

  @AfterAll
  static void close() {
    kafka.close();
    database.close();
  }

  /** The same program with an upcaster for what it could not read. */
  static Optional<OutgoingFact> mended(StoredEvent event) {
    return FactRelayTest.publish(event.type().equals("poison") ? as("told", event) : event);
  }

  private static StoredEvent as(String type, StoredEvent event) {
    return new StoredEvent(
        event.position(),
        event.id(),
        event.stream(),
        event.version(),
        type,
        event.schemaVersion(),
        event.payload(),
        event.metadata(),
        event.occurredAt(),
        event.recordedAt());
  }

  @Test
  void a_poison_fact_that_an_upcaster_mends_is_replayed_in_order_and_later_ones_come_behind() {
    parkBadFromVersionThree();
    append(GOOD, 0, 20, "told");
    append(BAD, 3, 4, "told");
    var relay = relay(RelayReplayTest::mended);
    awaitVersions(GOOD, 20);
    assertThat(versions(BAD)).containsExactly(1L, 2L);

    assertThat(get(relay.replay(BAD))).containsExactly(new Replayed(BAD, 5, null));

    append(BAD, 4, 3, "told");
    awaitVersions(BAD, 10);
    assertThat(versions(GOOD)).hasSize(20);
    assertThat(get(relay.parked())).isEmpty();
    await().atMost(PATIENCE).until(() -> relay.status().parkedStreams() == 0);
  }

  @Test
  void what_is_parked_at_the_end_of_the_log_is_replayed_once_though_the_checkpoint_is_before_it() {
    parkBadFromVersionThree();
    var relay = relay(RelayReplayTest::mended);

    assertThat(get(relay.replay(null))).containsExactly(new Replayed(BAD, 1, null));
    awaitVersions(BAD, 3);
    get(relay.stop());

    relay(RelayReplayTest::mended);
    append(GOOD, 0, 1, "told");
    append(BAD, 3, 1, "told");
    awaitVersions(GOOD, 1);
    awaitVersions(BAD, 4);
  }

  @Test
  void what_fails_again_is_parked_again_with_the_new_reason_and_what_came_before_it_is_sent() {
    parkBadFromVersionThree();
    append(BAD, 3, 2, "told");
    append(BAD, 4, 1, "giant");
    append(BAD, 5, 1, "told");
    append(GOOD, 0, 1, "told");
    var relay = relay(RelayReplayTest::mended);
    awaitVersions(GOOD, 1);

    var replayed = get(relay.replay(BAD)).getFirst();

    assertThat(replayed.taken()).isEqualTo(3);
    assertThat(replayed.reason()).contains("bytes when serialized");
    assertThat(versions(BAD)).containsExactly(1L, 2L, 3L, 4L, 5L);
    var parked = get(relay.parked()).getFirst();
    assertThat(parked.firstVersion()).isEqualTo(6);
    assertThat(parked.events()).isEqualTo(2);
    assertThat(parked.replays()).isEqualTo(1);
    assertThat(parked.reason()).isEqualTo(replayed.reason());
  }

  @Test
  void a_replay_that_is_of_no_use_changes_nothing_but_the_count_of_replays() {
    parkBadFromVersionThree();
    var relay = relay(FactRelayTest::publish);

    assertThat(get(relay.replay(BAD)).getFirst().reason()).contains("cannot map");
    assertThat(get(relay.replay(BAD)).getFirst().taken()).isZero();

    assertThat(get(relay.parked()))
        .extracting(Parked::firstVersion, Parked::events, Parked::replays)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(3L, 1L, 2));
    assertThat(versions(BAD)).containsExactly(1L, 2L);
  }

  @Test
  void more_than_fits_one_transaction_is_replayed_in_order_while_the_stream_is_written_on() {
    parkBadFromVersionThree();
    append(BAD, 3, 2_500, "told");
    append(GOOD, 0, 1, "told");
    var relay = relay(RelayReplayTest::mended);
    awaitVersions(GOOD, 1);

    var replay = relay.replay(BAD).subscribeAsCompletionStage();
    for (int i = 0; i < 20; i++) {
      append(BAD, 4 + i, 5, "told");
    }

    awaitVersions(BAD, 2_603);
    await().atMost(PATIENCE).until(replay::isDone);
    assertThat(get(relay.parked())).isEmpty();
  }

  @Test
  void killed_between_the_commit_and_the_row_of_what_is_parked_it_leaves_exactly_one_copy()
      throws Exception {
    parkBadFromVersionThree();
    append(BAD, 3, 2, "told");
    append(GOOD, 0, 1, "told");
    try (var holding = database.connect();
        var statement = holding.createStatement()) {
      database.execute("update parked_stream set replay_asked_at = clock_timestamp()");
      holding.setAutoCommit(false);
      statement.execute("select from parked_stream for update");
      var process = RelayProcess.startMended(database, kafka.bootstrapServers(), topic);
      try {
        awaitVersions(BAD, 5);
        await().atMost(PATIENCE).until(() -> waitingForALock() > 0);
      } finally {
        process.destroyForcibly().waitFor();
      }
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
      await().atMost(PATIENCE).until(() -> waitingForALock() == 0);
      holding.rollback();
    }
    assertThat(database.number("select first_version from parked_stream")).isEqualTo(3);

    var relay = relay(RelayReplayTest::mended);
    append(BAD, 4, 2, "told");
    awaitVersions(BAD, 7);
    append(GOOD, 1, 1, "told");
    awaitVersions(GOOD, 2);
    assertThat(versions(BAD)).hasSize(7);
    assertThat(get(relay.parked())).isEmpty();
  }

  @Test
  void a_zombie_leaders_replay_is_shut_out_by_its_successors() throws SQLException {
    parkBadFromVersionThree();
    append(BAD, 3, 2, "told");
    var pause = new HeldProducer.Pause();
    var zombie = relay(RelayReplayTest::mended, HeldProducer.whenSent(pause));
    database.execute("update parked_stream set replay_asked_at = clock_timestamp()");
    await().atMost(PATIENCE).until(pause::hasBegun);
    await().atMost(PATIENCE).until(() -> sent(BAD) == 5);
    assertThat(versions(BAD)).containsExactly(1L, 2L);

    relay(RelayReplayTest::mended);
    awaitVersions(BAD, 5);
    append(BAD, 4, 1, "giant");
    append(BAD, 5, 1, "told");
    await()
        .atMost(PATIENCE)
        .until(() -> database.number("select count(*) from parked_stream") == 1);
    pause.end();

    await().atMost(PATIENCE).until(() -> zombie.status().standsBy());
    append(GOOD, 0, 1, "told");
    awaitVersions(GOOD, 1);
    assertThat(versions(BAD)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(database.number("select first_version from parked_stream")).isEqualTo(6);
  }

  @Test
  void a_replica_that_stands_by_may_be_asked_and_the_leader_does_it() {
    parkBadFromVersionThree();
    var leader = relay(RelayReplayTest::mended);
    await().atMost(PATIENCE).until(() -> leader.status().position() > 0);
    var other = relay(RelayReplayTest::mended);
    await().atMost(PATIENCE).until(() -> other.status().standsBy());

    assertThat(get(other.replay(BAD))).containsExactly(new Replayed(BAD, 1, null));

    awaitVersions(BAD, 3);
    assertThat(leader.status()).extracting(FollowerStatus::standsBy).isEqualTo(false);
  }

  @Test
  void a_stream_that_does_not_stand_aside_is_not_sent_again() {
    append(GOOD, 0, 3, "told");
    var relay = relay(RelayReplayTest::mended);
    awaitVersions(GOOD, 3);

    assertThat(get(relay.replay(GOOD))).isEmpty();

    append(GOOD, 1, 1, "told");
    awaitVersions(GOOD, 4);
  }

  /** Versions 1 and 2 are on the topic, 3 could not be mapped. */
  private void parkBadFromVersionThree() {
    append(BAD, 0, 1, "told");
    append(BAD, 1, 1, "told");
    append(BAD, 2, 1, "poison");
    var relay = relay(FactRelayTest::publish);
    awaitVersions(BAD, 2);
    await().atMost(PATIENCE).until(() -> relay.status().parkedStreams() == 1);
    get(relay.stop());
  }

  private static long waitingForALock() {
    return database.number(
        "select count(*) from pg_stat_activity"
            + " where wait_event_type = 'Lock' and datname = current_database()");
  }

  private FactRelay relay(Publication publication) {
    return relay(publication, Map.of());
  }

  private FactRelay relay(Publication publication, Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    var relay =
        new FactRelay(
            topic,
            SOURCE,
            publication,
            database.store(),
            database.pool(),
            settings,
            new SimpleMeterRegistry());
    relays.add(relay);
    relay.start();
    return relay;
  }

  private static void append(StreamId stream, long revision, int count, String type) {
    var events =
        IntStream.range(0, count)
            .mapToObj(_ -> new NewEvent(UUID.randomUUID(), type, 1, "{}", Instant.now()))
            .toList();
    get(
        database
            .store()
            .append(new Append(stream, revision, events, METADATA, null, List.of(), null)));
  }

  private TopicContents contents() {
    return new TopicContents(kafka.bootstrapServers(), topic, Topics.PARTITIONS);
  }

  private List<Long> versions(StreamId stream) {
    return contents().versions().getOrDefault(stream.toString(), List.of());
  }

  private long sent(StreamId stream) {
    return contents().sent().stream()
        .map(ConsumerRecord::key)
        .filter(stream.toString()::equals)
        .count();
  }

  /** Exactly these versions of the stream, in order. */
  private void awaitVersions(StreamId stream, int last) {
    var expected = LongStream.rangeClosed(1, last).boxed().toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(versions(stream)).isEqualTo(expected));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
