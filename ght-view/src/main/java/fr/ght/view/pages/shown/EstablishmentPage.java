package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.group.EstablishmentAnswer;
import fr.ght.view.machines.MachineKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One establishment of a group.
 *
 * @param from the day it joined
 * @param kinds its machines by kind
 * @param profileFrom the day from which its declared figures hold; null if it declared none
 */
public record EstablishmentPage(
    GroupHead head,
    String finess,
    String name,
    String role,
    String from,
    Figures figures,
    List<Line> kinds,
    @Nullable String profileFrom,
    List<Line> profile,
    List<Application> applications,
    TimelinePart timeline,
    Address machines,
    Address contracts,
    Address skills)
    implements WebPage {

  /** A figure with its name. */
  public record Line(String label, String value) {}

  /**
   * @param users empty if not declared
   */
  public record Application(
      String id, String function, MatrixPart.Deployed deployed, String users) {}

  /**
   * @param groupName of the group it is shown in
   */
  public static EstablishmentPage of(
      String groupName, EstablishmentAnswer one, TimelinePart.Slice changes, Moment moment) {
    var here = Address.establishment(one.ght(), one.finess());
    return new EstablishmentPage(
        GroupHead.of(one.ght(), groupName, moment, one.completeUpTo(), "establishment", here),
        one.finess(),
        one.name(),
        Labels.role(one.role()),
        French.day(one.from()),
        Figures.of(one.machines(), one.declared(), one.freshness(), one.incidents()),
        kinds(one.machinesByKind()),
        one.profile() == null ? null : French.day(one.profile().from()),
        one.profile() == null ? List.of() : profile(one.profile()),
        one.applications().stream()
            .map(EstablishmentPage::application)
            .sorted(Comparator.comparing(Application::function, FrenchOrder.BY_NAME))
            .toList(),
        TimelinePart.of(
            one.ght(),
            changes,
            moment,
            one.finess(),
            here.with("asOf", moment.parameter()),
            here.under("fragments").under("chronologie").with("asOf", moment.parameter())),
        Address.machines(one.ght())
            .with("asOf", moment.parameter())
            .with("etablissement", one.finess()),
        Address.contracts(one.ght())
            .with("asOf", moment.parameter())
            .with("etablissement", one.finess()),
        Address.skills(one.ght())
            .with("asOf", moment.parameter())
            .with("etablissement", one.finess()));
  }

  private static List<Line> kinds(Map<String, Long> machines) {
    return Stream.of(MachineKind.values())
        .map(MachineKind::name)
        .filter(machines::containsKey)
        .map(kind ->
            new Line(Labels.machineKinds(kind), French.number(machines.getOrDefault(kind, 0L))))
        .toList();
  }

  private static List<Line> profile(EstablishmentAnswer.Profile profile) {
    return List.of(
        figure("Lits", profile.beds()),
        figure("Agents", profile.staff()),
        figure("Postes de travail", profile.workstations()),
        figure("Informaticiens", profile.itStaff()));
  }

  private static Line figure(String label, @Nullable Integer figure) {
    return new Line(label, Optional.ofNullable(figure).map(French::number).orElse("non déclaré"));
  }

  private static Application application(EstablishmentAnswer.Application one) {
    return new Application(
        one.id(),
        Labels.function(one.function()),
        MatrixPart.Deployed.of(one.product(), one.version(), one.state(), one.instance()),
        one.users() == null ? "" : French.number(one.users()));
  }

  /** Where an open page reads this part again. */
  public Address fragment(String part) {
    return head.here().under("fragments").under(part);
  }

  @Override
  public String title() {
    return name + " – " + head.name();
  }
}
