package fr.ght.inventory.domain.contract;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.contract.ContractDeciderTest.*;
import static fr.ght.inventory.domain.contract.ContractRefusal.*;

import fr.ght.inventory.domain.contract.ContractCommand.*;
import fr.ght.inventory.domain.contract.ContractEvent.*;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.contract.Room.Envelope;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mission, line 18: a commitment over the envelope is refused or flagged. */
class WithinBudgetTest {
  /** It costs 34,000 a year from 1 February 2024 on. */
  private static final Declare SIGN = new Declare(RENTAL, SIGNED);

  private static Room room(
      int year, Budget kind, String amount, String committed, boolean refuses) {
    return new Room(
        List.of(
            new Envelope(
                "establishment/420784878",
                new BudgetLine(year, kind),
                new BigDecimal(amount),
                new BigDecimal(committed),
                refuses)));
  }

  private static Room of2025(String amount, String committed) {
    return room(2025, Budget.OPERATING, amount, committed, true);
  }

  @Test
  void what_fits_into_the_envelope_to_the_cent_is_signed() {
    given(CONTRACT).when(new WithinBudget(SIGN, of2025("2000000.00", "1966000.00"))).then(RENTED);
  }

  @Test
  void a_cent_more_is_refused() {
    given(CONTRACT)
        .when(new WithinBudget(SIGN, of2025("2000000.00", "1966000.01")))
        .thenRefused(OVER_BUDGET);
  }

  @Test
  void any_year_that_is_passed_refuses() {
    given(CONTRACT)
        .when(new WithinBudget(SIGN, room(2028, Budget.OPERATING, "1.00", "0.00", true)))
        .thenRefused(OVER_BUDGET);
    given(CONTRACT)
        .when(new WithinBudget(SIGN, room(2029, Budget.OPERATING, "1.00", "0.00", true)))
        .then(RENTED);
  }

  @Test
  void a_group_that_flags_does_not_refuse() {
    given(CONTRACT)
        .when(new WithinBudget(SIGN, room(2025, Budget.OPERATING, "1.00", "0.00", false)))
        .then(RENTED);
  }

  @Test
  void an_envelope_of_the_other_kind_does_not_matter() {
    given(CONTRACT)
        .when(new WithinBudget(SIGN, room(2025, Budget.INVESTMENT, "0.00", "0.00", true)))
        .then(RENTED);
  }

  @Test
  void without_an_envelope_nothing_is_refused() {
    given(CONTRACT).when(new WithinBudget(SIGN, new Room(List.of()))).then(RENTED);
  }

  @Test
  void what_the_rules_refuse_is_refused_for_that_reason() {
    given(CONTRACT, RENTED)
        .when(new WithinBudget(new Declare(once(), SIGNED), of2025("0.00", "0.00")))
        .thenRefused(ALREADY_SIGNED);
  }

  @Test
  void signing_again_what_is_signed_passes_nothing() {
    given(CONTRACT, RENTED).when(new WithinBudget(SIGN, of2025("0.00", "0.00"))).thenNothing();
  }

  @Test
  void a_correction_may_cost_less_though_the_envelope_is_passed_and_not_more() {
    var cheaper = priced("30000");
    var dearer = priced("34000.01");
    given(CONTRACT, RENTED)
        .when(new WithinBudget(new Correct(cheaper, SIGNED, "avenant"), of2025("0.00", "9.00")))
        .then(new ContractCorrected(cheaper, SIGNED, 0, null, "avenant"));
    given(CONTRACT, RENTED)
        .when(new WithinBudget(new Correct(dearer, SIGNED, "avenant"), of2025("0.00", "9.00")))
        .thenRefused(OVER_BUDGET);
  }

  @Test
  void a_renewal_commits_the_years_it_adds() {
    given(CONTRACT, RENTED, WINDOW)
        .when(
            new WithinBudget(new Renew(1), room(2028, Budget.OPERATING, "34000.00", "0.00", true)))
        .then(RENEWED);
    given(CONTRACT, RENTED, WINDOW)
        .when(
            new WithinBudget(new Renew(1), room(2028, Budget.OPERATING, "33999.99", "0.00", true)))
        .thenRefused(OVER_BUDGET);
  }

  private static Terms priced(String amount) {
    return new Terms(
        CHU,
        ContractKind.RENTAL,
        "Éditeur",
        "Dossier patient",
        null,
        day("2024-02-01"),
        Period.ofYears(4),
        null,
        null,
        new Terms.Price(new BigDecimal(amount), Terms.Price.Per.YEAR));
  }
}
