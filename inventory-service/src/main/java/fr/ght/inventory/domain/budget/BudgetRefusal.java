package fr.ght.inventory.domain.budget;

import fr.ght.eventsourcing.Refusal;

public enum BudgetRefusal implements Refusal {
  NEGATIVE_AMOUNT,
  NO_SUCH_ENVELOPE,
  REASON_MISSING
}
