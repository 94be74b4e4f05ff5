package fr.ght.inventory.domain.budget;

import fr.ght.inventory.domain.budget.BudgetEnvelopes.Overrun;
import fr.ght.inventory.domain.contract.BudgetLine;
import java.math.BigDecimal;

public sealed interface BudgetCommand {

  /**
   * The envelope has this amount from now on, whatever is committed already.
   *
   * @param amount in EUR excluding VAT, to the cent
   */
  record SetEnvelope(BudgetOwner owner, BudgetLine line, BigDecimal amount)
      implements BudgetCommand {}

  /** There is no such envelope any more: nothing is refused for it. */
  record WithdrawEnvelope(BudgetOwner owner, BudgetLine line, String reason)
      implements BudgetCommand {}

  /** What becomes of commitments over any envelope of the group and of its members. */
  record ChooseOverrun(BudgetOwner owner, Overrun overrun) implements BudgetCommand {}
}
