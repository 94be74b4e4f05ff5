package fr.ght.view.pages.shown;

import fr.ght.access.identity.Known;
import fr.ght.http.lists.Page;
import fr.ght.view.audit.AuditEntry;
import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.group.GroupAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what in a group, and what caused it.
 *
 * @param found how many lines, in words
 * @param next address of the page after; null on the last
 * @param first address of the first page; null if this is it
 * @param all address without any filter; null if none is asked
 * @param again where an open page reads the list again; null if it does not begin with the latest
 */
public record JournalPage(
    GroupHead head,
    Search search,
    List<Choice> establishments,
    List<Choice> types,
    String found,
    List<Line> lines,
    @Nullable Address next,
    @Nullable Address first,
    @Nullable Address all,
    @Nullable Address again)
    implements WebPage {
  /** A fact told later than this tells when it happened, too. */
  private static final Duration LATE = Duration.ofDays(1);

  /** What was asked; empty for what was not. */
  public record Search(
      String establishment,
      String actor,
      String type,
      String subject,
      String from,
      String to,
      String correlation,
      String cursor) {

    public static Search of(
        @Nullable String establishment,
        @Nullable String actor,
        @Nullable String type,
        @Nullable String subject,
        @Nullable String from,
        @Nullable String to,
        @Nullable String correlation,
        @Nullable String cursor) {
      return new Search(
          text(establishment),
          text(actor),
          text(type),
          text(subject),
          text(from),
          text(to),
          text(correlation),
          text(cursor));
    }

    private static String text(@Nullable String given) {
      return given == null ? "" : given;
    }

    Address at(Address address) {
      return address
          .with("etablissement", establishment)
          .with("acteur", actor)
          .with("fait", type)
          .with("objet", subject)
          .with("du", from)
          .with("au", to)
          .with("correlation", correlation);
    }
  }

  /**
   * @param happened null unless it was recorded late
   * @param where the establishment's name; empty if about the whole group
   * @param sameActor the lines of the same actor
   * @param sameSubject the lines about the same thing
   * @param sameRequest everything that the same outside call set off
   * @param cause the line that led to this one; null if an outside call did so directly
   * @param command as its giver named it; empty if not
   */
  public record Line(
      String id,
      Stamp recorded,
      @Nullable Stamp happened,
      String what,
      String subject,
      Address sameSubject,
      String where,
      Who who,
      Address sameActor,
      Address sameRequest,
      @Nullable Address cause,
      String command) {}

  /**
   * @param known what the table of names says of the actors
   */
  public static JournalPage of(
      GroupAnswer group,
      Page<AuditEntry> page,
      Search search,
      Collection<String> types,
      Map<String, Known> known,
      Moment moment) {
    var here = Address.journal(group.ght());
    var plain = here.with("asOf", moment.parameter());
    var address = search.at(plain);
    var begins = search.cursor().isEmpty();
    return new JournalPage(
        GroupHead.of(group.ght(), group.name(), moment, page.completeUpTo(), "journal", here),
        search,
        group.establishments().stream()
            .map(one -> Choice.of(one.finess(), one.name(), search.establishment()))
            .toList(),
        types.stream()
            .map(type -> Choice.of(type, Labels.fact(type), search.type()))
            .sorted(Comparator.comparing(Choice::label, FrenchOrder.BY_NAME))
            .toList(),
        (page.totalIsExact() ? "" : "Plus de ") + French.count(page.total(), "ligne", "lignes"),
        page.items().stream().map(entry -> line(entry, plain, known)).toList(),
        page.next() == null ? null : address.with("avant", page.next()),
        begins ? null : address,
        address.equals(plain) ? null : plain,
        begins ? search.at(here.under("fragments").under("liste")) : null);
  }

  private static Line line(AuditEntry entry, Address plain, Map<String, Known> known) {
    var late = entry.occurredAt().plus(LATE).isBefore(entry.recordedAt());
    var sameRequest = plain.with("correlation", entry.correlation());
    return new Line(
        entry.id(),
        Stamp.at(entry.recordedAt()),
        late ? Stamp.at(entry.occurredAt()) : null,
        Labels.fact(entry.type()),
        entry.subject(),
        plain.with("objet", entry.subject()),
        where(entry.establishment(), entry.establishmentName()),
        Who.of(entry.actor(), entry.role(), known),
        plain.with("acteur", entry.actor()),
        sameRequest,
        entry.causation() == null ? null : sameRequest.anchor("ligne-" + entry.causation()),
        entry.command() == null ? "" : entry.command());
  }

  private static String where(@Nullable String finess, @Nullable String name) {
    if (finess == null) {
      return "";
    }
    return name == null ? "Établissement " + finess : name;
  }

  @Override
  public String title() {
    return "Journal d’audit – " + head.name();
  }
}
