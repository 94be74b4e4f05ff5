package fr.ght.view.pages.shown;

import fr.ght.view.group.GroupAnswer;
import fr.ght.view.matrix.MatrixAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A group: its figures, establishments, matrix and timeline.
 *
 * @param establishment whose changes the timeline is limited to; empty for all
 */
public record GroupPage(
    GroupHead head,
    Figures figures,
    EstablishmentsPart establishments,
    MatrixPart matrix,
    TimelinePart timeline,
    String establishment)
    implements WebPage {

  /**
   * @param establishment FINESS that the timeline is limited to; null for all
   */
  public static GroupPage of(
      GroupAnswer group,
      MatrixAnswer matrix,
      TimelinePart.Slice changes,
      Moment moment,
      @Nullable String establishment) {
    return new GroupPage(
        head(group, moment),
        figures(group),
        EstablishmentsPart.of(group, moment),
        MatrixPart.of(matrix, moment),
        timeline(group.ght(), changes, moment, establishment),
        establishment == null ? "" : establishment);
  }

  public static GroupHead head(GroupAnswer group, Moment moment) {
    return GroupHead.of(
        group.ght(),
        group.name(),
        moment,
        group.completeUpTo(),
        "group",
        Address.group(group.ght()));
  }

  public static Figures figures(GroupAnswer group) {
    return Figures.of(group.machines(), group.declared(), group.freshness(), group.incidents());
  }

  /**
   * @param establishment FINESS that it is limited to; null for all
   */
  public static TimelinePart timeline(
      String ght, TimelinePart.Slice changes, Moment moment, @Nullable String establishment) {
    return TimelinePart.of(
        ght,
        changes,
        moment,
        null,
        asking(Address.group(ght), moment, establishment),
        asking(fragment(ght, "chronologie"), moment, establishment));
  }

  private static Address asking(Address address, Moment moment, @Nullable String establishment) {
    return address.with("asOf", moment.parameter()).with("etablissement", establishment);
  }

  private static Address fragment(String ght, String name) {
    return Address.group(ght).under("fragments").under(name);
  }

  public Address fragment(String name) {
    return fragment(head.ght(), name);
  }

  @Override
  public String title() {
    return head.name();
  }
}
