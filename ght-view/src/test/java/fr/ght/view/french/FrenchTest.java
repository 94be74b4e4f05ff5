package fr.ght.view.french;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void amounts_are_told_to_the_cent() {
    assertThat(French.euros(new BigDecimal("34000"))).isEqualTo("34\u202f000,00\u00a0€");
    assertThat(French.euros(new BigDecimal("1234567.5")))
        .isEqualTo("1\u202f234\u202f567,50\u00a0€");
  }

  @ParameterizedTest
  @CsvSource({
    "P1Y, 1\u00a0an",
    "P2Y, 2\u00a0ans",
    "P18M, 18\u00a0mois",
    "P1Y6M, 1\u00a0an et 6\u00a0mois",
    "P90D, 90\u00a0jours",
    "P0D, 0\u00a0jour"
  })
  void a_length_is_told_as_it_was_agreed(String length, String told) {
    assertThat(French.length(Period.parse(length))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, aujourd’hui",
    "2026-11-25, demain",
    "2026-11-26, dans 2\u00a0jours",
    "2027-01-23, dans 60\u00a0jours",
    "2027-01-24, dans 2\u00a0mois",
    "2028-11-23, dans 23\u00a0mois",
    "2028-11-24, dans 2\u00a0ans",
    "2026-11-23, en retard de 1\u00a0jour",
    "2026-11-12, en retard de 12\u00a0jours",
    "2026-09-24, en retard de 2\u00a0mois"
  })
  void how_far_a_day_is_away_is_told_in_words(LocalDate day, String told) {
    assertThat(French.away(day, LocalDate.parse("2026-11-24"))).isEqualTo(told);
  }
}
