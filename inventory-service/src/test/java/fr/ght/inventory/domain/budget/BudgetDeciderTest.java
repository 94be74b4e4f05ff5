package fr.ght.inventory.domain.budget;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.budget.BudgetRefusal.*;

import fr.ght.inventory.domain.budget.BudgetCommand.*;
import fr.ght.inventory.domain.budget.BudgetEnvelopes.Overrun;
import fr.ght.inventory.domain.budget.BudgetEvent.*;
import fr.ght.inventory.domain.contract.BudgetLine;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.establishment.Finess;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Mission, line 18: budgets per year and kind, 2 M€ operating and 2 M€ investment. */
class BudgetDeciderTest {
  private static final BudgetDecider BUDGET = new BudgetDecider();
  private static final BudgetOwner CHU = BudgetOwner.of(new Finess("420784878"));
  private static final BudgetOwner LOIRE = BudgetOwner.ofGroup("ght-loire");
  private static final BudgetLine LINE = new BudgetLine(2026, Budget.OPERATING);
  private static final BigDecimal TWO_MILLION = new BigDecimal("2000000.00");
  private static final BudgetEnvelopeSet SET =
      new BudgetEnvelopeSet(CHU, 2026, Budget.OPERATING, TWO_MILLION);

  @Test
  void an_envelope_is_set_for_a_year_and_a_kind() {
    given(BUDGET).when(new SetEnvelope(CHU, LINE, TWO_MILLION)).then(SET);
    given(BUDGET, SET)
        .when(new SetEnvelope(CHU, new BudgetLine(2026, Budget.INVESTMENT), TWO_MILLION))
        .then(new BudgetEnvelopeSet(CHU, 2026, Budget.INVESTMENT, TWO_MILLION));
  }

  @Test
  void the_same_amount_again_changes_nothing_and_another_one_does() {
    given(BUDGET, SET).when(new SetEnvelope(CHU, LINE, new BigDecimal("2000000"))).thenNothing();
    given(BUDGET, SET)
        .when(new SetEnvelope(CHU, LINE, BigDecimal.ONE))
        .then(new BudgetEnvelopeSet(CHU, 2026, Budget.OPERATING, BigDecimal.ONE));
  }

  @Test
  void no_envelope_is_negative_and_nothing_may_be_one() {
    given(BUDGET)
        .when(new SetEnvelope(CHU, LINE, new BigDecimal("-0.01")))
        .thenRefused(NEGATIVE_AMOUNT);
    given(BUDGET)
        .when(new SetEnvelope(CHU, LINE, BigDecimal.ZERO))
        .then(new BudgetEnvelopeSet(CHU, 2026, Budget.OPERATING, BigDecimal.ZERO));
  }

  @Test
  void an_envelope_is_withdrawn_with_a_reason() {
    given(BUDGET, SET)
        .when(new WithdrawEnvelope(CHU, LINE, "exercice clos"))
        .then(new BudgetEnvelopeWithdrawn(CHU, 2026, Budget.OPERATING, "exercice clos"));
    given(BUDGET, SET).when(new WithdrawEnvelope(CHU, LINE, " ")).thenRefused(REASON_MISSING);
    given(BUDGET)
        .when(new WithdrawEnvelope(CHU, LINE, "exercice clos"))
        .thenRefused(NO_SUCH_ENVELOPE);
  }

  @Test
  void a_group_chooses_what_becomes_of_what_passes_an_envelope() {
    given(BUDGET)
        .when(new ChooseOverrun(LOIRE, Overrun.REFUSE))
        .then(new BudgetOverrunChosen(LOIRE, Overrun.REFUSE));
    given(BUDGET, new BudgetOverrunChosen(LOIRE, Overrun.REFUSE))
        .when(new ChooseOverrun(LOIRE, Overrun.REFUSE))
        .thenNothing();
    given(BUDGET, new BudgetOverrunChosen(LOIRE, Overrun.REFUSE))
        .when(new ChooseOverrun(LOIRE, Overrun.FLAG))
        .then(new BudgetOverrunChosen(LOIRE, Overrun.FLAG));
  }
}
