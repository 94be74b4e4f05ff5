package fr.ght.inventory.domain.contract;

import fr.ght.inventory.domain.establishment.Finess;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed.
 *
 * @param establishment that is bound by it
 * @param supplier the other party (<i>titulaire</i>)
 * @param subject what it is about (<i>objet</i>)
 * @param reference under which the parties know it; null if they have none
 * @param start the first day
 * @param initialTerm null if it holds without an end
 * @param renewal null if it cannot be renewed
 * @param notice how long before the end notice must be given at the latest; null if there is none
 * @param price null if unknown
 */
public record Terms(
    Finess establishment,
    ContractKind kind,
    String supplier,
    String subject,
    @Nullable String reference,
    LocalDate start,
    @Nullable Period initialTerm,
    @Nullable Renewal renewal,
    @Nullable Period notice,
    @Nullable Price price) {

  private static final BigDecimal MONTHS_A_YEAR = BigDecimal.valueOf(12);
  private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);
  private static final int EXACT = 12;

  /**
   * How it may go on after its initial term.
   *
   * @param most how many times
   * @param tacit whether it does so by itself unless notice is given
   */
  public record Renewal(Period term, int most, boolean tacit) {}

  /**
   * @param amount in EUR, excluding VAT, to the cent
   */
  public record Price(BigDecimal amount, Per per) {

    /** What the amount pays for. */
    public enum Per {
      YEAR,
      /** The whole contract, however long it runs. */
      CONTRACT
    }

    public Price {
      amount = amount.setScale(2, RoundingMode.UNNECESSARY);
    }
  }

  /** The first day on which it no longer holds; empty if it has no end. */
  public Optional<LocalDate> endAfter(int renewals) {
    return length(renewals).map(start::plus);
  }

  /** The last day to give notice before that end; empty if there is no end or no notice. */
  public Optional<LocalDate> noticeDateAfter(int renewals) {
    var before = notice;
    return before == null ? Optional.empty() : endAfter(renewals).map(end -> end.minus(before));
  }

  /** All terms together; added up first, so that the day of the month is that of the start. */
  private Optional<Period> length(int renewals) {
    if (initialTerm == null) {
      return Optional.empty();
    }
    return Optional.of(
        renewal == null || renewals == 0
            ? initialTerm
            : initialTerm.plus(renewal.term().multipliedBy(renewals)));
  }

  boolean mayRenew(int number) {
    return renewal != null && number <= renewal.most();
  }

  boolean renewsItself(int number) {
    return mayRenew(number) && renewal != null && renewal.tacit();
  }

  /**
   * What it costs from its first day to its end, in EUR excluding VAT; a year's price counts for
   * each month its twelfth and for days beyond whole months its 365th. Empty if the price is
   * unknown, or is one a year and the contract has no end.
   *
   * @param terminatedOn the end, if it was terminated; null for the agreed one
   */
  public Optional<BigDecimal> cost(int renewals, @Nullable LocalDate terminatedOn) {
    var agreed = price;
    if (agreed == null) {
      return Optional.empty();
    }
    return switch (agreed.per()) {
      case CONTRACT -> Optional.of(agreed.amount());
      case YEAR ->
          (terminatedOn == null
                  ? length(renewals)
                  : Optional.of(Period.between(start, terminatedOn)))
              .map(length ->
                  agreed.amount().multiply(years(length)).setScale(2, RoundingMode.HALF_EVEN));
    };
  }

  private static BigDecimal years(Period length) {
    return BigDecimal.valueOf(length.toTotalMonths())
        .divide(MONTHS_A_YEAR, EXACT, RoundingMode.HALF_EVEN)
        .add(
            BigDecimal.valueOf(length.get(ChronoUnit.DAYS))
                .divide(DAYS_A_YEAR, EXACT, RoundingMode.HALF_EVEN));
  }

  /** What makes these terms impossible; empty if nothing does. */
  Optional<ContractRefusal> defect() {
    if (price != null && price.amount().signum() < 0) {
      return Optional.of(ContractRefusal.NEGATIVE_AMOUNT);
    }
    if (isNotPositive(initialTerm) || isNotPositive(notice) || isNotPositive(renewalTerm())) {
      return Optional.of(ContractRefusal.TERM_NOT_POSITIVE);
    }
    if (renewal != null && renewal.most() < 1) {
      return Optional.of(ContractRefusal.RENEWALS_NOT_POSITIVE);
    }
    if (initialTerm == null) {
      return renewal == null && notice == null
          ? Optional.empty()
          : Optional.of(ContractRefusal.NO_TERM_TO_RENEW_OR_END);
    }
    return noticeDateAfter(0).filter(date -> date.isBefore(start)).isPresent()
        ? Optional.of(ContractRefusal.NOTICE_LONGER_THAN_TERM)
        : Optional.empty();
  }

  private @Nullable Period renewalTerm() {
    return renewal == null ? null : renewal.term();
  }

  private static boolean isNotPositive(@Nullable Period period) {
    return period != null && (period.isNegative() || period.isZero());
  }
}
