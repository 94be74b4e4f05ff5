package fr.ght.inventory.view.budgets;

import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.view.budgets.Commitments.Committed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What contracts commit in a calendar year, in EUR excluding VAT, and what that is by workstation.
 *
 * @param workstations by the profile of the day; of several establishments, if all have one; else
 *     null
 * @param costPerWorkstation operating and investment together; null without workstations
 * @param operatingPerWorkstation the same of operating alone, which no single purchase moves
 * @param unknownPrices signed contracts whose price is unknown, and so in no amount
 */
@Schema(name = "YearlyCost")
record YearlyCost(
    BigDecimal operating,
    BigDecimal investment,
    @Nullable Integer workstations,
    @Nullable BigDecimal costPerWorkstation,
    @Nullable BigDecimal operatingPerWorkstation,
    long unknownPrices) {

  static YearlyCost of(List<Committed> committed, @Nullable Integer workstations) {
    var operating = sum(committed, Budget.OPERATING);
    var investment = sum(committed, Budget.INVESTMENT);
    return new YearlyCost(
        operating,
        investment,
        workstations,
        each(operating.add(investment), workstations),
        each(operating, workstations),
        committed.stream().mapToLong(Committed::unknown).sum());
  }

  private static BigDecimal sum(List<Committed> committed, Budget kind) {
    return committed.stream()
        .filter(one -> one.kind() == kind)
        .map(Committed::amount)
        .reduce(BigDecimal.ZERO.setScale(2, RoundingMode.UNNECESSARY), BigDecimal::add);
  }

  private static @Nullable BigDecimal each(BigDecimal cost, @Nullable Integer workstations) {
    return workstations == null || workstations == 0
        ? null
        : cost.divide(BigDecimal.valueOf(workstations), 2, RoundingMode.HALF_EVEN);
  }
}
