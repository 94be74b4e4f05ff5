package fr.ght.inventory.view.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far what is installed lies in few hands. Only what is known counts: what nobody knows the
 * publisher of may be of one or of many.
 *
 * @param publishers how many there are
 * @param hhi Herfindahl-Hirschman index, Σ s², s the share of each publisher in what is known: from
 *     1/publishers (all alike) to 1 (one has all); null if nothing is known
 * @param effectivePublishers as many alike ones are as concentrated, 1/hhi; null if nothing is
 *     known
 * @param largestShare of the largest publisher, from 0 to 1; null if nothing is known
 */
@Schema(name = "PublisherConcentration")
record Concentration(
    int publishers,
    @Nullable BigDecimal hhi,
    @Nullable BigDecimal effectivePublishers,
    @Nullable BigDecimal largestShare) {
  private static final int DECIMALS = 4;

  /**
   * @param weights of the publishers, none negative
   */
  static Concentration of(Collection<Long> weights) {
    var counted = weights.stream().filter(weight -> weight > 0).map(BigDecimal::valueOf).toList();
    var all = counted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    var squares =
        counted.stream()
            .map(weight -> weight.multiply(weight))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var largest = counted.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
    return new Concentration(
        counted.size(),
        share(squares, all.multiply(all)),
        share(all.multiply(all), squares),
        share(largest, all));
  }

  /** Four decimals; null of nothing. */
  static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? null : part.divide(whole, DECIMALS, RoundingMode.HALF_EVEN);
  }
}
