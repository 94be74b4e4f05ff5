package fr.ght.eventsourcing.postgres;

import static fr.ght.eventsourcing.postgres.Probes.append;
import static fr.ght.eventsourcing.postgres.Probes.command;
import static fr.ght.eventsourcing.postgres.Probes.get;
import static fr.ght.eventsourcing.postgres.Probes.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.AppendResult.ClaimLost;
import fr.ght.eventsourcing.AppendResult.Conflict;
import fr.ght.eventsourcing.AppendResult.Repeated;
import fr.ght.eventsourcing.AppendResult.Reused;
import fr.ght.eventsourcing.AppendResult.Stored;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many appends at once, from two processes. However they are gathered on their way, each gets its
 * own outcome, and no two wait for each other for ever.
 */
class CrowdedAppendHazardTest {
  private static final int STREAMS = 24;
  private static final int ROUNDS = 25;

  private static LogDatabase database;
  private static EventStore one;
  private static EventStore other;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    one = database.anotherStore(4);
    other = database.anotherStore(4);
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
  void two_crowds_that_touch_the_same_streams_in_opposite_order_never_deadlock() {
    var deadlocks = deadlocks();
    for (int round = 0; round < ROUNDS; round++) {
      var revision = round;
      var forth = IntStream.range(0, STREAMS).mapToObj(i -> append(stream(i), revision)).toList();
      var back =
          IntStream.range(0, STREAMS)
              .mapToObj(i -> append(stream(STREAMS - 1 - i), revision))
              .toList();

      var results = together(forth, back);

      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(STREAMS);
      assertThat(results).filteredOn(new Conflict(round + 1)::equals).hasSize(STREAMS);
    }
    for (int i = 0; i < STREAMS; i++) {
      assertThat(get(one.read(stream(i))).version()).isEqualTo(ROUNDS);
    }
    assertThat(deadlocks()).isEqualTo(deadlocks);
  }

  @Test
  void two_crowds_that_claim_the_same_keys_in_opposite_order_never_deadlock() {
    var deadlocks = deadlocks();
    for (int round = 0; round < ROUNDS; round++) {
      var now = round;
      var forth =
          IntStream.range(0, STREAMS).mapToObj(i -> claiming("a" + now + "-" + i, i, now)).toList();
      var back =
          IntStream.range(0, STREAMS)
              .mapToObj(i -> claiming("b" + now + "-" + i, STREAMS - 1 - i, now))
              .toList();

      var results = together(forth, back);

      // Each append wants two neighbouring keys: who loses one takes neither.
      var won = results.stream().filter(Stored.class::isInstance).count();
      assertThat(won).isBetween(1L, (long) STREAMS / 2);
      assertThat(results).filteredOn(ClaimLost.class::isInstance).hasSize(2 * STREAMS - (int) won);
      assertThat(database.number("select count(*) from claim where key like 'k" + now + "-%'"))
          .isEqualTo(2 * won);
    }
    assertThat(deadlocks()).isEqualTo(deadlocks);
  }

  @Test
  void a_command_that_is_in_flight_many_times_at_once_is_carried_out_once_and_touches_no_other() {
    for (int round = 0; round < ROUNDS; round++) {
      var now = round;
      var wanted = command();
      var copies =
          IntStream.range(0, STREAMS).mapToObj(i -> append(stream(now + "-c" + i), 0, wanted));
      var others = IntStream.range(0, STREAMS).mapToObj(i -> append(stream(now + "-o" + i), 0));
      var crowd = new ArrayList<Append>(java.util.stream.Stream.concat(copies, others).toList());
      java.util.Collections.shuffle(crowd, new Random(round));

      var results = together(crowd.subList(0, STREAMS), crowd.subList(STREAMS, 2 * STREAMS));

      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(STREAMS + 1);
      assertThat(results).filteredOn(Repeated.class::isInstance).hasSize(STREAMS - 1);
      assertThat(results.stream().filter(Repeated.class::isInstance).distinct()).hasSize(1);
    }
    assertThat(database.lines()).hasSize(ROUNDS * (STREAMS + 1));
  }

  @Test
  void one_stream_begun_many_times_at_once_by_one_command_is_begun_once() {
    for (int round = 0; round < ROUNDS; round++) {
      var wanted = command();
      var begun = stream("begun-" + round);
      var copies = IntStream.range(0, STREAMS).mapToObj(_ -> append(begun, 0, wanted)).toList();

      var results = together(copies, copies);

      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(new Repeated(begun, 1)::equals).hasSize(2 * STREAMS - 1);
    }
    assertThat(database.lines()).hasSize(ROUNDS);
  }

  @Test
  void an_identity_used_for_two_commands_at_once_is_one_of_them_and_a_reuse() {
    for (int round = 0; round < ROUNDS; round++) {
      var id = UUID.randomUUID();
      var first = append(stream("f" + round), 0, new CommandId("chu", id, "first"));
      var second = append(stream("s" + round), 0, new CommandId("chu", id, "second"));

      assertThat(together(List.of(first, second), List.of()))
          .hasOnlyElementsOfTypes(Stored.class, Reused.class)
          .filteredOn(Stored.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void a_crowd_on_one_new_stream_has_one_winner_and_the_others_are_told_its_revision() {
    for (int round = 0; round < ROUNDS; round++) {
      var hot = stream("hot-" + round);
      var all = IntStream.range(0, STREAMS).mapToObj(_ -> append(hot, 0)).toList();

      var results = together(all, all);

      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(new Conflict(1)::equals).hasSize(2 * STREAMS - 1);
    }
  }

  @Test
  void a_fault_in_one_append_is_its_own_and_the_others_are_stored() {
    var crowd =
        IntStream.range(0, STREAMS)
            .mapToObj(i -> append(stream(i), 0, null, i == STREAMS / 2 ? "{no json" : "{}"))
            .map(CrowdedAppendHazardTest::startedAtOne)
            .toList();

    assertThatThrownBy(crowd.get(STREAMS / 2)::join)
        .cause()
        .isNotInstanceOf(StoreUnavailable.class);
    for (int i = 0; i < STREAMS; i++) {
      if (i != STREAMS / 2) {
        assertThat(crowd.get(i).join()).isInstanceOf(Stored.class);
      }
    }
    assertThat(database.lines()).hasSize(STREAMS - 1);
  }

  private static Append claiming(String stream, int number, int round) {
    return append(
        stream(stream),
        0,
        null,
        "{}",
        new Claim("k%d-%d".formatted(round, number), 0, true),
        new Claim("k%d-%d".formatted(round, (number + 1) % STREAMS), 0, true));
  }

  /**
   * All of {@code these} through one process and all of {@code those} through the other, at once.
   */
  private static List<AppendResult> together(List<Append> these, List<Append> those) {
    var started = new ArrayList<CompletableFuture<AppendResult>>();
    for (int i = 0; i < Math.max(these.size(), those.size()); i++) {
      if (i < these.size()) {
        started.add(startedAtOne(these.get(i)));
      }
      if (i < those.size()) {
        started.add(other.append(those.get(i)).subscribeAsCompletionStage());
      }
    }
    return started.stream().map(CompletableFuture::join).toList();
  }

  private static CompletableFuture<AppendResult> startedAtOne(Append append) {
    return one.append(append).subscribeAsCompletionStage();
  }

  private static long deadlocks() {
    return database.number(
        "select deadlocks from pg_stat_database where datname = current_database()");
  }
}
