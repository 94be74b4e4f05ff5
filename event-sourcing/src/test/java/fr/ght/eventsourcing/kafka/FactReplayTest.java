package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Replayed;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts that stand aside, taken after all, on a real Kafka and a real PostgreSQL. */
class FactReplayTest {
  private static final StreamId BAD = new StreamId("ward", "bad");

  private static TopicBench bench;

  private final TopicBench.Lines lines = new TopicBench.Lines("lines");

  @BeforeAll
  static void open() {
    bench = new TopicBench();
  }

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @AfterEach
  void stop() {
    bench.stopTaking();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void facts_of_a_mended_view_are_taken_in_their_order_and_later_ones_after_them() {
    lines.poison = "bad/2";
    send("bad", 1, 5);
    send("good", 1, 3);
    bench.take(lines);
    awaitParked(4);
    assertThat(bench.versions("good")).containsExactly(1L, 2L, 3L);
    lines.poison = "";

    assertThat(replay()).isEqualTo(new Replayed(BAD, 4, null));
    send("bad", 6, 7);

    bench.awaitLines(10);
    assertThat(bench.versions("bad")).isEqualTo(upTo(7));
    assertThat(parked()).isEmpty();
  }

  @Test
  void poison_that_is_still_poison_stands_aside_again_with_the_new_reason() {
    lines.poison = "bad/2";
    send("bad", 1, 6);
    bench.take(lines);
    awaitParked(5);
    lines.poison = "bad/4";

    var replayed = replay();

    assertThat(replayed.taken()).isEqualTo(2);
    assertThat(replayed.reason()).contains("cannot take bad/4");
    assertThat(bench.versions("bad")).isEqualTo(upTo(3));
    assertThat(parked()).isEqualTo("4 3 1");
    assertThat(bench.text("select reason from parked_fact")).contains("cannot take bad/4");
    send("bad", 7, 7);
    awaitParked(4);
    replay();
    assertThat(parked()).isEqualTo("4 4 2");
    lines.poison = "";
    assertThat(replay()).isEqualTo(new Replayed(BAD, 4, null));
    assertThat(bench.versions("bad")).isEqualTo(upTo(7));
  }

  @Test
  void a_replay_that_dies_in_the_middle_goes_on_where_it_was() {
    lines.poison = "bad/1";
    send("bad", 1, 450);
    bench.take(lines);
    awaitParked(450);
    lines.poison = "";
    lines.breaksAt = "bad/300";

    assertThatThrownBy(this::replay).hasMessageContaining("connection reset");
    assertThat(bench.versions("bad")).isEqualTo(upTo(200));
    assertThat(bench.text("select first_version from parked_fact")).isEqualTo("1");
    assertThat(replay()).isEqualTo(new Replayed(BAD, 250, null));
    assertThat(bench.versions("bad")).isEqualTo(upTo(450));
  }

  @Test
  void while_facts_of_the_same_stream_come_in_all_are_taken_once_and_in_order()
      throws InterruptedException {
    lines.poison = "bad/1";
    send("bad", 1, 50);
    bench.take(lines);
    awaitParked(50);
    lines.poison = "";
    var going = new AtomicBoolean(true);
    var sending =
        Thread.ofVirtual()
            .start(() -> {
              for (int version = 51; going.get(); version++) {
                bench.send("bad", version);
              }
            });

    await().atMost(TopicBench.PATIENCE).until(() -> bench.sent() > 100);
    assertThat(replay().reason()).isNull();
    going.set(false);
    sending.join();

    bench.awaitLines(bench.sent());
    assertThat(bench.versions("bad")).isEqualTo(upTo(bench.sent()));
    assertThat(parked()).isEmpty();
  }

  @Test
  void two_that_replay_the_same_stream_at_once_take_each_fact_once() {
    lines.poison = "bad/1";
    send("bad", 1, 300);
    bench.take(lines);
    awaitParked(300);
    lines.poison = "";

    var both =
        bench.get(
            Uni.join()
                .all(
                    replaying(TopicBench::read).replay("lines", BAD),
                    replaying(TopicBench::read).replay("lines", BAD))
                .andFailFast());

    assertThat(both).extracting(Replayed::reason).containsOnlyNulls();
    assertThat(both.getFirst().taken() + both.getLast().taken()).isEqualTo(300);
    assertThat(bench.versions("bad")).isEqualTo(upTo(300));
  }

  @Test
  void what_could_not_be_read_is_read_by_the_rules_of_today() {
    bench.send("bad", 1);
    bench.send("bad", 2, "test.broken.v1");
    bench.send("bad", 3);
    bench.take(lines);
    awaitParked(2);

    assertThat(replay().reason()).isEqualTo("no such shape");
    assertThat(parked()).isEqualTo("2 2 1");
    FactFormat<String> upcasting =
        (type, body) ->
            type.equals("test.broken.v1")
                ? Optional.of("upcast " + new String(body, StandardCharsets.UTF_8))
                : TopicBench.read(type, body);
    assertThat(bench.get(replaying(upcasting).replay("lines", BAD)).taken()).isEqualTo(2);
    assertThat(bench.text("select fact from line order by place"))
        .isEqualTo("bad/1\nupcast bad/2\nbad/3");
  }

  @Test
  void a_fact_sent_twice_counts_once_in_a_replay_too() {
    lines.poison = "bad/2";
    send("bad", 1, 3);
    send("bad", 2, 4);
    bench.take(lines);
    awaitParked(5);
    lines.poison = "";

    replay();
    assertThat(bench.versions("bad")).isEqualTo(upTo(4));
  }

  @Test
  void a_record_that_is_no_fact_stays_aside_and_says_so() {
    bench.sendAlien(3);
    bench.take(lines);
    awaitParked(1);

    var replayed =
        bench.get(replaying(TopicBench::read).replay("lines", new StreamId("unreadable", "3-0")));
    assertThat(replayed.taken()).isZero();
    assertThat(replayed.reason()).contains("no fact at");
    assertThat(parked()).isEqualTo("0 1 1");
  }

  @Test
  void a_stream_that_does_not_stand_aside_is_left_alone() {
    send("bad", 1, 2);
    bench.take(lines);
    bench.awaitLines(2);

    assertThat(replay()).isEqualTo(new Replayed(BAD, 0, null));
    bench.awaitLines(2);
  }

  @Test
  void streams_may_be_replayed_in_any_order() {
    var keys = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      keys.add("ward-" + i);
    }
    FactFormat<String> refusing =
        (_, _) -> {
          throw new IOException("not yet");
        };
    for (int version = 1; version <= 5; version++) {
      for (var key : keys) {
        bench.send(key, version);
      }
    }
    bench.take(refusing, lines);
    awaitParked(30);
    Collections.shuffle(keys, new Random(7));

    keys.forEach(
        key -> bench.get(replaying(TopicBench::read).replay("lines", new StreamId("ward", key))));

    bench.awaitLines(30);
    keys.forEach(key -> assertThat(bench.versions(key)).isEqualTo(upTo(5)));
  }

  private static List<Long> upTo(long version) {
    return LongStream.rangeClosed(1, version).boxed().toList();
  }

  private static void send(String key, int from, int to) {
    for (int version = from; version <= to; version++) {
      bench.send(key, version);
    }
  }

  private Replayed replay() {
    return bench.get(replaying(TopicBench::read).replay("lines", BAD));
  }

  private FactReplay<String> replaying(FactFormat<String> format) {
    return new FactReplay<>(bench.topic(), format, List.of(lines), bench.pool(), bench.kafka());
  }

  private static void awaitParked(int facts) {
    await()
        .atMost(TopicBench.PATIENCE)
        .until(
            () -> bench.text("select coalesce(sum(facts), 0) from parked_fact"),
            Integer.toString(facts)::equals);
  }

  /** First version, how many facts, how often in vain. */
  private static String parked() {
    return bench.text("select first_version || ' ' || facts || ' ' || replays from parked_fact");
  }
}
