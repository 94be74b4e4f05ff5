package fr.ght.view.contracts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much of what runs is rented, and how much is bought: contracts of the kinds RENTAL and
 * LICENCE_PURCHASE that are in force. Maintenance and hosting are neither.
 *
 * @param rented contracts
 * @param bought contracts
 * @param rentedShare of all these contracts, from 0 to 1 in four decimals; null if there are none
 * @param rentedCost from their first day to their end, in EUR excluding VAT
 * @param rentedShareOfCost of the whole cost, from 0 to 1 in four decimals; null if that is zero or
 *     wholly unknown
 * @param unknownCosts contracts whose cost is unknown, and so in neither amount
 */
@Schema(name = "RentedAndBought")
public record RentedAndBought(
    long rented,
    long bought,
    @Nullable BigDecimal rentedShare,
    BigDecimal rentedCost,
    BigDecimal boughtCost,
    @Nullable BigDecimal rentedShareOfCost,
    long unknownCosts) {
  private static final int DECIMALS = 4;

  static final RentedAndBought NOTHING =
      of(0, 0, BigDecimal.ZERO.setScale(2), BigDecimal.ZERO.setScale(2), 0);

  static RentedAndBought of(
      long rented, long bought, BigDecimal rentedCost, BigDecimal boughtCost, long unknownCosts) {
    return new RentedAndBought(
        rented,
        bought,
        share(BigDecimal.valueOf(rented), BigDecimal.valueOf(bought)),
        rentedCost,
        boughtCost,
        share(rentedCost, boughtCost),
        unknownCosts);
  }

  RentedAndBought plus(RentedAndBought other) {
    return of(
        rented + other.rented,
        bought + other.bought,
        rentedCost.add(other.rentedCost),
        boughtCost.add(other.boughtCost),
        unknownCosts + other.unknownCosts);
  }

  private static @Nullable BigDecimal share(BigDecimal one, BigDecimal other) {
    var all = one.add(other);
    return all.signum() == 0 ? null : one.divide(all, DECIMALS, RoundingMode.HALF_EVEN);
  }
}
