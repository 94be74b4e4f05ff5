package fr.ght.inventory.view.contracts;

import fr.ght.inventory.domain.contract.ContractKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
record RentedAndBought(
    long rented,
    long bought,
    @Nullable BigDecimal rentedShare,
    BigDecimal rentedCost,
    BigDecimal boughtCost,
    @Nullable BigDecimal rentedShareOfCost,
    long unknownCosts) {
  private static final int DECIMALS = 4;

  /**
   * Contracts of one kind at one establishment.
   *
   * @param cost of those whose cost is known
   */
  record Part(
      String establishment,
      ContractKind kind,
      long contracts,
      BigDecimal cost,
      long unknownCosts) {}

  static RentedAndBought of(List<Part> parts) {
    long rented = sum(parts, ContractKind.RENTAL);
    long bought = sum(parts, ContractKind.LICENCE_PURCHASE);
    var rentedCost = cost(parts, ContractKind.RENTAL);
    var boughtCost = cost(parts, ContractKind.LICENCE_PURCHASE);
    return new RentedAndBought(
        rented,
        bought,
        share(BigDecimal.valueOf(rented), BigDecimal.valueOf(bought)),
        rentedCost,
        boughtCost,
        share(rentedCost, boughtCost),
        parts.stream().mapToLong(Part::unknownCosts).sum());
  }

  static Map<String, RentedAndBought> byEstablishment(List<Part> parts) {
    return parts.stream()
        .collect(
            Collectors.groupingBy(
                Part::establishment,
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), RentedAndBought::of)));
  }

  private static long sum(List<Part> parts, ContractKind kind) {
    return parts.stream().filter(part -> part.kind() == kind).mapToLong(Part::contracts).sum();
  }

  private static BigDecimal cost(List<Part> parts, ContractKind kind) {
    return parts.stream()
        .filter(part -> part.kind() == kind)
        .map(Part::cost)
        .reduce(BigDecimal.ZERO.setScale(2, RoundingMode.UNNECESSARY), BigDecimal::add);
  }

  private static @Nullable BigDecimal share(BigDecimal one, BigDecimal other) {
    var all = one.add(other);
    return all.signum() == 0 ? null : one.divide(all, DECIMALS, RoundingMode.HALF_EVEN);
  }
}
