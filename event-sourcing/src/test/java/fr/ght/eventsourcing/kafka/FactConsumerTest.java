package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.postgres.LogDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactConsumerTest {
  private static final String TOPIC = "facts";
  private static final StreamId GOOD = new StreamId("ward", "good");
  private static final StreamId BAD = new StreamId("ward", "bad");
  private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static LogDatabase database;

  private final List<Map<Integer, Long>> seeks = new CopyOnWriteArrayList<>();
  private final FactConsumer<String> consumer = consumer(new Lines("first"), new Lines("second"));

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    database.execute("create table line (place bigserial, view text, fact text)");
  }

  @BeforeEach
  void clear() {
    database.clear();
    database.execute("truncate line");
    assertThat(get(consumer.assigned(Set.of(0, 1)))).isEqualTo(Map.of(0, 0L, 1, 0L));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void every_view_takes_each_fact_once_and_the_offsets_go_with_it() {
    take(fact(0, 0, GOOD, 1), fact(0, 1, GOOD, 2), fact(1, 0, BAD, 1));
    take(fact(0, 5, GOOD, 3));

    assertThat(lines("first")).containsExactlyInAnyOrder("good/1", "good/2", "bad/1", "good/3");
    assertThat(lines("second")).hasSize(4);
    assertThat(next("first", 0)).isEqualTo(6);
    assertThat(next("second", 1)).isEqualTo(1);
  }

  @Test
  void a_restart_goes_on_where_the_rows_are_and_takes_nothing_again() {
    take(fact(0, 0, GOOD, 1), fact(0, 1, GOOD, 2));
    var restarted = consumer(new Lines("first"), new Lines("second"));

    assertThat(get(restarted.assigned(Set.of(0)))).isEqualTo(Map.of(0, 2L));
    get(restarted.take(List.of(fact(0, 1, GOOD, 2), fact(0, 2, GOOD, 3))));
    assertThat(lines("first")).containsExactly("good/1", "good/2", "good/3");
  }

  @Test
  void a_new_view_starts_from_the_first_fact_while_the_others_go_on() {
    take(fact(0, 0, GOOD, 1));
    var more = consumer(new Lines("first"), new Lines("third"));

    assertThat(get(more.assigned(Set.of(0)))).isEqualTo(Map.of(0, 0L));
    get(more.take(List.of(fact(0, 0, GOOD, 1), fact(0, 1, GOOD, 2))));
    assertThat(lines("first")).containsExactly("good/1", "good/2");
    assertThat(lines("third")).containsExactly("good/1", "good/2");
  }

  @Test
  void a_fact_that_a_relay_sent_twice_counts_once() {
    take(fact(0, 0, GOOD, 1), fact(0, 1, GOOD, 2), fact(0, 2, GOOD, 1));
    take(fact(0, 3, GOOD, 2), fact(0, 4, GOOD, 3));

    assertThat(lines("first")).containsExactly("good/1", "good/2", "good/3");
    assertThat(next("first", 0)).isEqualTo(5);
  }

  @Test
  void a_poison_fact_parks_its_stream_for_the_view_that_fails_and_nothing_else() {
    var picky = consumer(new Lines("first"), new Lines("picky", Set.of("bad/2")));
    get(picky.assigned(Set.of(0)));

    get(picky.take(List.of(fact(0, 0, BAD, 1), fact(0, 1, GOOD, 1), fact(0, 2, BAD, 2))));
    get(picky.take(List.of(fact(0, 3, BAD, 3), fact(0, 4, GOOD, 2))));

    assertThat(lines("picky")).containsExactly("bad/1", "good/1", "good/2");
    assertThat(lines("first")).containsExactly("bad/1", "good/1", "bad/2", "bad/3", "good/2");
    var parked = get(picky.parked("picky").orElseThrow());
    assertThat(parked).hasSize(1);
    assertThat(parked.getFirst().stream()).isEqualTo(BAD);
    assertThat(parked.getFirst().firstVersion()).isEqualTo(2);
    assertThat(parked.getFirst().firstOffset()).isEqualTo(2);
    assertThat(parked.getFirst().facts()).isEqualTo(2);
    assertThat(get(picky.parked("first").orElseThrow())).isEmpty();
    get(picky.look());
    assertThat(picky.status("picky").parkedStreams()).isEqualTo(1);
    assertThat(picky.status("picky").isWell()).isTrue();
  }

  @Test
  void a_fact_without_its_shape_parks_its_stream_for_every_view() {
    take(fact(0, 0, BAD, 1, "test.broken.v1"), fact(0, 1, GOOD, 1), fact(0, 2, BAD, 2));

    assertThat(lines("first")).containsExactly("good/1");
    var parked = get(consumer.parked("second").orElseThrow()).getFirst();
    assertThat(parked.stream()).isEqualTo(BAD);
    assertThat(parked.facts()).isEqualTo(2);
    assertThat(parked.reason()).isEqualTo("no such shape");
  }

  @Test
  void a_record_that_is_no_fact_stands_aside_by_itself() {
    var alien = new ConsumerRecord<>(TOPIC, 0, 0, "k", "x".getBytes(StandardCharsets.UTF_8));
    take(alien, fact(0, 1, GOOD, 1));

    assertThat(lines("first")).containsExactly("good/1");
    var parked = get(consumer.parked("first").orElseThrow()).getFirst();
    assertThat(parked.stream()).isEqualTo(new StreamId("unreadable", "0-0"));
    assertThat(parked.reason()).contains("offset 0").doesNotContain("x\"");
  }

  @Test
  void a_newer_senders_fact_is_passed_over() {
    take(fact(0, 0, GOOD, 1, "test.unheard-of.v9"));
    take(fact(0, 1, GOOD, 2));

    assertThat(lines("first")).containsExactly("good/2");
    assertThat(get(consumer.parked("first").orElseThrow())).isEmpty();
  }

  @Test
  void a_poison_fact_behind_one_of_an_unknown_type_is_parked_all_the_same() {
    var picky = consumer(new Lines("picky", Set.of("bad/2")));
    get(picky.assigned(Set.of(0)));
    get(
        picky.take(
            List.of(
                fact(0, 0, GOOD, 1, "test.unheard-of.v9"),
                fact(0, 4, BAD, 2),
                fact(0, 9, GOOD, 2))));

    assertThat(lines("picky")).containsExactly("good/2");
    assertThat(get(picky.parked("picky").orElseThrow())).hasSize(1);
    assertThat(next("picky", 0)).isEqualTo(10);
  }

  @Test
  void records_behind_a_gap_are_not_taken_and_the_gap_is_asked_for() {
    take(fact(0, 0, GOOD, 1));
    database.execute("update view_offset set next_offset = 0 where view = 'second'");

    take(fact(0, 1, GOOD, 2));
    assertThat(lines("first")).containsExactly("good/1");
    assertThat(seeks.getLast()).isEqualTo(Map.of(0, 0L));

    take(fact(0, 2, GOOD, 3));
    assertThat(lines("second")).containsExactly("good/1");
    database.execute("truncate line; delete from view_stream where view = 'second'");
    take(fact(0, 0, GOOD, 1), fact(0, 1, GOOD, 2), fact(0, 2, GOOD, 3));
    assertThat(lines("second")).containsExactly("good/1", "good/2", "good/3");
    assertThat(lines("first")).containsExactly("good/2", "good/3");
  }

  @Test
  void a_switch_to_an_older_version_is_noticed_without_a_new_fact() {
    take(fact(0, 0, GOOD, 1));
    completeTo(RECORDED, 1L);
    database.execute(
        """
        update view_offset set view = view || '@2' where view = 'first';
        insert into view_offset (view, topic, partition, next_offset, streams)
        select 'first', topic, partition, 0, 'first@1' from view_offset where view = 'first@2';
        truncate line\
        """);
    seeks.clear();

    get(consumer.look());
    assertThat(seeks.getLast()).isEqualTo(Map.of(0, 0L));
    assertThat(consumer.completeUpTo(List.of("first"))).isNull();
    take(fact(0, 0, GOOD, 1));
    assertThat(lines("first")).containsExactly("good/1");
    assertThat(lines("second")).isEmpty();
  }

  @Test
  void a_zombie_that_lost_its_partition_writes_nothing_twice() {
    take(fact(0, 0, GOOD, 1));
    var successor = consumer(new Lines("first"), new Lines("second"));
    get(successor.assigned(Set.of(0)));
    get(successor.take(List.of(fact(0, 1, GOOD, 2), fact(0, 2, GOOD, 3))));

    take(fact(0, 1, GOOD, 2));
    assertThat(lines("first")).containsExactly("good/1", "good/2", "good/3");
    assertThat(next("first", 0)).isEqualTo(3);
  }

  @Test
  void a_rewound_log_is_taken_anew_and_nothing_of_its_lost_future_stays() {
    get(consumer.assigned(List.of(0, 1)));
    take(fact(0, 0, GOOD, 1), fact(0, 1, GOOD, 2), fact(1, 0, BAD, 1));
    take(fact(1, 1, BAD, 2, "test.broken.v1"));
    assertThat(database.number("select count(*) from parked_fact")).isEqualTo(2);

    take(inLife(2, 0, 2, GOOD, 1));
    assertThat(lines("first")).containsExactly("good/1 in life 2");
    assertThat(database.number("select count(*) from parked_fact")).isZero();

    // The other partition is not as far yet: what it still has of the former life is void.
    take(fact(1, 2, BAD, 3));
    take(inLife(2, 1, 3, BAD, 1), inLife(2, 0, 3, GOOD, 2));
    assertThat(lines("first"))
        .containsExactlyInAnyOrder("good/1 in life 2", "bad/1 in life 2", "good/2 in life 2");
    assertThat(lines("second")).hasSameElementsAs(lines("first"));
    assertThat(next("first", 1)).isEqualTo(4);
  }

  @Test
  void both_lives_in_one_batch_are_told_apart() {
    get(consumer.assigned(List.of(0, 1)));
    take(
        fact(0, 0, GOOD, 1),
        fact(0, 1, GOOD, 2),
        inLife(2, 0, 2, GOOD, 1),
        fact(1, 0, BAD, 1),
        fact(1, 1, BAD, 2));
    assertThat(lines("first")).containsExactly("good/1 in life 2");
  }

  @Test
  void a_view_that_starts_over_is_complete_up_to_nothing_until_the_new_life_is_told() {
    get(consumer.assigned(List.of(0)));
    take(fact(0, 0, GOOD, 1));
    completeTo(RECORDED, 1);

    take(inLife(2, 0, 1, GOOD, 1));
    assertThat(consumer.completeUpTo(List.of("first"))).isNull();
    consumer.told(new Progress(TOPIC, RECORDED.plusSeconds(9), List.of(1L)));
    assertThat(consumer.completeUpTo(List.of("first"))).isNull();
    consumer.told(new Progress(TOPIC, RECORDED.plusSeconds(1), List.of(2L), 2));
    assertThat(consumer.completeUpTo(List.of("first"))).isEqualTo(RECORDED.plusSeconds(1));
  }

  @Test
  void a_view_that_has_not_heard_of_the_new_life_is_not_complete_in_it() {
    get(consumer.assigned(List.of(0)));
    take(fact(0, 0, GOOD, 1));
    completeTo(RECORDED, 1);

    consumer.told(new Progress(TOPIC, RECORDED.plusSeconds(1), List.of(1L), 2));
    assertThat(consumer.completeUpTo(List.of("first"))).isNull();
  }

  @Test
  void a_new_partition_of_a_view_is_of_the_life_that_the_view_has_reached() {
    get(consumer.assigned(List.of(0)));
    take(fact(0, 0, GOOD, 1), inLife(2, 0, 1, GOOD, 1));
    get(consumer.assigned(List.of(0, 1)));
    take(fact(1, 0, BAD, 1), inLife(2, 1, 1, BAD, 1));
    assertThat(lines("first")).containsExactly("good/1 in life 2", "bad/1 in life 2");
  }

  @Test
  void while_the_database_cuts_connections_nothing_is_lost_or_taken_twice() {
    var cuts = new ArrayList<String>();
    for (int version = 1; version <= 40; version++) {
      if (version % 8 == 0) {
        database.execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()\
            """);
      }
      take(fact(0, version - 1, GOOD, version));
      cuts.add("good/" + version);
    }

    assertThat(lines("first")).isEqualTo(cuts);
    assertThat(lines("second")).isEqualTo(cuts);
  }

  @Test
  void a_view_whose_table_is_missing_waits_for_it_and_parks_nothing() {
    database.execute("alter table line rename to later");
    var taking =
        consumer
            .take(List.of(fact(0, 0, GOOD, 1)))
            .subscribeAsCompletionStage()
            .toCompletableFuture();
    await().atMost(PATIENCE).until(() -> consumer.status("first").trouble() != null);
    assertThat(consumer.status("first").isWell()).isFalse();
    database.execute("alter table later rename to line");

    assertThat(taking).succeedsWithin(PATIENCE);
    assertThat(lines("first")).containsExactly("good/1");
    assertThat(consumer.status("first").trouble()).isNull();
  }

  @Test
  void a_view_is_complete_up_to_what_the_relay_told_once_it_has_taken_it() {
    consumer.told(new Progress(TOPIC, RECORDED, List.of(1L, 0L)));
    assertThat(consumer.completeUpTo(List.of("first"))).isNull();
    take(fact(0, 0, GOOD, 1));
    assertThat(consumer.completeUpTo(List.of("first", "second"))).isEqualTo(RECORDED);

    consumer.told(new Progress(TOPIC, RECORDED.plusSeconds(1), List.of(2L, 0L)));
    consumer.told(new Progress(TOPIC, RECORDED.plusSeconds(2), List.of(2L, 1L)));
    take(fact(0, 1, GOOD, 2));
    assertThat(consumer.completeUpTo(List.of("first"))).isEqualTo(RECORDED.plusSeconds(1));
    consumer.told(new Progress(TOPIC, RECORDED, List.of(0L, 0L)));
    assertThat(consumer.completeUpTo(List.of("first"))).isEqualTo(RECORDED.plusSeconds(1));
    take(fact(1, 0, BAD, 1));
    assertThat(consumer.completeUpTo(List.of("first"))).isEqualTo(RECORDED.plusSeconds(2));
  }

  /** A view of lines; refuses the facts named. */
  private record Lines(String name, Set<String> poison) implements FactView<String> {
    Lines(String name) {
      this(name, Set.of());
    }

    @Override
    public boolean takes(String fact) {
      return true;
    }

    @Override
    public Uni<Void> empty(SqlConnection tx) {
      return tx.preparedQuery("delete from line where view = $1")
          .execute(Tuple.of(name))
          .replaceWithVoid();
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<String>> facts) {
      return Multi.createFrom()
          .iterable(facts)
          .onItem()
          .transformToUniAndConcatenate(fact ->
              tx.preparedQuery("insert into line (view, fact) values ($1, $2)")
                  .execute(Tuple.of(name, fact.fact()))
                  .invoke(() -> {
                    if (poison.contains(fact.fact())) {
                      throw new IllegalStateException("cannot take it");
                    }
                  }))
          .collect()
          .last()
          .replaceWithVoid();
    }
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array
  private FactConsumer<String> consumer(FactView<String>... views) {
    return new FactConsumer<>(
        TOPIC,
        FactConsumerTest::read,
        List.of(views),
        database.pool(),
        offsets -> seeks.add(new HashMap<>(offsets)),
        new SimpleMeterRegistry());
  }

  private static Optional<String> read(String type, byte[] body) throws IOException {
    return switch (type) {
      case "test.told.v1" -> Optional.of(new String(body, StandardCharsets.UTF_8));
      case "test.broken.v1" -> throw new IOException("no such shape");
      default -> Optional.empty();
    };
  }

  private static ConsumerRecord<String, byte[]> fact(
      int partition, long offset, StreamId stream, long version) {
    return fact(partition, offset, stream, version, "test.told.v1");
  }

  /** As Kafka would hand it over. */
  private static ConsumerRecord<String, byte[]> fact(
      int partition, long offset, StreamId stream, long version, String type) {
    return fact(partition, offset, stream, version, type, 1);
  }

  /** Told by a log that was rewound. */
  private static ConsumerRecord<String, byte[]> inLife(
      long incarnation, int partition, long offset, StreamId stream, long version) {
    return fact(partition, offset, stream, version, "test.told.v1", incarnation);
  }

  private static ConsumerRecord<String, byte[]> fact(
      int partition, long offset, StreamId stream, long version, String type, long incarnation) {
    var metadata = new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
    var event =
        new StoredEvent(
            offset,
            UUID.randomUUID(),
            stream,
            version,
            "told",
            1,
            "{}",
            metadata,
            RECORDED,
            RECORDED);
    var life = incarnation == 1 ? "" : " in life " + incarnation;
    var body = (stream.key() + "/" + version + life).getBytes(StandardCharsets.UTF_8);
    var sent =
        FactRecords.write(
            TOPIC,
            URI.create("urn:test"),
            incarnation,
            event,
            new OutgoingFact(type, body, null, null));
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        body.length,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers()),
        Optional.empty());
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array
  private void take(ConsumerRecord<String, byte[]>... records) {
    get(consumer.take(List.of(records)));
  }

  private void completeTo(Instant upTo, long next) {
    consumer.told(new Progress(TOPIC, upTo, List.of(next)));
    assertThat(consumer.completeUpTo(List.of("first"))).isEqualTo(upTo);
  }

  private static List<String> lines(String view) {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement("select fact from line where view = ? order by place")) {
      statement.setString(1, view);
      var rows = statement.executeQuery();
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long next(String view, int partition) {
    return database.number(
        "select next_offset from view_offset where view = '%s' and partition = %d"
            .formatted(view, partition));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
