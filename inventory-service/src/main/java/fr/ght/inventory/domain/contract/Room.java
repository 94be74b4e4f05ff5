package fr.ght.inventory.domain.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The budget's envelopes that a contract's commitments count for, as they stood when it was
 * decided.
 *
 * @param envelopes its establishment's own, and those of its group
 */
public record Room(List<Envelope> envelopes) {

  public Room {
    envelopes = List.copyOf(envelopes);
  }

  /**
   * @param owner whose it is
   * @param committed by all other contracts
   * @param refuses whether what would pass it is refused; else it is shown as passed
   */
  public record Envelope(
      String owner, BudgetLine line, BigDecimal amount, BigDecimal committed, boolean refuses) {}

  /**
   * Those that would be passed by more than they were: one that is passed already keeps nobody from
   * committing less, or as much as before.
   *
   * @param before what the contract commits now
   * @param after what it would commit
   */
  List<Envelope> passed(Map<BudgetLine, BigDecimal> before, Map<BudgetLine, BigDecimal> after) {
    return envelopes.stream()
        .filter(envelope -> {
          var own = after.getOrDefault(envelope.line(), BigDecimal.ZERO);
          var ownBefore = before.getOrDefault(envelope.line(), BigDecimal.ZERO);
          return own.compareTo(ownBefore) > 0
              && envelope.committed().add(own).compareTo(envelope.amount()) > 0;
        })
        .toList();
  }
}
