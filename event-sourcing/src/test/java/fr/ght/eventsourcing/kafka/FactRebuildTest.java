package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.eventsourcing.rebuild.VersionState;
import fr.ght.eventsourcing.rebuild.ViewVersion;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views of a topic, built anew on a real Kafka and a real PostgreSQL while facts come in. */
class FactRebuildTest {
  private static TopicBench bench;

  private final TopicBench.Lines lines = new TopicBench.Lines("lines");
  private Rebuilds rebuilds;

  @BeforeAll
  static void open() {
    bench = new TopicBench();
  }

  @BeforeEach
  void clear() {
    bench.clear();
    var source =
        new FactSource<>(
            bench.topic(), TopicBench::read, List.of(lines), bench.pool(), bench.kafka());
    rebuilds = new Rebuilds(List.of(lines), source, bench.pool());
  }

  @AfterEach
  void stop() {
    rebuilds.stop();
    bench.stopTaking();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void a_view_is_built_anew_from_the_topic_while_facts_come_in_and_is_the_same() {
    for (int version = 1; version <= 300; version++) {
      bench.send("a-" + version % 17, version);
    }
    bench.take(lines);
    bench.awaitLines(300);
    var going = new AtomicBoolean(true);
    var sending =
        Thread.ofVirtual()
            .start(() -> {
              for (int version = 1; going.get(); version++) {
                bench.send("during", version);
              }
            });

    for (int i = 0; i < 2; i++) {
      assertThat(rebuilt().same()).isTrue();
    }
    going.set(false);
    join(sending);

    bench.awaitLines(bench.sent());
    assertThat(bench.text("select count(*) from (select distinct stream, version from line) l"))
        .isEqualTo(Long.toString(bench.sent()));
    assertThat(bench.versions("during")).isSorted();
  }

  @Test
  void what_a_relay_sent_twice_counts_once_in_the_new_version_and_after_the_switch() {
    bench.send("a", 1);
    bench.send("a", 2);
    bench.send("a", 1);
    bench.take(lines);
    bench.awaitLines(2);

    assertThat(rebuilt().same()).isTrue();
    bench.send("a", 2);
    bench.send("a", 3);
    bench.awaitLines(3);
    assertThat(bench.versions("a")).containsExactly(1L, 2L, 3L);
  }

  @Test
  void what_a_log_told_in_a_former_life_is_in_no_version() {
    bench.send("a", 1);
    bench.send("b", 1);
    bench.send("a", 2);
    bench.take(lines);
    bench.awaitLines(3);
    bench.life = 2;
    bench.send("a", 1);
    bench.awaitLines(1);

    assertThat(rebuilt().same()).isTrue();
    bench.send("b", 1);
    bench.awaitLines(2);
    assertThat(bench.versions("a")).containsExactly(1L);
  }

  @Test
  void a_corrupted_view_ends_as_the_topic_says() {
    for (int version = 1; version <= 20; version++) {
      bench.send("a", version);
    }
    bench.take(lines);
    bench.awaitLines(20);
    bench.execute("delete from line where version in (3, 5)");

    var version = rebuilt();
    assertThat(version.same()).isFalse();
    assertThat(version.onlyBefore()).isZero();
    assertThat(version.onlyAfter()).isEqualTo(2);
    bench.awaitLines(20);
  }

  @Test
  void an_older_version_that_is_switched_back_to_takes_what_came_since_and_nothing_twice() {
    bench.send("a", 1);
    bench.take(lines);
    bench.awaitLines(1);
    rebuilt();
    bench.send("a", 2);
    bench.send("b", 1);
    bench.awaitLines(3);

    bench.get(rebuilds.switchTo("lines", 1));
    bench.awaitLines(3);
    bench.send("a", 3);
    bench.awaitLines(4);
    assertThat(bench.versions("a")).containsExactly(1L, 2L, 3L);
    bench.get(rebuilds.drop("lines", 2));
    assertThat(bench.text("select count(distinct view) from view_stream")).isEqualTo("1");
  }

  @Test
  void a_fact_that_the_new_version_cannot_take_parks_its_stream_there_and_a_replay_takes_it() {
    for (int version = 1; version <= 4; version++) {
      bench.send("a", version);
      bench.send("b", version);
    }
    bench.take(lines);
    bench.awaitLines(8);
    lines.poison = "b/2";

    assertThat(rebuilt().onlyBefore()).isEqualTo(3);
    bench.send("b", 5);
    bench.send("a", 5);
    bench.awaitLines(6);
    lines.poison = "";
    var replay =
        new FactReplay<>(
            bench.topic(), TopicBench::read, List.of(lines), bench.pool(), bench.kafka());
    var stream = new StreamId("ward", "b");
    await()
        .atMost(TopicBench.PATIENCE)
        .until(() -> bench.text("select facts from parked_fact").equals("4"));
    assertThat(bench.get(replay.replay("lines", stream)).taken()).isEqualTo(4);
    bench.awaitLines(10);
    assertThat(bench.versions("b")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  private ViewVersion rebuilt() {
    var version = bench.get(rebuilds.begin("lines", false));
    await().atMost(TopicBench.PATIENCE).until(() -> version(version).state() == VersionState.LIVE);
    return version(version);
  }

  private ViewVersion version(int number) {
    return bench.get(rebuilds.versions("lines")).stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
