package fr.ght.inventory.domain.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A signed contract, and what became of it.
 *
 * @param renewals how many times it was renewed
 * @param terminatedOn the first day on which it no longer holds, because notice was given; null if
 *     none was
 * @param entitlements by product
 */
public record Agreement(
    Terms terms,
    LocalDate signedOn,
    int renewals,
    @Nullable LocalDate terminatedOn,
    SortedMap<String, Entitlement> entitlements) {

  public Agreement {
    entitlements = Collections.unmodifiableSortedMap(new TreeMap<>(entitlements));
  }

  static Agreement signed(Terms terms, LocalDate signedOn) {
    return new Agreement(terms, signedOn, 0, null, new TreeMap<>());
  }

  /** The first day on which it no longer holds; empty if it has no end. */
  public Optional<LocalDate> end() {
    return terminatedOn == null ? terms.endAfter(renewals) : Optional.of(terminatedOn);
  }

  /** The last day to give notice; empty if there is none, or if notice was given. */
  public Optional<LocalDate> noticeDate() {
    return terminatedOn == null ? terms.noticeDateAfter(renewals) : Optional.empty();
  }

  /** In EUR excluding VAT, from the first day to the end; empty if unknown. */
  public Optional<BigDecimal> cost() {
    return terms.cost(renewals, terminatedOn);
  }

  /** What it commits of the budget of each year, in EUR excluding VAT; empty if unknown. */
  public SortedMap<BudgetLine, BigDecimal> commitments() {
    return Commitments.of(this);
  }

  /** Whether it goes on by itself at its end, unless notice is given. */
  public boolean renewsItself() {
    return terminatedOn == null && terms.renewsItself(renewals + 1);
  }

  Agreement withTerms(Terms newTerms, LocalDate newSignedOn) {
    return new Agreement(newTerms, newSignedOn, renewals, terminatedOn, entitlements);
  }

  Agreement renewed(int number) {
    return new Agreement(terms, signedOn, number, terminatedOn, entitlements);
  }

  Agreement terminated(@Nullable LocalDate on) {
    return new Agreement(terms, signedOn, renewals, on, entitlements);
  }

  Agreement with(Entitlement entitlement) {
    var all = new TreeMap<>(entitlements);
    all.put(entitlement.product(), entitlement);
    return new Agreement(terms, signedOn, renewals, terminatedOn, all);
  }

  Agreement without(String product) {
    var all = new TreeMap<>(entitlements);
    all.remove(product);
    return new Agreement(terms, signedOn, renewals, terminatedOn, all);
  }
}
