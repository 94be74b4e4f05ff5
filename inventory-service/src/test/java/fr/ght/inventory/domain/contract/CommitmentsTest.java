package fr.ght.inventory.domain.contract;

import static fr.ght.inventory.domain.contract.ContractDeciderTest.CHU;
import static fr.ght.inventory.domain.contract.ContractDeciderTest.day;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mission, line 19: which budget of which year a contract is paid of. */
class CommitmentsTest {

  private static Agreement signed(
      ContractKind kind,
      String start,
      @Nullable Period term,
      @Nullable Price price,
      int renewals,
      @Nullable LocalDate terminatedOn) {
    var terms =
        new Terms(
            CHU,
            kind,
            "Éditeur",
            "Dossier patient",
            null,
            day(start),
            term,
            term == null ? null : new Renewal(Period.ofYears(1), 9, true),
            null,
            price);
    return new Agreement(terms, day("2025-11-30"), renewals, terminatedOn, new TreeMap<>());
  }

  private static Price aYear(String amount) {
    return new Price(new BigDecimal(amount), Price.Per.YEAR);
  }

  private static Price inAll(String amount) {
    return new Price(new BigDecimal(amount), Price.Per.CONTRACT);
  }

  private static Map<BudgetLine, BigDecimal> operating(Object... yearsAndAmounts) {
    var lines = new TreeMap<BudgetLine, BigDecimal>();
    for (int i = 0; i < yearsAndAmounts.length; i += 2) {
      lines.put(
          new BudgetLine((Integer) yearsAndAmounts[i], Budget.OPERATING),
          new BigDecimal(yearsAndAmounts[i + 1].toString()));
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "LICENCE_PURCHASE, INVESTMENT",
    "HARDWARE_PURCHASE, INVESTMENT",
    "INFRASTRUCTURE_PURCHASE, INVESTMENT",
    "RENTAL, OPERATING",
    "MAINTENANCE, OPERATING",
    "HOSTING, OPERATING"
  })
  void line_19_the_kind_forces_the_budget(ContractKind kind, Budget budget) {
    assertThat(signed(kind, "2026-01-01", Period.ofYears(1), inAll("100"), 0, null).commitments())
        .allSatisfy((line, _) -> assertThat(line.kind()).isEqualTo(budget))
        .isNotEmpty();
  }

  @Test
  void a_purchase_is_an_investment_of_the_year_in_which_it_is_signed() {
    assertThat(
            signed(
                    ContractKind.LICENCE_PURCHASE,
                    "2026-02-01",
                    Period.ofYears(4),
                    inAll("100000"),
                    0,
                    null)
                .commitments())
        .isEqualTo(Map.of(new BudgetLine(2025, Budget.INVESTMENT), new BigDecimal("100000.00")));
  }

  @Test
  void a_rental_is_paid_year_by_year_as_long_as_it_runs() {
    assertThat(
            signed(ContractKind.RENTAL, "2026-04-01", Period.ofYears(2), aYear("34000"), 0, null)
                .commitments())
        .isEqualTo(operating(2026, "25500.00", 2027, "34000.00", 2028, "8500.00"));
  }

  @Test
  void a_renewal_commits_when_it_is_made_and_not_before() {
    assertThat(
            signed(ContractKind.RENTAL, "2026-01-01", Period.ofYears(1), aYear("34000"), 1, null)
                .commitments())
        .isEqualTo(operating(2026, "34000.00", 2027, "34000.00"));
  }

  @Test
  void a_termination_gives_back_what_is_no_longer_due() {
    assertThat(
            signed(
                    ContractKind.HOSTING,
                    "2026-01-01",
                    Period.ofYears(4),
                    aYear("12000"),
                    0,
                    day("2027-07-01"))
                .commitments())
        .isEqualTo(operating(2026, "12000.00", 2027, "6000.00"));
  }

  @Test
  void a_price_for_the_whole_contract_is_spread_over_its_days() {
    assertThat(
            signed(ContractKind.MAINTENANCE, "2026-12-31", Period.ofDays(10), inAll("100"), 0, null)
                .commitments())
        .isEqualTo(operating(2026, "10.00", 2027, "90.00"));
    assertThat(
            signed(ContractKind.MAINTENANCE, "2026-12-31", null, inAll("100"), 0, null)
                .commitments())
        .isEqualTo(operating(2026, "100.00"));
  }

  @Test
  void what_holds_without_an_end_commits_thirty_years() {
    var lines =
        signed(ContractKind.RENTAL, "2026-07-01", null, aYear("1000"), 0, null).commitments();
    assertThat(lines.get(new BudgetLine(2026, Budget.OPERATING))).isEqualByComparingTo("500");
    assertThat(lines.get(new BudgetLine(2055, Budget.OPERATING))).isEqualByComparingTo("1000");
    assertThat(lines.lastKey()).isEqualTo(new BudgetLine(2056, Budget.OPERATING));
  }

  @ParameterizedTest
  @EnumSource(ContractKind.class)
  void a_price_that_is_unknown_commits_nothing_that_is_known(ContractKind kind) {
    assertThat(signed(kind, "2026-01-01", Period.ofYears(1), null, 0, null).commitments())
        .isEmpty();
  }

  @Test
  void nothing_is_committed_before_it_is_signed() {
    assertThat(new Contract.Draft(ContractDeciderTest.RENTAL).commitments()).isEmpty();
    assertThat(new Contract.Undeclared().commitments()).isEmpty();
  }

  /** Whatever the days and the cents, nothing is lost between the years. */
  @Test
  void the_years_add_up_to_the_cost() {
    var random = new Random(20261128);
    for (int i = 0; i < 2_000; i++) {
      var price =
          new Price(
              BigDecimal.valueOf(random.nextInt(90_000_000), 2),
              Price.Per.values()[random.nextInt(2)]);
      var agreement =
          signed(
              ContractKind.values()[random.nextInt(6)],
              LocalDate.of(2020, 1, 1).plusDays(random.nextInt(3_000)).toString(),
              Period.of(random.nextInt(4), random.nextInt(12), 1 + random.nextInt(40)),
              price,
              random.nextInt(3),
              null);
      assertThat(agreement.commitments().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .as(agreement.toString())
          .isEqualByComparingTo(agreement.cost().orElseThrow());
    }
  }
}
