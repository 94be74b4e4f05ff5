package fr.ght.view.pages.shown;

import fr.ght.http.lists.Page;
import fr.ght.view.contracts.ContractFilter;
import fr.ght.view.contracts.ContractItem;
import fr.ght.view.contracts.ContractKind;
import fr.ght.view.contracts.ContractState;
import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.group.GroupAnswer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of a group: what has to be decided until when, and what is rented and bought.
 *
 * @param found how many, in words
 * @param next address of the page after; null on the last
 * @param first address of the first page; null if this is it
 * @param file where the whole list comes as a file
 * @param isFiltered whether some contracts are left out by what was asked
 */
public record ContractsPage(
    GroupHead head,
    Search search,
    List<Choice> establishments,
    List<Choice> kinds,
    List<Choice> states,
    ContractFiguresPart figures,
    String found,
    List<Line> lines,
    @Nullable Address next,
    @Nullable Address first,
    Address file,
    boolean isFiltered)
    implements WebPage {

  /** What is shown unless something else is asked. */
  private static final String ALL = "TOUS";

  /** What was asked; empty for what was not. */
  public record Search(String q, String establishment, String kind, String state, String cursor) {

    public static Search of(
        @Nullable String q,
        @Nullable String establishment,
        @Nullable String kind,
        @Nullable String state,
        @Nullable String cursor) {
      return new Search(text(q), text(establishment), text(kind), text(state), text(cursor));
    }

    private static String text(@Nullable String given) {
      return given == null ? "" : given.strip();
    }

    /** As the API is asked: contracts that run, unless others are meant. */
    public @Nullable String states() {
      return switch (state) {
        case "" -> ContractFilter.RUNNING;
        case ALL -> null;
        default -> state;
      };
    }

    boolean isNothing() {
      return q.isEmpty() && establishment.isEmpty() && kind.isEmpty() && state.isEmpty();
    }

    Address at(Address address) {
      return address
          .with("q", q)
          .with("etablissement", establishment)
          .with("nature", kind)
          .with("etat", state);
    }
  }

  /**
   * @param dueOn the day by which to decide; empty if there is none
   * @param away how far that day is, in words
   * @param urgency a name for the style sheet: late, soon or none
   * @param decision what there is to decide, and what else happens
   * @param reference as the parties call it; as this platform does if they have none
   * @param price empty if unknown
   * @param cost from begin to end; empty if unknown
   */
  public record Line(
      String id,
      String dueOn,
      String away,
      String urgency,
      String decision,
      String subject,
      String supplier,
      String reference,
      String establishment,
      Address page,
      String kind,
      String budget,
      String end,
      String state,
      String price,
      String cost) {}

  public static ContractsPage of(
      GroupAnswer group,
      ContractFiguresPart figures,
      Page<ContractItem> page,
      Search search,
      Moment moment) {
    var here = Address.contracts(group.ght());
    var address = search.at(here.with("asOf", moment.parameter()));
    return new ContractsPage(
        GroupHead.of(group.ght(), group.name(), moment, page.completeUpTo(), "contracts", here),
        search,
        group.establishments().stream()
            .map(one -> Choice.of(one.finess(), one.name(), search.establishment()))
            .toList(),
        Stream.of(ContractKind.values())
            .map(Enum::name)
            .map(kind -> Choice.of(kind, Labels.contractKind(kind), search.kind()))
            .toList(),
        states(search.state()),
        figures,
        (page.totalIsExact() ? "" : "Plus de ") + French.count(page.total(), "contrat", "contrats"),
        page.items().stream().map(item -> line(group, item, moment)).toList(),
        page.next() == null ? null : address.with("cursor", page.next()),
        search.cursor().isEmpty() ? null : address,
        file(group.ght(), search, moment),
        !search.isNothing());
  }

  private static List<Choice> states(String asked) {
    return Stream.concat(
            Stream.of(Choice.of(ALL, "tous", asked)),
            Stream.of(ContractState.values())
                .map(Enum::name)
                .map(state -> Choice.of(state, Labels.contractState(state), asked)))
        .toList();
  }

  private static Address file(String ght, Search search, Moment moment) {
    var at = moment.at();
    return Address.api(ght, "contracts")
        .with("format", "csv")
        .with("asOf", at == null ? null : at.iso())
        .with("q", search.q())
        .with("establishment", search.establishment())
        .with("kind", search.kind())
        .with("state", search.states());
  }

  private static Line line(GroupAnswer group, ContractItem item, Moment moment) {
    var today = moment.asOf().on();
    var due = item.dueOn();
    return new Line(
        item.id(),
        due == null ? "" : French.day(due),
        due == null || isOver(item, today) ? "" : French.away(due, today),
        urgency(item, today),
        ContractDecision.of(item),
        item.subject(),
        item.supplier(),
        "réf.\u00a0" + (item.reference() == null ? item.id() : item.reference()),
        names(group).getOrDefault(item.establishment(), item.establishment()),
        Address.establishment(group.ght(), item.establishment()).with("asOf", moment.parameter()),
        Labels.contractKind(item.kind()),
        Labels.budget(item.budget()),
        item.end() == null ? "" : French.day(item.end()),
        Labels.contractState(item.state()),
        price(item.amount(), item.amountPer()),
        cost(item));
  }

  /** Nothing was left to decide on its last day. */
  private static boolean isOver(ContractItem item, LocalDate today) {
    return !item.overdue() && item.dueOn() != null && item.dueOn().isBefore(today);
  }

  private static String urgency(ContractItem item, LocalDate today) {
    if (item.dueOn() == null || item.state().equals(ContractState.TERMINATED.name())) {
      return "none";
    }
    if (item.overdue()) {
      return "late";
    }
    return item.dueOn().isAfter(today.plus(ContractFiguresPart.SOON)) ? "none" : "soon";
  }

  private static Map<String, String> names(GroupAnswer group) {
    return group.establishments().stream()
        .collect(
            Collectors.toMap(
                GroupAnswer.Establishment::finess,
                GroupAnswer.Establishment::name,
                (first, _) -> first));
  }

  private static String price(@Nullable BigDecimal amount, @Nullable String per) {
    if (amount == null || per == null) {
      return "";
    }
    return French.euros(amount) + (per.equals("YEAR") ? " par an" : "");
  }

  /** Said where it is not the price itself. */
  private static String cost(ContractItem item) {
    var cost = item.cost();
    var amount = item.amount();
    return cost == null || (amount != null && cost.compareTo(amount) == 0)
        ? ""
        : French.euros(cost) + " en tout";
  }

  /** Where an open page reads a part of it again. */
  public Address fragment(String part) {
    return search.at(head.here().under("fragments").under(part)).with("cursor", search.cursor());
  }

  @Override
  public String title() {
    return "Contrats – " + head.name();
  }
}
