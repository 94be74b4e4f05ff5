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
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactRelayTest {
  private static final StreamId GOOD = new StreamId("ward", "good");
  private static final StreamId BAD = new StreamId("ward", "bad");
  private static final UUID CORRELATION = UUID.fromString("0af76519-16cd-43dd-8448-eb211c80319c");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, CORRELATION, null);
  private static final Instant OCCURRED = Instant.parse("2017-05-12T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int TOO_LARGE = 21 * 1024 * 1024;

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
  void a_fact_is_a_cloudevent_in_binary_mode_keyed_by_its_stream() {
    var event = append(GOOD, 0, "told").getFirst();
    relay();

    var record = awaitFacts(1).getFirst();
    assertThat(record.key()).isEqualTo("ward/good");
    assertThat(record.value()).asString().isEqualTo("{}");
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).isEqualTo(event.id().toString());
    assertThat(header(record, "ce_type")).isEqualTo("test.told.v1");
    assertThat(header(record, "ce_source")).isEqualTo("urn:test");
    assertThat(header(record, "ce_subject")).isEqualTo("ward/good");
    assertThat(header(record, "ce_time")).isEqualTo("2017-05-12T08:00:00Z");
    assertThat(header(record, "ce_streamversion")).isEqualTo("1");
    assertThat(header(record, "ce_establishment")).isEqualTo("420784878");
    assertThat(header(record, "ce_actor")).isEqualTo("s-1");
    assertThat(header(record, "ce_correlation")).isEqualTo(CORRELATION.toString());
    assertThat(header(record, "ce_traceparent"))
        .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01");
    assertThat(FactRecords.read(record).recordedAt()).isEqualTo(event.recordedAt());
  }

  @Test
  void facts_come_in_the_order_of_their_streams_and_private_events_not_at_all() {
    append(GOOD, 0, "told", "private", "told");
    append(BAD, 0, "told");
    relay();
    awaitFacts(3);
    append(GOOD, 1, "told");

    awaitFacts(4);
    assertThat(versions(GOOD)).containsExactly(1L, 3L, 4L);
    assertThat(versions(BAD)).containsExactly(1L);
  }

  @Test
  void a_fact_that_cannot_be_mapped_parks_its_stream_and_the_others_go_on() {
    append(BAD, 0, "told", "poison", "told");
    append(GOOD, 0, "told");
    var relay = relay();
    awaitStatus(relay, status -> status.parkedStreams() == 1);
    append(BAD, 1, "told");
    append(GOOD, 1, "told");

    await().atMost(PATIENCE).until(() -> versions(GOOD).equals(List.of(1L, 2L)));
    assertThat(versions(BAD)).containsExactly(1L);
    await().atMost(PATIENCE).until(() -> get(relay.parked()).getFirst().events() == 3);
    var parked = get(relay.parked()).getFirst();
    assertThat(parked.stream()).isEqualTo(BAD);
    assertThat(parked.firstVersion()).isEqualTo(2);
    assertThat(parked.reason()).contains("cannot map");
  }

  @Test
  void a_fact_that_kafka_never_takes_parks_its_stream_and_the_others_go_on() {
    append(BAD, 0, "giant");
    append(GOOD, 0, "told");
    var relay = relay();

    awaitStatus(relay, status -> status.parkedStreams() == 1);
    await().atMost(PATIENCE).until(() -> versions(GOOD).equals(List.of(1L)));
    assertThat(versions(BAD)).isEmpty();
  }

  @Test
  void of_two_replicas_one_sends_and_the_other_takes_over_when_it_stops() {
    append(GOOD, 0, "told");
    var first = relay();
    awaitFacts(1);
    var second = relay();
    awaitStatus(second, FollowerStatus::standsBy);
    append(GOOD, 1, "told");
    awaitFacts(2);

    get(first.stop());
    append(GOOD, 2, "told");
    await().atMost(PATIENCE).until(() -> versions(GOOD).contains(3L));
    assertThat(versions(GOOD)).containsExactly(1L, 2L, 3L);
    assertThat(second.status().standsBy()).isFalse();
  }

  @Test
  void a_leader_that_died_without_a_word_is_followed_by_another_within_seconds() {
    database.execute(
        """
        insert into lease (name, holder, epoch, expires_at)
        values ('relay', 'the dead one', 7, clock_timestamp() + interval '3 seconds')\
        """);
    append(GOOD, 0, "told");
    var relay = relay();
    awaitStatus(relay, FollowerStatus::standsBy);

    awaitFacts(1);
    assertThat(database.number("select epoch from lease")).isEqualTo(8);
    await().atMost(PATIENCE).until(() -> database.number("select max(epoch) from checkpoint") == 8);
  }

  @Test
  void while_kafka_is_away_nothing_is_lost_and_nothing_is_parked() {
    append(GOOD, 0, "told");
    var relay = relay();
    awaitFacts(1);
    kafka.kill();
    IntStream.range(1, 21).forEach(revision -> append(GOOD, revision, "told"));
    awaitStatus(relay, status -> status.trouble() != null);
    kafka.restart();

    await()
        .atMost(PATIENCE)
        .until(() -> versions(GOOD).equals(LongStream.rangeClosed(1, 21).boxed().toList()));
    awaitStatus(relay, status -> status.trouble() == null);
    assertThat(relay.status().parkedStreams()).isZero();
  }

  @Test
  void it_tells_how_far_the_topic_is_complete() {
    var event = append(GOOD, 0, "told", "told").getLast();
    append(BAD, 0, "told");
    relay();
    awaitFacts(3);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var progress = progress().orElseThrow();
          assertThat(progress.completeUpTo()).isAfter(event.recordedAt());
          assertThat(progress.next()).hasSize(Topics.PARTITIONS);
          assertThat(progress.next().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
        });
  }

  private FactRelay relay() {
    var relay =
        new FactRelay(
            topic,
            URI.create("urn:test"),
            FactRelayTest::publish,
            database.store(),
            database.pool(),
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new SimpleMeterRegistry());
    relays.add(relay);
    relay.start();
    return relay;
  }

  static Optional<OutgoingFact> publish(StoredEvent event) {
    return switch (event.type()) {
      case "poison" -> throw new IllegalArgumentException("cannot map");
      case "private" -> Optional.empty();
      default ->
          Optional.of(
              new OutgoingFact(
                  "test." + event.type() + ".v1",
                  event.type().equals("giant")
                      ? new byte[TOO_LARGE]
                      : event.payload().getBytes(StandardCharsets.UTF_8),
                  "420784878",
                  null));
    };
  }

  private static List<StoredEvent> append(StreamId stream, long revision, String... types) {
    var events =
        List.of(types).stream()
            .map(type -> new NewEvent(UUID.randomUUID(), type, 1, "{}", OCCURRED))
            .toList();
    get(
        database
            .store()
            .append(new Append(stream, revision, events, METADATA, null, List.of(), null)));
    return get(database.store().read(stream)).events();
  }

  private List<ConsumerRecord<String, byte[]>> awaitFacts(int count) {
    await().atMost(PATIENCE).until(() -> facts().size() >= count);
    return facts();
  }

  private static void awaitStatus(FactRelay relay, Predicate<FollowerStatus> is) {
    await().atMost(PATIENCE).until(() -> is.test(relay.status()));
  }

  private List<Long> versions(StreamId stream) {
    return facts().stream()
        .filter(record -> record.key().equals(stream.toString()))
        .map(record -> FactRecords.read(record).version())
        .toList();
  }

  private List<ConsumerRecord<String, byte[]>> facts() {
    return all(topic, Topics.PARTITIONS);
  }

  private Optional<Progress> progress() {
    return all(Topics.PROGRESS, 1).stream()
        .filter(record -> record.key().equals(topic))
        .reduce((_, later) -> later)
        .map(record -> {
          try {
            return Progress.read(record.value());
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  /** All that is on a topic now; nothing if there is no such topic yet. */
  private static List<ConsumerRecord<String, byte[]>> all(String topic, int partitions) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "default.api.timeout.ms",
            2_000);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var asked =
          IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
      var ends = consumer.endOffsets(asked);
      consumer.assign(asked);
      consumer.seekToBeginning(asked);
      var found = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        found.addAll(
            StreamSupport.stream(consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                .toList());
      }
      return found;
    } catch (org.apache.kafka.common.KafkaException _) {
      return List.of();
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
