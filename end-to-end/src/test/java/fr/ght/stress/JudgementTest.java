package fr.ght.stress;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.testing.Oracle.Line;
import fr.ght.eventsourcing.testing.Oracle.Verdict;
import fr.ght.stress.Evidence.Count;
import fr.ght.stress.Evidence.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run that overlooks what it is made to find proves nothing. */
class JudgementTest {
  private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

  private final Ledger ledger = new Ledger();
  private final String first = ledger.newMark();
  private final String second = ledger.newMark();
  private final String outdated = ledger.newMark();

  private final List<Entry> log =
      new ArrayList<>(
          List.of(
              entry("asset/a", 1, "asset-discovered", null, 0),
              entry("asset/a", 2, "asset-keys-learned", null, 0),
              entry("asset/a", 3, "asset-hardware-changed", first, 0),
              entry("asset/a", 4, "asset-seen", null, 1),
              entry("application/b", 1, "application-declared", second, 1)));
  private List<Line> topic = lines(0, 2, 3, 4);
  private List<Line> timeline = lines(0, 2, 4);
  private List<Line> histories = lines(2, 4);
  private Count count = new Count("420784878", 1, 1, 1);
  private long setAside;

  JudgementTest() {
    ledger.acknowledge(first);
    ledger.acknowledge(second);
    ledger.acknowledgeOutdated(outdated);
  }

  @Test
  void what_is_whole_everywhere_is_clean() {
    assertThat(judged().isClean()).isTrue();
  }

  @Test
  void an_acknowledged_write_that_is_not_in_the_log_is_lost() {
    ledger.acknowledge(ledger.newMark());
    assertFails(Judgement::acknowledged, new Verdict(1, 0, 0, 0));
  }

  @Test
  void an_acknowledged_write_that_is_in_the_log_twice_is_duplicated() {
    log.add(entry("application/b", 2, "application-version-changed", second, 2));
    assertThat(judged().acknowledged()).isEqualTo(new Verdict(0, 1, 0, 0));
    assertThat(judged().isClean()).isFalse();
  }

  @Test
  void an_outdated_write_that_changed_something_is_reordered() {
    log.add(entry("asset/a", 5, "asset-hardware-changed", outdated, 2));
    assertThat(judged().acknowledged()).isEqualTo(new Verdict(0, 0, 1, 0));
    assertThat(judged().isClean()).isFalse();
  }

  @Test
  void a_write_in_the_log_that_nobody_was_answered_is_told() {
    log.add(entry("application/b", 2, "application-version-changed", ledger.newMark(), 2));
    assertThat(judged().acknowledged()).isEqualTo(new Verdict(0, 0, 0, 1));
  }

  @Test
  void a_gap_a_double_and_a_step_back_in_the_log_itself_are_found() {
    log.remove(1);
    assertFails(Judgement::log, new Verdict(1, 0, 0, 0));
    log.add(1, log.get(3));
    assertThat(judged().log()).isEqualTo(new Verdict(1, 1, 0, 0));
  }

  @Test
  void a_recorded_instant_that_goes_back_within_a_stream_is_found() {
    log.add(entry("asset/a", 5, "asset-report-kept", null, 0));
    assertFails(Judgement::log, new Verdict(0, 0, 1, 0));
  }

  @Test
  void versions_that_do_not_follow_their_positions_are_found() {
    var seen = log.remove(3);
    log.add(2, new Entry(seen.line(), seen.type(), null, AT));
    assertFails(Judgement::log, new Verdict(0, 0, 1, 0));
  }

  @Test
  void the_topic_misses_doubles_and_reorders_nothing_unnoticed() {
    topic = lines(0, 2, 4);
    assertFails(Judgement::topic, new Verdict(1, 0, 0, 0));
    topic = lines(0, 2, 0, 3, 4);
    assertFails(Judgement::topic, new Verdict(0, 1, 0, 0));
    topic = lines(0, 3, 2, 4);
    assertFails(Judgement::topic, new Verdict(0, 0, 1, 0));
  }

  @Test
  void the_view_misses_doubles_and_reorders_nothing_unnoticed() {
    timeline = lines(0, 4);
    assertFails(Judgement::timeline, new Verdict(1, 0, 0, 0));
    timeline = lines(0, 2, 4);
    histories = lines(2, 4, 2);
    assertFails(Judgement::histories, new Verdict(0, 1, 0, 0));
    histories = lines(4);
    assertFails(Judgement::histories, new Verdict(1, 0, 0, 0));
  }

  @Test
  void a_wrong_count_a_parked_stream_and_a_refused_write_each_fail_the_run() {
    setAside = 1;
    assertThat(judged().isClean()).isFalse();
    setAside = 0;
    count = new Count("420784878", 2, 2, 1);
    assertThat(judged().isClean()).isFalse();
    count = new Count("420784878", 2, 2, 2);
    assertThat(judged().isClean()).isTrue();
    ledger.refuse("/agents/420784878: 400");
    assertThat(judged().isClean()).isFalse();
  }

  @Test
  void what_the_naive_reader_lost_is_said_and_is_no_fault_of_the_platform() {
    var judgement =
        Judgement.of(
            new Evidence(log, topic, timeline, histories, 0, List.of(count)),
            ledger,
            lines(0, 1, 4));
    assertThat(judgement.naive()).isEqualTo(new Verdict(2, 0, 0, 0));
    assertThat(judgement.isClean()).isTrue();
  }

  private void assertFails(Function<Judgement, Verdict> part, Verdict expected) {
    assertThat(part.apply(judged())).isEqualTo(expected);
    assertThat(judged().isClean()).isFalse();
  }

  private Judgement judged() {
    var evidence = new Evidence(log, topic, timeline, histories, setAside, List.of(count));
    var judgement = Judgement.of(evidence, ledger, lines());
    return judgement;
  }

  private List<Line> lines(int... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(number -> log.get(number).line()).toList();
  }

  private static Entry entry(
      String stream, long version, String type, @Nullable String mark, long seconds) {
    return new Entry(
        new Line(stream, version, UUID.randomUUID()), type, mark, AT.plusSeconds(seconds));
  }
}
