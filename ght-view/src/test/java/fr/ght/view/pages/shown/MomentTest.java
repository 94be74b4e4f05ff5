package fr.ght.view.pages.shown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.http.Problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {
  private static final Instant NOW = Instant.parse("2026-11-24T13:05:00Z");

  @Test
  void without_a_date_or_with_an_empty_field_it_is_now_and_live() {
    assertThat(Moment.read(null, NOW).live()).isTrue();
    assertThat(Moment.read(" ", NOW).live()).isTrue();
    assertThat(Moment.read("", NOW).asOf().recordedBy()).isNull();
  }

  @Test
  void a_browser_s_date_and_time_is_the_clock_of_paris() {
    assertThat(Moment.read("2026-03-01T09:30", NOW).asOf().recordedBy())
        .isEqualTo("2026-03-01T08:30:00Z");
    assertThat(Moment.read("2026-07-01T09:30", NOW).asOf().recordedBy())
        .isEqualTo("2026-07-01T07:30:00Z");
  }

  @Test
  void a_date_alone_means_the_end_of_that_day() {
    var moment = Moment.read("2018-01-01", NOW);
    assertThat(moment.live()).isFalse();
    assertThat(moment.asOf().recordedBy()).isEqualTo("2018-01-01T22:59:59.999999Z");
    assertThat(moment.picked()).isEqualTo("2018-01-01T23:59");
  }

  @Test
  void what_is_no_date_is_refused_by_the_name_of_the_parameter() {
    assertThatThrownBy(() -> Moment.read("hier", NOW))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().errors().getFirst().field()).isEqualTo("asOf"));
  }

  @Test
  void an_answer_is_final_once_the_view_is_complete_up_to_its_moment() {
    var moment = Moment.read("2026-11-24T14:05", NOW);
    assertThat(moment.stillFilling(NOW)).isFalse();
    assertThat(moment.stillFilling(NOW.minusSeconds(1))).isTrue();
    assertThat(moment.stillFilling(null)).isTrue();
    assertThat(Moment.read(null, NOW).stillFilling(null)).isFalse();
  }
}
