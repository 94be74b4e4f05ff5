package fr.ght.eventsourcing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.testing.Oracle.Line;
import fr.ght.eventsourcing.testing.Oracle.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An oracle that overlooks a wrong reader proves nothing. */
class OracleTest {
  private static final Line A1 = line("a", 1);
  private static final Line A2 = line("a", 2);
  private static final Line A3 = line("a", 3);
  private static final Line B1 = line("b", 1);
  private static final List<Line> LOG = List.of(A1, B1, A2, A3);

  @Test
  void whoever_took_each_event_once_and_in_order_is_clean() {
    assertThat(Oracle.judge(LOG, LOG).isClean()).isTrue();
    assertThat(Oracle.judge(List.of(), List.of()).isClean()).isTrue();
  }

  @Test
  void order_is_promised_within_a_stream_only() {
    assertThat(Oracle.judge(LOG, List.of(A1, A2, A3, B1)).isClean()).isTrue();
    assertThat(Oracle.judge(LOG, List.of(B1, A1, A2, A3)).isClean()).isTrue();
  }

  @Test
  void an_event_that_was_never_taken_is_lost_also_the_last_one() {
    assertThat(Oracle.judge(LOG, List.of(A1, B1, A3))).isEqualTo(new Verdict(1, 0, 0, 0));
    assertThat(Oracle.judge(LOG, List.of(A1, B1, A2))).isEqualTo(new Verdict(1, 0, 0, 0));
    assertThat(Oracle.judge(LOG, List.of())).isEqualTo(new Verdict(4, 0, 0, 0));
  }

  @Test
  void every_further_copy_is_a_duplicate_and_no_disorder() {
    assertThat(Oracle.judge(LOG, List.of(A1, B1, A2, A1, A2, A3)))
        .isEqualTo(new Verdict(0, 2, 0, 0));
  }

  @Test
  void an_event_behind_a_later_one_of_its_stream_is_reordered() {
    assertThat(Oracle.judge(LOG, List.of(A2, A1, B1, A3))).isEqualTo(new Verdict(0, 0, 1, 0));
    assertThat(Oracle.judge(LOG, List.of(A3, A1, B1, A2))).isEqualTo(new Verdict(0, 0, 2, 0));
  }

  @Test
  void what_the_log_does_not_hold_is_invented_also_under_a_known_identity() {
    var others =
        List.of(line("c", 1), new Line("a", 4, A3.id()), new Line("a", 3, UUID.randomUUID()));
    assertThat(Oracle.judge(LOG, Stream.concat(LOG.stream(), others.stream()).toList()))
        .isEqualTo(new Verdict(0, 0, 0, 3));
  }

  @Test
  void whatever_is_done_to_a_long_reading_is_counted() {
    var log =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new Line("stream/" + i % 50, 1 + i / 50, new UUID(7, i)))
            .toList();
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var taken = new ArrayList<>(log);
      taken.remove(random.nextInt(taken.size()));
      // The same stream's next event stands fifty places further on.
      var at = random.nextInt(4_000);
      var stream = taken.get(at).stream();
      var next = at + 1;
      while (!taken.get(next).stream().equals(stream)) {
        next++;
      }
      Collections.swap(taken, at, next);
      taken.add(taken.get(random.nextInt(taken.size())));
      assertThat(Oracle.judge(log, taken)).as("seed %d", seed).isEqualTo(new Verdict(1, 1, 1, 0));
    }
  }

  private static Line line(String stream, long version) {
    return new Line("probe/" + stream, version, UUID.randomUUID());
  }
}
