package fr.ght.inventory.view.contracts;

import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.contract.Agreement;
import fr.ght.inventory.domain.contract.BudgetLine;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.ContractState;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import fr.ght.inventory.domain.establishment.Finess;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One contract, as the columns of {@code contract_row}. It tells all of the contract but its
 * entitlements, so that the decider's own rules can say what the next event makes of it.
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
    @Nullable Integer renewalsMost,
    @Nullable Boolean tacit,
    @Nullable String notice,
    int renewals,
    @Nullable LocalDate terminatedOn,
    LocalDate endOn,
    LocalDate noticeOn,
    boolean renewsItself,
    @Nullable BigDecimal amount,
    @Nullable String amountPer,
    @Nullable BigDecimal cost,
    List<Integer> committedYears,
    List<BigDecimal> committed,
    String sortSupplier,
    String search) {

  /** In place of a day that never comes, so that every index is of use. */
  static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  static ListedContract of(String id, Contract contract) {
    return switch (contract) {
      case Contract.Undeclared _ -> throw new IllegalStateException("not declared: " + id);
      case Contract.Draft(var terms) ->
          of(
              id,
              ContractState.DRAFT,
              null,
              new Agreement(terms, terms.start(), 0, null, new TreeMap<>()),
              new TreeMap<>());
      case Contract.Signed signed ->
          of(
              id,
              signed.state(),
              signed.agreement().signedOn(),
              signed.agreement(),
              signed.commitments());
    };
  }

  private static ListedContract of(
      String id,
      ContractState state,
      @Nullable LocalDate signedOn,
      Agreement agreement,
      SortedMap<BudgetLine, BigDecimal> commitments) {
    var terms = agreement.terms();
    var renewal = terms.renewal();
    var price = terms.price();
    return new ListedContract(
        id,
        terms.establishment().number(),
        terms.kind().name(),
        terms.kind().budget().name(),
        terms.supplier(),
        terms.subject(),
        terms.reference(),
        state.name(),
        signedOn,
        terms.start(),
        text(terms.initialTerm()),
        renewal == null ? null : renewal.term().toString(),
        renewal == null ? null : renewal.most(),
        renewal == null ? null : renewal.tacit(),
        text(terms.notice()),
        agreement.renewals(),
        agreement.terminatedOn(),
        agreement.end().orElse(NEVER),
        agreement.noticeDate().orElse(NEVER),
        agreement.renewsItself(),
        price == null ? null : price.amount(),
        price == null ? null : price.per().name(),
        agreement.cost().orElse(null),
        commitments.keySet().stream().map(BudgetLine::year).toList(),
        List.copyOf(commitments.values()),
        SearchText.of(terms.supplier()),
        SearchText.of(id, terms.supplier(), terms.subject(), terms.reference()));
  }

  /** The contract that these columns tell of, without its entitlements. */
  Contract asContract() {
    var state = ContractState.valueOf(this.state);
    if (signedOn == null) {
      return new Contract.Draft(terms());
    }
    var agreement = new Agreement(terms(), signedOn, renewals, terminatedOn, new TreeMap<>());
    return switch (state) {
      case DRAFT -> new Contract.Draft(terms());
      case ACTIVE -> new Contract.Active(agreement);
      case NOTICE_WINDOW -> new Contract.NoticeWindow(agreement);
      case RENEWED -> new Contract.Renewed(agreement);
      case TERMINATED -> new Contract.Terminated(agreement);
      case EXPIRED -> new Contract.Expired(agreement);
    };
  }

  private Terms terms() {
    return new Terms(
        new Finess(establishment),
        ContractKind.valueOf(kind),
        supplier,
        subject,
        reference,
        startOn,
        period(initialTerm),
        renewal(),
        period(notice),
        amount == null || amountPer == null
            ? null
            : new Price(amount, Price.Per.valueOf(amountPer)));
  }

  private @Nullable Renewal renewal() {
    return renewalTerm == null || renewalsMost == null
        ? null
        : new Renewal(Period.parse(renewalTerm), renewalsMost, Boolean.TRUE.equals(tacit));
  }

  private static @Nullable String text(@Nullable Period period) {
    return period == null ? null : period.toString();
  }

  private static @Nullable Period period(@Nullable String text) {
    return text == null ? null : Period.parse(text);
  }
}
