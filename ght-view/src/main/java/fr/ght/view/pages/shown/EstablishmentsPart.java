package fr.ght.view.pages.shown;

import fr.ght.view.french.Labels;
import fr.ght.view.group.GroupAnswer;
import java.util.List;

/** The establishments of a group, a line each. */
public record EstablishmentsPart(List<Line> lines) {

  /**
   * @param support whether it is the support establishment
   */
  public record Line(
      String finess, String name, String role, boolean support, Address page, Figures figures) {}

  public static EstablishmentsPart of(GroupAnswer group, Moment moment) {
    return new EstablishmentsPart(
        group.establishments().stream().map(one -> line(group.ght(), one, moment)).toList());
  }

  private static Line line(String ght, GroupAnswer.Establishment one, Moment moment) {
    return new Line(
        one.finess(),
        one.name(),
        Labels.role(one.role()),
        one.role().equals("SUPPORT"),
        Address.establishment(ght, one.finess()).with("asOf", moment.parameter()),
        Figures.of(one.machines(), one.declared(), one.freshness(), one.incidents()));
  }
}
