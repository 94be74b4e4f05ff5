package fr.ght.inventory.domain.establishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {
  static final LocalDate FIRST = LocalDate.of(2016, 7, 1);
  static final LocalDate LAST = LocalDate.of(2018, 1, 1);
  static final Period CLOSED = new Period(FIRST, LAST);

  @Test
  void the_first_day_belongs_to_it_and_the_end_does_not() {
    assertThat(CLOSED.contains(FIRST)).isTrue();
    assertThat(CLOSED.contains(LAST.minusDays(1))).isTrue();
    assertThat(CLOSED.contains(LAST)).isFalse();
    assertThat(CLOSED.contains(FIRST.minusDays(1))).isFalse();
  }

  @Test
  void a_period_without_an_end_goes_on() {
    assertThat(Period.from(FIRST).contains(LAST.plusYears(100))).isTrue();
  }

  @Test
  void a_period_that_begins_on_the_day_another_ends_does_not_overlap_it() {
    assertThat(CLOSED.overlaps(Period.from(LAST))).isFalse();
    assertThat(Period.from(LAST).overlaps(CLOSED)).isFalse();
    assertThat(CLOSED.overlaps(Period.from(LAST.minusDays(1)))).isTrue();
    assertThat(Period.from(FIRST).overlaps(Period.from(LAST))).isTrue();
  }

  @Test
  void no_period_ends_before_it_begins() {
    assertThatThrownBy(() -> new Period(FIRST, FIRST)).isInstanceOf(IllegalArgumentException.class);
  }
}
