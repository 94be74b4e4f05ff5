package fr.ght.view.pages.shown;

import fr.ght.http.lists.Page;
import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.group.GroupAnswer;
import fr.ght.view.machines.MachineItem;
import fr.ght.view.machines.MachineKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a group that meet the search.
 *
 * @param found how many, in words
 * @param next address of the page after; null on the last
 * @param first address of the first page; null if this is it
 * @param fragment where an open page reads the list again
 */
public record MachinesPage(
    GroupHead head,
    Search search,
    List<Choice> establishments,
    List<Choice> kinds,
    List<Choice> states,
    String found,
    List<Line> machines,
    @Nullable Address next,
    @Nullable Address first,
    Address fragment)
    implements WebPage {

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

    Address at(Address address) {
      return address
          .with("q", q)
          .with("etablissement", establishment)
          .with("type", kind)
          .with("etat", state);
    }
  }

  public record Line(
      String id,
      String name,
      String establishment,
      Address page,
      String kind,
      String model,
      String system,
      String software,
      String state,
      @Nullable Stamp seen) {}

  public static MachinesPage of(
      GroupAnswer group, Page<MachineItem> page, Search search, Moment moment) {
    var here = Address.machines(group.ght());
    var address = search.at(here.with("asOf", moment.parameter()));
    var names =
        group.establishments().stream()
            .collect(
                Collectors.toMap(
                    GroupAnswer.Establishment::finess,
                    GroupAnswer.Establishment::name,
                    (first, _) -> first));
    return new MachinesPage(
        GroupHead.of(group.ght(), group.name(), moment, page.completeUpTo(), "machines", here),
        search,
        group.establishments().stream()
            .map(one -> Choice.of(one.finess(), one.name(), search.establishment()))
            .toList(),
        Stream.of(MachineKind.values())
            .map(MachineKind::name)
            .map(kind -> Choice.of(kind, Labels.machineKind(kind), search.kind()))
            .toList(),
        Stream.of("IN_SERVICE", "RETIRED")
            .map(state -> Choice.of(state, Labels.machineState(state), search.state()))
            .toList(),
        (page.totalIsExact() ? "" : "Plus de ") + French.count(page.total(), "machine", "machines"),
        page.items().stream().map(item -> line(group.ght(), item, names, moment)).toList(),
        page.next() == null ? null : address.with("cursor", page.next()),
        search.cursor().isEmpty() ? null : address,
        search.at(here.under("fragments").under("liste")).with("cursor", search.cursor()));
  }

  private static Line line(String ght, MachineItem item, Map<String, String> names, Moment moment) {
    return new Line(
        item.id(),
        item.name(),
        names.getOrDefault(item.establishment(), item.establishment()),
        Address.establishment(ght, item.establishment()).with("asOf", moment.parameter()),
        Labels.machineKind(item.kind()),
        hardware(item.manufacturer(), item.model()),
        joined(item.operatingSystem(), item.osVersion()),
        French.number(item.softwareCount()),
        Labels.machineState(item.state()),
        Stamp.of(item.seenAt()));
  }

  /** Some makers write their name into the model, too. */
  private static String hardware(@Nullable String manufacturer, @Nullable String model) {
    var isRepeated =
        manufacturer != null
            && model != null
            && model
                .toLowerCase(Locale.ROOT)
                .startsWith(manufacturer.toLowerCase(Locale.ROOT) + " ");
    return joined(isRepeated ? null : manufacturer, model);
  }

  private static String joined(@Nullable String one, @Nullable String other) {
    return Stream.<@Nullable String>of(one, other)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  @Override
  public String title() {
    return "Machines – " + head.name();
  }
}
