package fr.ght.inventory.domain.budget;

import fr.ght.inventory.domain.budget.BudgetEnvelopes.Overrun;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import java.math.BigDecimal;

public sealed interface BudgetEvent {

  /**
   * @param amount in EUR excluding VAT
   */
  record BudgetEnvelopeSet(BudgetOwner owner, int year, Budget kind, BigDecimal amount)
      implements BudgetEvent {}

  record BudgetEnvelopeWithdrawn(BudgetOwner owner, int year, Budget kind, String reason)
      implements BudgetEvent {}

  record BudgetOverrunChosen(BudgetOwner owner, Overrun overrun) implements BudgetEvent {}
}
