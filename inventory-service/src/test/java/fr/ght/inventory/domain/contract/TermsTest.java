package fr.ght.inventory.domain.contract;

import static fr.ght.inventory.domain.contract.ContractDeciderTest.day;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a contract ends, until when notice may be given, and what it costs. */
class TermsTest {

  /** Months run from a day to the same day, else to the last of the month. */
  @ParameterizedTest
  @CsvSource({
    // start, initial, renewal, renewals, end
    "2024-02-01, P4Y, P1Y, 0, 2028-02-01",
    "2024-02-01, P4Y, P1Y, 2, 2030-02-01",
    "2024-01-31, P1M, P1M, 0, 2024-02-29",
    "2023-01-31, P1M, P1M, 0, 2023-02-28",
    "2024-01-31, P1M, P1M, 1, 2024-03-31",
    "2024-01-31, P1M, P1M, 2, 2024-04-30",
    "2024-02-29, P1Y, P1Y, 0, 2025-02-28",
    "2024-02-29, P1Y, P1Y, 2, 2027-02-28",
    "2024-02-29, P1Y, P1Y, 3, 2028-02-29",
    "2023-02-28, P1Y, P1Y, 0, 2024-02-28",
    "2024-08-31, P6M, P6M, 0, 2025-02-28",
    "2024-08-31, P6M, P6M, 1, 2025-08-31",
    "2024-12-31, P2M, P30D, 0, 2025-02-28",
    "2024-12-31, P2M, P30D, 1, 2025-03-30",
    "1999-12-31, P100D, P1D, 1, 2000-04-10",
  })
  void the_end_is_the_start_and_all_terms_together(
      LocalDate start, Period initial, Period renewal, int renewals, LocalDate end) {
    var terms = terms(start, initial, new Renewal(renewal, 9, true), null, null);
    assertThat(terms.endAfter(renewals)).contains(end);
  }

  @ParameterizedTest
  @CsvSource({
    // start, initial, notice, notice date
    "2024-02-01, P4Y, P6M, 2027-08-01",
    "2024-05-31, P1Y, P3M, 2025-02-28",
    "2023-05-31, P1Y, P3M, 2024-02-29",
    "2024-02-29, P1Y, P1M, 2025-01-28",
    "2024-03-31, P1Y, P1M, 2025-02-28",
    "2024-01-01, P1Y, P90D, 2024-10-03",
    "2023-01-01, P1Y, P90D, 2023-10-03",
    "2023-03-01, P1Y, P1D, 2024-02-29",
  })
  void the_notice_date_is_the_end_less_the_notice(
      LocalDate start, Period initial, Period notice, LocalDate date) {
    assertThat(terms(start, initial, null, notice, null).noticeDateAfter(0)).contains(date);
  }

  @Test
  void without_a_term_there_is_neither_end_nor_notice_date() {
    var terms = terms(day("2024-02-29"), null, null, null, null);
    assertThat(terms.endAfter(0)).isEmpty();
    assertThat(terms.noticeDateAfter(0)).isEmpty();
  }

  static IntStream seeds() {
    return IntStream.range(0, 2_000);
  }

  /** Whatever is agreed in months: counted by hand, month by month. */
  @ParameterizedTest
  @MethodSource("seeds")
  void terms_in_months_end_on_the_day_of_the_month_of_the_start(int seed) {
    var random = new Random(seed);
    var start = day("1999-01-01").plusDays(random.nextInt(20_000));
    int initial = 1 + random.nextInt(120);
    int renewal = 1 + random.nextInt(60);
    int renewals = random.nextInt(9);
    var terms =
        terms(
            start,
            Period.ofMonths(initial),
            new Renewal(Period.ofMonths(renewal), 9, true),
            null,
            null);
    var end = terms.endAfter(renewals).orElseThrow();
    int months = initial + renewals * renewal;
    var month = java.time.YearMonth.from(start);
    for (int i = 0; i < months; i++) {
      month = month.plusMonths(1);
    }
    assertThat(java.time.YearMonth.from(end)).isEqualTo(month);
    assertThat(end.getDayOfMonth())
        .isEqualTo(Math.min(start.getDayOfMonth(), month.lengthOfMonth()));
  }

  /** Whatever is agreed, mixed as it may be. */
  @ParameterizedTest
  @MethodSource("seeds")
  void each_renewal_ends_later_and_leaves_its_whole_notice(int seed) {
    var random = new Random(seed);
    var start = day("1999-01-01").plusDays(random.nextInt(20_000));
    var notice = Period.of(0, random.nextInt(12), 1 + random.nextInt(90));
    var terms =
        terms(
            start,
            Period.of(2 + random.nextInt(9), random.nextInt(12), random.nextInt(60)),
            new Renewal(Period.of(0, random.nextInt(24), 1 + random.nextInt(400)), 9, true),
            notice,
            null);
    var before = start;
    for (int renewals = 0; renewals < 9; renewals++) {
      var end = terms.endAfter(renewals).orElseThrow();
      var noticeDate = terms.noticeDateAfter(renewals).orElseThrow();
      assertThat(end).isAfter(before);
      assertThat(noticeDate).isBefore(end);
      // Months are of 28 to 31 days, and the day that a short month lacks is lost once.
      assertThat(ChronoUnit.DAYS.between(noticeDate, end))
          .isBetween(
              28L * notice.toTotalMonths() + notice.getDays(),
              31L * notice.toTotalMonths() + notice.getDays());
      before = end;
    }
  }

  /** Mission, line 19: the category forces the kind of budget. */
  @Test
  void hardware_infrastructure_and_bought_licences_are_investment_and_rental_is_operating_cost() {
    assertThat(ContractKind.HARDWARE_PURCHASE.budget()).isEqualTo(Budget.INVESTMENT);
    assertThat(ContractKind.INFRASTRUCTURE_PURCHASE.budget()).isEqualTo(Budget.INVESTMENT);
    assertThat(ContractKind.LICENCE_PURCHASE.budget()).isEqualTo(Budget.INVESTMENT);
    assertThat(ContractKind.RENTAL.budget()).isEqualTo(Budget.OPERATING);
    assertThat(ContractKind.MAINTENANCE.budget()).isEqualTo(Budget.OPERATING);
    assertThat(ContractKind.HOSTING.budget()).isEqualTo(Budget.OPERATING);
  }

  @Test
  void a_price_by_the_year_counts_for_the_whole_length() {
    var start = day("2024-02-01");
    var renewal = new Renewal(Period.ofYears(1), 2, true);
    var yearly = price("34000", Price.Per.YEAR);
    assertThat(terms(start, Period.ofYears(7), null, null, yearly).cost(0, null))
        .contains(new BigDecimal("238000.00"));
    assertThat(terms(start, Period.ofYears(4), renewal, null, yearly).cost(2, null))
        .contains(new BigDecimal("204000.00"));
    assertThat(terms(start, Period.ofMonths(18), null, null, yearly).cost(0, null))
        .contains(new BigDecimal("51000.00"));
    assertThat(
            terms(start, Period.ofDays(73), null, null, price("1000", Price.Per.YEAR))
                .cost(0, null))
        .contains(new BigDecimal("200.00"));
    assertThat(
            terms(start, Period.ofMonths(1), null, null, price("100", Price.Per.YEAR))
                .cost(0, null))
        .contains(new BigDecimal("8.33"));
  }

  @Test
  void a_terminated_contract_costs_until_its_end() {
    var terms =
        terms(day("2024-02-01"), Period.ofYears(4), null, null, price("34000", Price.Per.YEAR));
    assertThat(terms.cost(0, day("2026-02-01"))).contains(new BigDecimal("68000.00"));
  }

  @Test
  void a_price_for_the_contract_is_its_cost_and_what_is_unknown_stays_unknown() {
    var start = day("2024-02-01");
    assertThat(
            terms(start, Period.ofYears(7), null, null, price("100000", Price.Per.CONTRACT))
                .cost(0, null))
        .contains(new BigDecimal("100000.00"));
    assertThat(terms(start, null, null, null, price("1", Price.Per.YEAR)).cost(0, null)).isEmpty();
    assertThat(terms(start, Period.ofYears(1), null, null, null).cost(0, null))
        .isEqualTo(Optional.empty());
  }

  private static Price price(String amount, Price.Per per) {
    return new Price(new BigDecimal(amount), per);
  }

  private static Terms terms(
      LocalDate start,
      @Nullable Period initial,
      @Nullable Renewal renewal,
      @Nullable Period notice,
      @Nullable Price price) {
    return new Terms(
        ContractDeciderTest.CHU,
        ContractKind.RENTAL,
        "Éditeur",
        "Dossier patient",
        null,
        start,
        initial,
        renewal,
        notice,
        price);
  }
}
