package fr.ght.view.contracts;

import fr.ght.contracts.InventoryFact.ContractPrice;
import fr.ght.contracts.InventoryFact.ContractRenewal;
import fr.ght.contracts.InventoryFact.ContractTerms;
import fr.ght.http.lists.SearchText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One contract, as the columns of {@code contract_row}.
 *
 * @param renewals how many times it was renewed
 * @param terminatedOn its end, if notice was given
 * @param dueOn the last day on which it can be decided what becomes of it, or its last day if there
 *     is nothing to decide
 * @param renewal what becomes of it at its end
 * @param cost from its first day to its end, in EUR excluding VAT; null if unknown
 */
record ListedContract(
    String contract,
    String establishment,
    String kind,
    String budget,
    String supplier,
    String subject,
    @Nullable String reference,
    String state,
    @Nullable LocalDate signedOn,
    LocalDate startOn,
    @Nullable String initialTerm,
    @Nullable String renewalTerm,
    int renewalsMost,
    boolean tacit,
    @Nullable String notice,
    int renewals,
    @Nullable LocalDate terminatedOn,
    LocalDate endOn,
    LocalDate noticeOn,
    LocalDate dueOn,
    String renewal,
    @Nullable BigDecimal amount,
    @Nullable String amountPer,
    @Nullable BigDecimal cost,
    String sortSupplier,
    String search) {

  /** In place of a day that never comes, so that every index is of use. */
  static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private static final BigDecimal MONTHS_A_YEAR = BigDecimal.valueOf(12);
  private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);
  private static final int EXACT = 12;

  /** What changes in the life of a contract beside its terms. */
  private record Life(
      ContractState state,
      @Nullable LocalDate signedOn,
      int renewals,
      @Nullable LocalDate terminatedOn) {}

  static ListedContract drafted(String contract, String establishment, ContractTerms terms) {
    return of(contract, establishment, terms, new Life(ContractState.DRAFT, null, 0, null));
  }

  static ListedContract signed(
      String contract, String establishment, LocalDate signedOn, ContractTerms terms) {
    return of(contract, establishment, terms, new Life(ContractState.ACTIVE, signedOn, 0, null));
  }

  /** A notice date, or an end, that the correction leaves where it was does not come twice. */
  ListedContract corrected(LocalDate newSignedOn, ContractTerms terms) {
    var before = ContractState.valueOf(state);
    var after =
        switch (before) {
          case DRAFT, ACTIVE, RENEWED, TERMINATED -> before;
          case NOTICE_WINDOW -> noticeOn.equals(ever(terms.noticeOn())) ? before : inForce();
          case EXPIRED -> endOn.equals(ever(terms.end())) ? before : inForce();
        };
    return of(contract, establishment, terms, new Life(after, newSignedOn, renewals, terminatedOn));
  }

  ListedContract renewed(int number, LocalDate until, @Nullable LocalDate newNoticeOn) {
    return of(
        contract,
        establishment,
        terms(until, newNoticeOn),
        new Life(ContractState.RENEWED, signedOn, number, terminatedOn));
  }

  ListedContract noticeWindowOpened() {
    return in(ContractState.NOTICE_WINDOW);
  }

  ListedContract terminated(LocalDate endsOn) {
    return of(
        contract,
        establishment,
        terms(endsOn, null),
        new Life(ContractState.TERMINATED, signedOn, renewals, endsOn));
  }

  ListedContract terminationWithdrawn(@Nullable LocalDate newEnd, @Nullable LocalDate newNoticeOn) {
    return of(
        contract,
        establishment,
        terms(newEnd, newNoticeOn),
        new Life(inForce(), signedOn, renewals, null));
  }

  ListedContract expired() {
    return in(ContractState.EXPIRED);
  }

  private ContractState inForce() {
    return renewals == 0 ? ContractState.ACTIVE : ContractState.RENEWED;
  }

  private ListedContract in(ContractState newState) {
    return of(
        contract,
        establishment,
        terms(day(endOn), day(noticeOn)),
        new Life(newState, signedOn, renewals, terminatedOn));
  }

  private ContractTerms terms(@Nullable LocalDate end, @Nullable LocalDate newNoticeOn) {
    return new ContractTerms(
        kind,
        budget,
        supplier,
        subject,
        reference,
        startOn,
        initialTerm,
        renewalTerm == null ? null : new ContractRenewal(renewalTerm, renewalsMost, tacit),
        notice,
        end,
        newNoticeOn,
        amount == null || amountPer == null ? null : new ContractPrice(amount, amountPer));
  }

  private static ListedContract of(
      String contract, String establishment, ContractTerms terms, Life life) {
    var option = terms.renewal();
    var price = terms.price();
    var renewal = renewal(option, life);
    return new ListedContract(
        contract,
        establishment,
        terms.kind(),
        terms.budget(),
        terms.supplier(),
        terms.subject(),
        terms.reference(),
        life.state().name(),
        life.signedOn(),
        terms.start(),
        terms.initialTerm(),
        option == null ? null : option.term(),
        option == null ? 0 : option.most(),
        option != null && option.tacit(),
        terms.notice(),
        life.renewals(),
        life.terminatedOn(),
        ever(terms.end()),
        ever(terms.noticeOn()),
        due(terms, renewal, life.state()),
        renewal.name(),
        price == null ? null : price.amount(),
        price == null ? null : price.per(),
        cost(terms, life),
        SearchText.of(terms.supplier()),
        SearchText.of(contract, terms.supplier(), terms.subject(), terms.reference()));
  }

  private static Renewal renewal(@Nullable ContractRenewal option, Life life) {
    if (option == null || life.terminatedOn() != null || life.renewals() >= option.most()) {
      return Renewal.NONE;
    }
    return option.tacit() ? Renewal.TACIT : Renewal.EXPRESS;
  }

  /** Without a renewal notice decides nothing: what ends anyway is due on its last day. */
  private static LocalDate due(ContractTerms terms, Renewal renewal, ContractState state) {
    var end = terms.end();
    if (end == null || state == ContractState.DRAFT || state == ContractState.EXPIRED) {
      return NEVER;
    }
    var noticeOn = terms.noticeOn();
    return noticeOn == null || renewal == Renewal.NONE ? end.minusDays(1) : noticeOn;
  }

  /**
   * As inventory-service counts it: of a price a year each month its twelfth, and days beyond whole
   * months their 365th.
   */
  private static @Nullable BigDecimal cost(ContractTerms terms, Life life) {
    var price = terms.price();
    if (price == null || price.per().equals("CONTRACT")) {
      return price == null ? null : price.amount();
    }
    var length = length(terms, life);
    return length == null
        ? null
        : price.amount().multiply(years(length)).setScale(2, RoundingMode.HALF_EVEN);
  }

  /** All terms together, or until notice takes effect; null without an end. */
  private static @Nullable Period length(ContractTerms terms, Life life) {
    var terminatedOn = life.terminatedOn();
    if (terminatedOn != null) {
      return Period.between(terms.start(), terminatedOn);
    }
    var initial = terms.initialTerm();
    if (initial == null) {
      return null;
    }
    var option = terms.renewal();
    return option == null
        ? Period.parse(initial)
        : Period.parse(initial).plus(Period.parse(option.term()).multipliedBy(life.renewals()));
  }

  private static BigDecimal years(Period length) {
    return BigDecimal.valueOf(length.toTotalMonths())
        .divide(MONTHS_A_YEAR, EXACT, RoundingMode.HALF_EVEN)
        .add(
            BigDecimal.valueOf(length.get(ChronoUnit.DAYS))
                .divide(DAYS_A_YEAR, EXACT, RoundingMode.HALF_EVEN));
  }

  private static LocalDate ever(@Nullable LocalDate day) {
    return Objects.requireNonNullElse(day, NEVER);
  }

  /** Null for {@link #NEVER}. */
  static @Nullable LocalDate day(LocalDate day) {
    return day.equals(NEVER) ? null : day;
  }
}
