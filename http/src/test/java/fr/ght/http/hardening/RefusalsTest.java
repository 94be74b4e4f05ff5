package fr.ght.http.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What an attacker does with a log: fill it, write into it, hide in it. */
class RefusalsTest {
  private static final int LINES = 20;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final List<String> lines = new ArrayList<>();
  private final Refusals refusals = new Refusals(meters, LINES, nanos::get, lines::add);

  @Test
  void an_attempt_is_one_line_that_says_who_what_and_why() {
    refuse("PUT", "/api/inventory/ghts/{ght}", "p-1", "NOT_YOURS");

    assertThat(lines)
        .containsExactly("refused: PUT /api/inventory/ghts/{ght} by p-1: NOT_YOURS (403)");
    assertThat(counted("NOT_YOURS")).isEqualTo(1);
  }

  @Test
  void the_same_attempt_again_and_again_is_counted_and_leaves_room_for_others() {
    for (int i = 0; i < 1_000; i++) {
      refuse("GET", "/a", "p-1", "UNSEEN");
    }
    refuse("GET", "/a", "p-2", "UNSEEN");

    assertThat(lines).hasSize(4);
    assertThat(lines.getLast()).contains("p-2");
    assertThat(counted("UNSEEN")).isEqualTo(1_001);
  }

  @Test
  void a_flood_of_different_attempts_is_bounded_and_the_next_minute_tells_how_many_there_were() {
    for (int i = 0; i < 1_000; i++) {
      refuse("GET", "/a", "p-" + i, "UNSEEN");
    }
    assertThat(lines).hasSize(LINES);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    refuse("GET", "/a", "p-1", "UNSEEN");
    assertThat(lines).hasSize(LINES + 2);
    assertThat(lines.get(LINES)).isEqualTo("refused: 980 more attempts, counted only");
    assertThat(lines.getLast()).contains("p-1");
  }

  @Test
  void under_a_flood_the_address_is_not_even_looked_up() {
    for (int i = 0; i < LINES; i++) {
      refuse("GET", "/a", "p-" + i, "UNSEEN");
    }
    refusals.tell(
        403,
        "GET",
        () -> {
          throw new AssertionError("looked up");
        },
        "p",
        "UNSEEN");
    assertThat(counted("UNSEEN")).isEqualTo(LINES + 1);
  }

  @Test
  void a_method_that_somebody_made_up_is_not_written() {
    refuse("GET\nrefused: forged", "/a", "p-1", "UNSEEN");

    assertThat(lines).containsExactly("refused: an unknown method /a by p-1: UNSEEN (403)");
  }

  private void refuse(String method, String template, String who, String reason) {
    refusals.tell(403, method, () -> template, who, reason);
  }

  private double counted(String reason) {
    return meters.counter("ght.refused", "status", "403", "reason", reason).count();
  }
}
