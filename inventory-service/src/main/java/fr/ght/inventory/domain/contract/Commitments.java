package fr.ght.inventory.domain.contract;

import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.contract.Terms.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a signed contract commits of the budget of each calendar year (<i>engagements</i>), in EUR
 * excluding VAT.
 *
 * <ul>
 *   <li>A purchase commits all that it costs in the year of its signature, as an investment.
 *   <li>What is rented, maintained or hosted for a price a year commits each year what its days of
 *       that year cost, from the first day to the end: renewals that were made are in it, renewals
 *       to come are not, and what a termination cuts off is given back.
 *   <li>A price for the whole contract is due however long it runs: of what is rented, maintained
 *       or hosted it is spread evenly over the days of the initial term; without a term, the year
 *       of the first day bears it.
 *   <li>What holds without an end commits thirty years: no plan reaches further.
 * </ul>
 *
 * <p>The years of a contract with an end add up to its cost, to the cent. A contract whose price is
 * unknown commits nothing that is known.
 */
final class Commitments {
  private static final int MOST_YEARS = 30;

  private Commitments() {}

  /** Empty if nothing is known. */
  static SortedMap<BudgetLine, BigDecimal> of(Agreement agreement) {
    var price = agreement.terms().price();
    if (price == null) {
      return new TreeMap<>();
    }
    return switch (agreement.terms().kind().budget()) {
      case INVESTMENT ->
          agreement
              .cost()
              .map(cost -> in(Budget.INVESTMENT, agreement.signedOn().getYear(), cost))
              .orElseGet(TreeMap::new);
      case OPERATING -> operating(agreement, price);
    };
  }

  private static SortedMap<BudgetLine, BigDecimal> operating(Agreement agreement, Price price) {
    var terms = agreement.terms();
    return switch (price.per()) {
      case YEAR -> {
        var end = agreement.end().orElse(terms.start().plusYears(MOST_YEARS));
        yield spread(terms.start(), end, until -> costUntil(terms, agreement, until, end));
      }
      case CONTRACT ->
          terms
              .endAfter(0)
              .map(end ->
                  spread(
                      terms.start(),
                      end,
                      until -> share(price.amount(), terms.start(), until, end)))
              .orElseGet(() -> in(Budget.OPERATING, terms.start().getYear(), price.amount()));
    };
  }

  private static SortedMap<BudgetLine, BigDecimal> in(Budget kind, int year, BigDecimal amount) {
    var only = new TreeMap<BudgetLine, BigDecimal>();
    if (amount.signum() != 0) {
      only.put(new BudgetLine(year, kind), amount);
    }
    return only;
  }

  /** At the end itself it is the cost that is shown everywhere, however that was rounded. */
  private static BigDecimal costUntil(
      Terms terms, Agreement agreement, LocalDate until, LocalDate end) {
    Optional<BigDecimal> whole = until.equals(end) ? agreement.cost() : Optional.empty();
    return whole.orElseGet(() -> terms.cost(0, until).orElseThrow());
  }

  private static BigDecimal share(
      BigDecimal amount, LocalDate start, LocalDate until, LocalDate end) {
    return amount
        .multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(start, until)))
        .divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(start, end)), 2, RoundingMode.HALF_EVEN);
  }

  /** What is due until a day less what was due before: so nothing is lost by rounding. */
  private static SortedMap<BudgetLine, BigDecimal> spread(
      LocalDate start, LocalDate end, Function<LocalDate, BigDecimal> dueUntil) {
    var years = new TreeMap<BudgetLine, BigDecimal>();
    var before = BigDecimal.ZERO;
    for (var from = start; from.isBefore(end); from = nextYear(from)) {
      var next = nextYear(from);
      var due = dueUntil.apply(next.isBefore(end) ? next : end);
      if (due.compareTo(before) != 0) {
        years.put(new BudgetLine(from.getYear(), Budget.OPERATING), due.subtract(before));
      }
      before = due;
    }
    return years;
  }

  private static LocalDate nextYear(LocalDate day) {
    return LocalDate.of(day.getYear() + 1, 1, 1);
  }

  /** What a contract commits as it stands; nothing before it is signed. */
  static SortedMap<BudgetLine, BigDecimal> of(Contract contract) {
    return switch (contract) {
      case Contract.Signed signed -> of(signed.agreement());
      case Contract.Undeclared _, Contract.Draft _ -> new TreeMap<>();
    };
  }
}
