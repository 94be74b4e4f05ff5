package fr.ght.inventory.domain.contract;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The budget's envelopes that a contract's commitments count for, as they stood when it was
 * decided.
 *
 * @param envelopes its establishment's own, and those of its group
 */
public record Room(List<Envelope> envelopes) {

  public static final Room WITHOUT_ENVELOPES = new Room(List.of());

  public Room {
    envelopes = List.copyOf(envelopes);
  }

  /**
   * @param owner whose it is
   * @param committed by all other contracts
   * @param refuses whether what would pass it is refused; else it is shown as passed
   */
  public record Envelope(
      String owner, BudgetLine line, BigDecimal amount, BigDecimal committed, boolean refuses) {

    private record Key(String owner, BudgetLine line) {}

    private Key key() {
      return new Key(owner, line);
    }

    private Envelope committing(BigDecimal other) {
      return new Envelope(owner, line, amount, other, refuses);
    }
  }

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

  /**
   * Contracts that are decided one after the other before any of them is carried out: what one
   * would commit is no longer there for the next. For one thread.
   */
  public static final class Foresight {
    private final Map<Envelope.Key, BigDecimal> added = new HashMap<>();

    /**
     * Whether a contract would fit beside those asked about before; if it does, it counts from now
     * on.
     *
     * @param room in which all contracts are committed, this one as it is included
     * @return those that refuse it; empty if it fits
     */
    public List<Envelope> passed(
        Room room, Map<BudgetLine, BigDecimal> before, Map<BudgetLine, BigDecimal> after) {
      var others =
          new Room(
              room.envelopes().stream()
                  .map(one ->
                      one.committing(
                          one.committed()
                              .add(added.getOrDefault(one.key(), BigDecimal.ZERO))
                              .subtract(before.getOrDefault(one.line(), BigDecimal.ZERO))))
                  .toList());
      var refusing = others.passed(before, after).stream().filter(Envelope::refuses).toList();
      if (refusing.isEmpty()) {
        room.envelopes()
            .forEach(one ->
                added.merge(
                    one.key(),
                    after
                        .getOrDefault(one.line(), BigDecimal.ZERO)
                        .subtract(before.getOrDefault(one.line(), BigDecimal.ZERO)),
                    BigDecimal::add));
      }
      return refusing;
    }
  }
}
