package fr.ght.view.french;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FrenchTest {
  @Test
  void thousands_are_parted_by_a_narrow_no_break_space() {
    assertThat(French.number(4_000)).isEqualTo("4\u202f000");
    assertThat(French.number(1_500_000)).isEqualTo("1\u202f500\u202f000");
  }

  @Test
  void zero_and_one_are_singular() {
    assertThat(French.count(0, "machine", "machines")).isEqualTo("0\u00a0machine");
    assertThat(French.count(1, "machine", "machines")).isEqualTo("1\u00a0machine");
    assertThat(French.count(2, "machine", "machines")).isEqualTo("2\u00a0machines");
  }

  @Test
  void a_share_that_is_not_whole_is_never_told_as_whole() {
    assertThat(French.share(1)).isEqualTo("100\u00a0%");
    assertThat(French.share(0.9999)).isEqualTo("99\u00a0%");
    assertThat(French.share(0.29)).isEqualTo("29\u00a0%");
    assertThat(French.share(1.04)).isEqualTo("104\u00a0%");
  }

  @Test
  void a_share_that_is_not_nothing_is_never_told_as_nothing() {
    assertThat(French.share(0)).isEqualTo("0\u00a0%");
    assertThat(French.share(0.0001)).isEqualTo("<\u00a01\u00a0%");
  }

  @Test
  void dates_are_written_out_with_the_first_as_an_ordinal() {
    assertThat(French.day(LocalDate.parse("2018-01-01"))).isEqualTo("1er janvier 2018");
    assertThat(French.day(LocalDate.parse("2017-12-31"))).isEqualTo("31 décembre 2017");
  }

  @Test
  void instants_are_told_by_the_clock_of_paris_in_winter_and_summer() {
    assertThat(French.moment(Instant.parse("2026-11-24T13:05:00Z")))
        .isEqualTo("24 novembre 2026 à 14\u00a0h\u00a005");
    assertThat(French.moment(Instant.parse("2026-07-31T22:30:00Z")))
        .isEqualTo("1er août 2026 à 00\u00a0h\u00a030");
  }
}
