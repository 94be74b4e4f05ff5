package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every fact once on the topic, in order by stream, whatever happens to the relay and when. */
class ExactlyOneCopyTest {
  private static final URI SOURCE = URI.create("urn:test");
  private static final StreamId GOOD = new StreamId("ward", "good");
  private static final StreamId BAD = new StreamId("ward", "bad");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 4;

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

  @Test
  void
      a_leader_that_dies_between_sending_and_committing_leaves_nothing_and_its_zombie_adds_nothing() {
    append(GOOD, 0, 20);
    var pause = new HeldProducer.Pause();
    var zombie = relay(HeldProducer.whenSent(pause));
    await().atMost(PATIENCE).until(pause::hasBegun);
    await().atMost(PATIENCE).until(() -> contents().sent().size() == 20);
    assertThat(contents().committed()).isEmpty();

    var successor = relay();
    awaitVersions(GOOD, 20);
    pause.end();
    awaitStatus(zombie, FollowerStatus::standsBy);
    append(GOOD, 1, 5);

    awaitVersions(GOOD, 25);
    assertThat(successor.status().standsBy()).isFalse();
    assertThat(contents().sent()).as("what was sent in vain is there, uncommitted").hasSize(45);
  }

  @Test
  void a_leader_paused_for_longer_than_its_lease_sends_nothing_when_it_wakes_up() {
    var pause = new HeldProducer.Pause();
    append(GOOD, 0, 10);
    var zombie =
        relay(
            event -> {
              pause.run();
              return FactRelayTest.publish(event);
            },
            Map.of());
    await().atMost(PATIENCE).until(pause::hasBegun);
    relay();
    awaitVersions(GOOD, 10);
    append(GOOD, 1, 10);
    awaitVersions(GOOD, 20);

    pause.end();

    awaitStatus(zombie, FollowerStatus::standsBy);
    append(GOOD, 2, 1);
    awaitVersions(GOOD, 21);
  }

  @Test
  void a_commit_whose_outcome_is_unknown_is_looked_up_and_not_repeated() {
    append(GOOD, 0, 10);
    var relay = relay(HeldProducer.whenThere(kafka::pause));
    try {
      awaitStatus(relay, status -> status.trouble() != null);
    } finally {
      kafka.resume();
    }

    awaitStatus(relay, status -> status.trouble() == null && status.position() > 0);
    append(GOOD, 1, 10);
    awaitVersions(GOOD, 20);
  }

  @Test
  void a_poison_fact_and_a_giant_in_a_large_batch_are_left_out_and_the_rest_is_there_once() {
    append(GOOD, 0, 900);
    append(BAD, 0, 2);
    append(BAD, 1, 1, "poison");
    append(BAD, 2, 3);
    var giant = new StreamId("ward", "giant");
    append(giant, 0, 1);
    append(giant, 1, 1, "giant");
    append(giant, 2, 1, "poison");
    append(GOOD, 1, 900);
    var relay = relay();

    awaitVersions(GOOD, 1_800);
    awaitVersions(BAD, 2);
    awaitVersions(giant, 1);
    await().atMost(PATIENCE).until(() -> relay.status().parkedStreams() == 2);
    assertThat(get(relay.parked()))
        .extracting(parked -> parked.stream().key() + "/" + parked.firstVersion())
        .containsExactlyInAnyOrder("bad/3", "giant/2");
    assertThat(get(relay.parked()))
        .extracting(parked -> parked.events())
        .containsExactlyInAnyOrder(4L, 2L);
  }

  @Test
  void what_came_before_a_parked_fact_is_sent_even_if_the_relay_dies_in_between() {
    append(GOOD, 0, 1);
    get(awaitSentBy(relay(), 1).stop());
    var events = append(BAD, 0, 4);
    database.execute(
        """
        insert into parked_stream
          (follower, stream, first_position, first_version, last_position, events, reason)
        values ('relay', 'ward/bad', %1$d, 3, %1$d, 1, 'as if parked, and killed before sending')\
        """
            .formatted(events.get(2).position()));
    var relay = relay();

    awaitVersions(BAD, 2);
    await().atMost(PATIENCE).until(() -> get(relay.parked()).getFirst().events() == 2);
    assertThat(contents().committed()).hasSize(3);
  }

  @Test
  void a_checkpoint_of_the_database_is_taken_over_with_what_was_sent_beyond_it() {
    var events = append(GOOD, 0, 10);
    append(BAD, 0, 3);
    sendWithoutTransaction(events.subList(0, 7));
    sendWithoutTransaction(List.of(events.get(9)));
    database.execute(
        "insert into checkpoint (name, position) values ('relay', %d)"
            .formatted(events.get(4).position()));
    get(relay().stop());
    relay();

    awaitVersions(BAD, 3);
    await().atMost(PATIENCE).until(() -> contents().versions().get("ward/good").size() == 10);
    assertThat(contents().versions().get("ward/good"))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    append(GOOD, 1, 1);
    await().atMost(PATIENCE).until(() -> contents().versions().get("ward/good").size() == 11);
  }

  @Test
  void an_empty_topic_gets_the_whole_log_whatever_the_database_says() {
    var events = append(GOOD, 0, 10);
    database.execute(
        "insert into checkpoint (name, position) values ('relay', %d)"
            .formatted(events.getLast().position()));
    relay();

    awaitVersions(GOOD, 10);
  }

  @Test
  void a_log_that_was_put_back_to_an_earlier_state_sends_nothing_until_it_lives_anew() {
    var events = append(GOOD, 0, 10);
    append(BAD, 0, 5);
    var first = relay();
    awaitVersions(BAD, 5);
    get(first.stop());
    database.execute(
        """
        delete from event where stream = 'ward/bad' or position > %1$d;
        delete from stream where id = 'ward/bad';
        select setval('event_position', %1$d)\
        """
            .formatted(events.getLast().position()));
    var other = new StreamId("ward", "other");
    append(other, 0, 5);

    var refusing = relay();
    awaitStatus(refusing, status -> String.valueOf(status.trouble()).contains("5 of the 15 facts"));
    assertThat(contents().committed()).hasSize(15);
    get(refusing.stop());

    database.number("select begin_incarnation()");
    relay();
    awaitVersions(other, 5);
    assertThat(contents().committed())
        .map(record -> FactRecords.read(record).incarnation())
        .containsOnly(1L, 2L)
        .filteredOn(life -> life == 2)
        .hasSize(15);
  }

  @Test
  void an_open_transaction_of_one_service_holds_up_no_other() {
    append(GOOD, 0, 3);
    var pause = new HeldProducer.Pause();
    relay(HeldProducer.whenSent(pause));
    await().atMost(PATIENCE).until(pause::hasBegun);

    try (var elsewhere = new LogDatabase()) {
      var theirs = topic + "-theirs";
      for (int round = 0; round < 2; round++) {
        append(elsewhere, GOOD, round, 3);
        var relay = relay(elsewhere, theirs, FactRelayTest::publish, Map.of());
        int expected = 3 * (round + 1);
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> contents(theirs).committed().size() == expected);
        get(relay.stop());
        relays.remove(relay);
      }
      assertThat(contents().committed()).isEmpty();
    } finally {
      pause.end();
    }
    awaitVersions(GOOD, 3);
  }

  @Test
  void how_far_the_topic_is_complete_is_told_by_its_facts_and_not_by_markers_behind_them() {
    append(GOOD, 0, 3);
    get(awaitSentBy(relay(), 3).stop());
    relay();
    append(BAD, 0, 2);
    await().atMost(PATIENCE).until(() -> contents().committed().size() == 5);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var behind = new ArrayList<>(Collections.nCopies(Topics.PARTITIONS, 0L));
          contents().committed().forEach(fact -> behind.set(fact.partition(), fact.offset() + 1));
          assertThat(told().getLast().next()).isEqualTo(behind);
        });
  }

  @Test
  void killed_again_and_again_while_appends_go_on_it_sends_each_fact_once_and_in_order()
      throws Exception {
    var random = new Random(20170512);
    var revisions = new HashMap<StreamId, Long>();
    var appended = new HashMap<StreamId, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = contents().sent().size();
      var process = RelayProcess.start(database, kafka.bootstrapServers(), topic);
      try {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> {
              for (int i = 0; i < 5; i++) {
                var stream = new StreamId("ward", "s" + random.nextInt(20));
                int count = 1 + random.nextInt(5);
                append(database, stream, revisions.merge(stream, 1L, Long::sum) - 1, count);
                appended.merge(stream, count, Integer::sum);
              }
              return contents().sent().size() > before + random.nextInt(50);
            });
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    relay();

    int all = appended.values().stream().mapToInt(Integer::intValue).sum();
    await().atMost(PATIENCE).until(() -> contents().committed().size() >= all);
    var versions = contents().versions();
    appended.forEach((stream, count) ->
        assertThat(versions.get(stream.toString()))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList()));
  }

  private FactRelay relay() {
    return relay(Map.of());
  }

  private FactRelay relay(Map<String, Object> more) {
    return relay(FactRelayTest::publish, more);
  }

  private FactRelay relay(Publication publication, Map<String, Object> more) {
    return relay(database, topic, publication, more);
  }

  private FactRelay relay(
      LogDatabase log, String to, Publication publication, Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    var meters = new SimpleMeterRegistry();
    var relay = new FactRelay(to, SOURCE, publication, log.store(), log.pool(), settings, meters);
    relays.add(relay);
    relay.start();
    return relay;
  }

  /** As relays did before there were transactions. */
  private void sendWithoutTransaction(List<StoredEvent> events) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = org.apache.kafka.clients.admin.Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      Topics.ensure(admin, topic);
      events.forEach(event ->
          FactRelayTest.publish(event)
              .ifPresent(fact -> producer.send(FactRecords.write(topic, SOURCE, 1, event, fact))));
    }
  }

  private static List<StoredEvent> append(StreamId stream, long revision, int count) {
    return append(stream, revision, count, "told");
  }

  private static List<StoredEvent> append(StreamId stream, long revision, int count, String type) {
    append(database, stream, revision, count, type);
    return get(database.store().read(stream)).events();
  }

  private static void append(LogDatabase log, StreamId stream, long revision, int count) {
    append(log, stream, revision, count, "told");
  }

  private static void append(
      LogDatabase log, StreamId stream, long revision, int count, String type) {
    var events =
        IntStream.range(0, count)
            .mapToObj(_ -> new NewEvent(UUID.randomUUID(), type, 1, "{}", Instant.now()))
            .toList();
    get(log.store().append(new Append(stream, revision, events, METADATA, null, List.of(), null)));
  }

  private TopicContents contents() {
    return contents(topic);
  }

  private static TopicContents contents(String topic) {
    return new TopicContents(kafka.bootstrapServers(), topic, Topics.PARTITIONS);
  }

  private List<Progress> told() {
    return new TopicContents(kafka.bootstrapServers(), Topics.PROGRESS, 1)
        .committed().stream()
            .filter(record -> record.key().equals(topic))
            .map(ExactlyOneCopyTest::progress)
            .toList();
  }

  private static Progress progress(ConsumerRecord<String, byte[]> record) {
    try {
      return Progress.read(record.value());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private FactRelay awaitSentBy(FactRelay relay, int count) {
    await().atMost(PATIENCE).until(() -> contents().committed().size() == count);
    return relay;
  }

  /** Exactly these versions of the stream, in order. */
  private void awaitVersions(StreamId stream, int last) {
    var expected = LongStream.rangeClosed(1, last).boxed().toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(contents().versions().getOrDefault(stream.toString(), List.of()))
                .isEqualTo(expected));
  }

  private static void awaitStatus(FactRelay relay, Predicate<FollowerStatus> is) {
    await().atMost(PATIENCE).until(() -> is.test(relay.status()));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
