package fr.ght.view.pages.shown;

import fr.ght.view.contracts.ContractItem;
import fr.ght.view.contracts.ContractState;
import fr.ght.view.contracts.Renewal;
import fr.ght.view.french.French;
import java.time.Period;

/** What there is to decide about a contract, and what happens if nobody does. */
final class ContractDecision {
  private ContractDecision() {}

  static String of(ContractItem item) {
    var end = item.end();
    return switch (ContractState.valueOf(item.state())) {
      case DRAFT -> "Projet, non signé.";
      case EXPIRED -> end == null ? "Échu." : "Échu le " + French.day(end) + ".";
      case TERMINATED ->
          end == null ? "Résilié." : "Résilié\u00a0: prend fin le " + French.day(end) + ".";
      case ACTIVE, NOTICE_WINDOW, RENEWED ->
          end == null ? "Sans échéance." : undecided(item, French.day(end));
    };
  }

  private static String undecided(ContractItem item, String end) {
    return switch (Renewal.valueOf(item.renewal())) {
      case TACIT ->
          item.overdue()
              ? missed(item) + "\u00a0: tacite reconduction le " + end + term(item) + "."
              : "Dénoncer, sinon tacite reconduction le " + end + term(item) + ".";
      case EXPRESS ->
          item.overdue()
              ? missed(item) + "\u00a0: prend fin le " + end + ", sauf reconduction expresse."
              : "Reconduire expressément" + term(item) + ", sinon fin le " + end + ".";
      case NONE ->
          item.overdue()
              ? "Échéance atteinte le " + end + ", sans reconduction possible."
              : "Prend fin le "
                  + end
                  + " sans reconduction possible\u00a0: à remettre en concurrence.";
    };
  }

  private static String missed(ContractItem item) {
    return item.noticeOn() == null ? "Échéance atteinte" : "Préavis dépassé";
  }

  private static String term(ContractItem item) {
    var term = item.renewalTerm();
    return term == null ? "" : " pour " + French.length(Period.parse(term));
  }
}
