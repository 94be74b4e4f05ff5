package fr.ght.inventory.domain.budget;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.budget.BudgetRefusal.*;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.budget.BudgetCommand.*;
import fr.ght.inventory.domain.budget.BudgetEvent.*;
import fr.ght.inventory.domain.contract.BudgetLine;

/** Who may spend how much, as it is set; whether it is kept to is decided with each contract. */
public final class BudgetDecider implements Decider<BudgetCommand, BudgetEnvelopes, BudgetEvent> {

  @Override
  public BudgetEnvelopes initial() {
    return BudgetEnvelopes.NONE;
  }

  @Override
  public Decision<BudgetEvent> decide(BudgetEnvelopes envelopes, BudgetCommand command) {
    return switch (command) {
      case SetEnvelope set -> set(envelopes, set);
      case WithdrawEnvelope(var owner, var line, var reason) -> {
        if (reason.isBlank()) {
          yield refuse(REASON_MISSING);
        }
        yield envelopes.amounts().containsKey(line)
            ? accept(new BudgetEnvelopeWithdrawn(owner, line.year(), line.kind(), reason))
            : refuse(NO_SUCH_ENVELOPE);
      }
      case ChooseOverrun(var owner, var overrun) ->
          overrun == envelopes.overrun()
              ? accept()
              : accept(new BudgetOverrunChosen(owner, overrun));
    };
  }

  private static Decision<BudgetEvent> set(BudgetEnvelopes envelopes, SetEnvelope command) {
    var amount = command.amount();
    var line = command.line();
    if (amount.signum() < 0) {
      return refuse(NEGATIVE_AMOUNT);
    }
    var before = envelopes.amounts().get(line);
    return before != null && before.compareTo(amount) == 0
        ? accept()
        : accept(new BudgetEnvelopeSet(command.owner(), line.year(), line.kind(), amount));
  }

  @Override
  public BudgetEnvelopes evolve(BudgetEnvelopes envelopes, BudgetEvent event) {
    return switch (event) {
      case BudgetEnvelopeSet(_, var year, var kind, var amount) ->
          envelopes.with(new BudgetLine(year, kind), amount);
      case BudgetEnvelopeWithdrawn(_, var year, var kind, _) ->
          envelopes.without(new BudgetLine(year, kind));
      case BudgetOverrunChosen(_, var overrun) -> envelopes.choosing(overrun);
    };
  }
}
