package fr.ght.inventory.domain.budget;

import fr.ght.inventory.domain.contract.BudgetLine;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The envelopes of one establishment, or of one group.
 *
 * @param amounts in EUR excluding VAT
 * @param overrun what the group has chosen; null if it has not, and of an establishment's own
 */
public record BudgetEnvelopes(
    SortedMap<BudgetLine, BigDecimal> amounts, @Nullable Overrun overrun) {
  static final BudgetEnvelopes NONE = new BudgetEnvelopes(new TreeMap<>(), null);

  /** What becomes of a commitment that passes an envelope (<i>dépassement</i>). */
  public enum Overrun {
    /** It is not made. */
    REFUSE,
    /** It is made, and the envelope is shown as passed. */
    FLAG;

    /** Until a group chooses: nobody has asked for a refusal. */
    public static final Overrun USUAL = FLAG;
  }

  public BudgetEnvelopes {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }

  BudgetEnvelopes with(BudgetLine line, BigDecimal amount) {
    var all = new TreeMap<>(amounts);
    all.put(line, amount);
    return new BudgetEnvelopes(all, overrun);
  }

  BudgetEnvelopes without(BudgetLine line) {
    var rest = new TreeMap<>(amounts);
    rest.remove(line);
    return new BudgetEnvelopes(rest, overrun);
  }

  BudgetEnvelopes choosing(Overrun chosen) {
    return new BudgetEnvelopes(amounts, chosen);
  }
}
