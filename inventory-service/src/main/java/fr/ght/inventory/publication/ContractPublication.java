package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractEvent.*;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** The facts of one contract. Reasons are free text, and stay in the house. */
final class ContractPublication {
  private ContractPublication() {}

  static InventoryFact fact(String id, ContractEvent event) {
    return switch (event) {
      case ContractDrafted(var terms) ->
          new InventoryFact.ContractDrafted(
              id, terms.establishment().number(), told(terms, 0, null));
      case ContractSigned(var terms, var signedOn) ->
          new InventoryFact.ContractSigned(
              id, terms.establishment().number(), signedOn, told(terms, 0, null));
      case ContractCorrected(var terms, var signedOn, var renewals, var terminatedOn, _) ->
          new InventoryFact.ContractCorrected(
              id, terms.establishment().number(), signedOn, told(terms, renewals, terminatedOn));
      case EntitlementRecorded(var at, var product, var metric, var quantity) ->
          new InventoryFact.EntitlementRecorded(id, at.number(), product, metric.name(), quantity);
      case EntitlementWithdrawn(var at, var product, _) ->
          new InventoryFact.EntitlementWithdrawn(id, at.number(), product);
      case ContractRenewed(var at, var number, var from, var until, var noticeOn, var tacit) ->
          new InventoryFact.ContractRenewed(id, at.number(), number, from, until, noticeOn, tacit);
      case NoticeWindowOpened(var at, var noticeOn, var end) ->
          new InventoryFact.NoticeWindowOpened(id, at.number(), noticeOn, end);
      case ContractTerminated(var at, var noticeOn, var endsOn, _) ->
          new InventoryFact.ContractTerminated(id, at.number(), noticeOn, endsOn);
      case TerminationWithdrawn(var at, var end, var noticeOn, _) ->
          new InventoryFact.TerminationWithdrawn(id, at.number(), end, noticeOn);
      case ContractExpired(var at, var on) ->
          new InventoryFact.ContractExpired(id, at.number(), on);
    };
  }

  private static InventoryFact.ContractTerms told(
      Terms terms, int renewals, @Nullable LocalDate terminatedOn) {
    var renewal = terms.renewal();
    var price = terms.price();
    return new InventoryFact.ContractTerms(
        terms.kind().name(),
        terms.kind().budget().name(),
        terms.supplier(),
        terms.subject(),
        terms.reference(),
        terms.start(),
        text(terms.initialTerm()),
        renewal == null ? null : told(renewal),
        text(terms.notice()),
        terminatedOn == null ? terms.endAfter(renewals).orElse(null) : terminatedOn,
        terminatedOn == null ? terms.noticeDateAfter(renewals).orElse(null) : null,
        price == null ? null : told(price));
  }

  private static InventoryFact.ContractRenewal told(Renewal renewal) {
    return new InventoryFact.ContractRenewal(
        renewal.term().toString(), renewal.most(), renewal.tacit());
  }

  private static InventoryFact.ContractPrice told(Price price) {
    return new InventoryFact.ContractPrice(price.amount(), price.per().name());
  }

  private static @Nullable String text(@Nullable Period period) {
    return period == null ? null : period.toString();
  }
}
