package fr.ght.inventory.domain.contract;

import fr.ght.inventory.domain.contract.ContractKind.Budget;
import java.util.Comparator;

/**
 * What an envelope is for.
 *
 * @param year a calendar year: a hospital's <i>exercice</i>
 */
public record BudgetLine(int year, Budget kind) implements Comparable<BudgetLine> {
  private static final Comparator<BudgetLine> BY_YEAR =
      Comparator.comparingInt(BudgetLine::year).thenComparing(BudgetLine::kind);

  @Override
  public int compareTo(BudgetLine other) {
    return BY_YEAR.compare(this, other);
  }
}
