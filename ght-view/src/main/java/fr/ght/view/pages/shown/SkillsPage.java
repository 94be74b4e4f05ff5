package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.group.GroupAnswer;
import fr.ght.view.skills.SkillRisk;
import fr.ght.view.skills.SkillsAnswer;
import fr.ght.view.skills.SkillsAnswer.Coverage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is able to maintain what runs in production, where too few are first.
 *
 * @param establishment that single establishments are limited to; empty for all
 * @param lines of single establishments
 * @param group of the whole group
 * @param file where the whole list comes as a file
 */
public record SkillsPage(
    GroupHead head,
    String establishment,
    List<Choice> establishments,
    Figures figures,
    List<Line> lines,
    List<Line> group,
    Address file)
    implements WebPage {

  private static final String UNKNOWN = "inconnu";

  /**
   * @param products in production anywhere in the group
   * @param risks products that too few of one establishment maintain, each establishment counted
   * @param unknowns the same of which nobody ever said
   * @param risksOfGroup products that too few of the whole group maintain
   */
  public record Figures(
      String products,
      String risks,
      boolean isRisky,
      String unknowns,
      String risksOfGroup,
      boolean isGroupRisky) {

    static Figures of(SkillsAnswer answer) {
      var risks = risks(answer.establishments());
      var risksOfGroup = risks(answer.group());
      return new Figures(
          French.number(answer.group().stream().filter(one -> one.applications() > 0).count()),
          French.number(risks),
          risks > 0,
          French.number(
              answer.establishments().stream()
                  .filter(one -> SkillRisk.valueOf(one.risk()) == SkillRisk.UNKNOWN)
                  .count()),
          French.number(risksOfGroup),
          risksOfGroup > 0);
    }

    private static long risks(List<Coverage> some) {
      return some.stream().filter(one -> SkillRisk.valueOf(one.risk()).isRisk()).count();
    }
  }

  /**
   * @param where the establishment's name; empty of the whole group
   * @param page of that establishment; null of the whole group
   * @param style of the risk, for the style sheet
   * @param able how many people; in words if nobody ever said
   * @param detail which levels they have; empty if there are none
   * @param until until when they can be counted on; empty if nothing is known to change
   * @param unknownAt where nobody ever said, though elsewhere somebody did; empty if nowhere
   */
  public record Line(
      String key,
      String product,
      String where,
      @Nullable Address page,
      String risk,
      String style,
      String applications,
      String runningAt,
      boolean isKnown,
      String able,
      String detail,
      String until,
      String unknownAt) {}

  /**
   * @param establishment FINESS that the answer is limited to; null for all
   */
  public static SkillsPage of(
      GroupAnswer group, SkillsAnswer answer, @Nullable String establishment, Moment moment) {
    var here = Address.skills(group.ght());
    var asked = establishment == null ? "" : establishment;
    var names =
        group.establishments().stream()
            .collect(
                Collectors.toMap(
                    GroupAnswer.Establishment::finess,
                    GroupAnswer.Establishment::name,
                    (first, _) -> first));
    var at = moment.at();
    return new SkillsPage(
        GroupHead.of(group.ght(), group.name(), moment, answer.completeUpTo(), "skills", here),
        asked,
        group.establishments().stream()
            .map(one -> Choice.of(one.finess(), one.name(), asked))
            .toList(),
        Figures.of(answer),
        answer.establishments().stream().map(one -> line(group.ght(), one, names, moment)).toList(),
        answer.group().stream().map(one -> line(group.ght(), one, names, moment)).toList(),
        Address.api(group.ght(), "skills")
            .with("format", "csv")
            .with("asOf", at == null ? null : at.iso())
            .with("establishment", asked));
  }

  private static Line line(String ght, Coverage one, Map<String, String> names, Moment moment) {
    var finess = one.establishment();
    return new Line(
        (finess == null ? "" : finess) + "/" + one.product(),
        one.product(),
        finess == null ? "" : names.getOrDefault(finess, finess),
        finess == null ? null : Address.establishment(ght, finess).with("asOf", moment.parameter()),
        Labels.skillRisk(one.risk()),
        style(SkillRisk.valueOf(one.risk())),
        French.number(one.applications()),
        French.number(one.runningAt()),
        one.able() != null,
        one.able() == null ? UNKNOWN : French.count(one.able(), "personne", "personnes"),
        detail(one),
        one.until() == null ? "" : "effectif assuré jusqu’au " + French.day(one.until()),
        one.unknownAt() == 0 || one.able() == null
            ? ""
            : "inconnu dans " + French.count(one.unknownAt(), "établissement", "établissements"));
  }

  private static String style(SkillRisk risk) {
    return switch (risk) {
      case NOBODY -> "late";
      case ONE_PERSON -> "soon";
      case UNKNOWN, NOT_IN_PRODUCTION -> "none";
      case ENOUGH -> "production";
    };
  }

  private static String detail(Coverage one) {
    if (one.experts() == null || one.autonomous() == null || one.learning() == null) {
      return "";
    }
    return Stream.of(
            people(one.experts(), "expert", "experts"),
            people(one.autonomous(), "autonome", "autonomes"),
            people(one.learning(), "en formation", "en formation"))
        .filter(some -> !some.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String people(int number, String one, String many) {
    return number == 0 ? "" : French.count(number, one, many);
  }

  /** Where an open page reads a part of it again. */
  public Address fragment(String part) {
    return head.here().under("fragments").under(part).with("etablissement", establishment);
  }

  @Override
  public String title() {
    return "Compétences – " + head.name();
  }
}
