package fr.ght.view.pages.shown;

import fr.ght.view.group.GroupAnswer;
import fr.ght.view.matrix.MatrixAnswer;
import fr.ght.view.timeline.TimelineEntry;
import java.util.List;
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
   * @param next cursor of the timeline's older entries
   * @param establishment FINESS that the timeline is limited to; null for all
   */
  public static GroupPage of(
      GroupAnswer group,
      MatrixAnswer matrix,
      List<TimelineEntry> entries,
      @Nullable String next,
      Moment moment,
      @Nullable String establishment) {
    var here = Address.group(group.ght());
    var asked = establishment == null ? "" : establishment;
    return new GroupPage(
        GroupHead.of(group.ght(), group.name(), moment, group.completeUpTo(), "group", here),
        Figures.of(group.machines(), group.declared(), group.freshness(), group.incidents()),
        EstablishmentsPart.of(group, moment),
        MatrixPart.of(matrix, moment),
        TimelinePart.of(
            group.ght(),
            entries,
            next,
            moment,
            null,
            asking(here, moment, asked),
            asking(fragment(group.ght(), "chronologie"), moment, asked)),
        asked);
  }

  private static Address asking(Address address, Moment moment, String establishment) {
    return address.with("asOf", moment.parameter()).with("etablissement", establishment);
  }

  private static Address fragment(String ght, String name) {
    return Address.group(ght).under("fragments").under(name);
  }

  public Address fragment(String name) {
    return fragment(head.ght(), name);
  }

  /** Where an open page reads its timeline again. */
  public Address timelineFragment() {
    return asking(fragment("chronologie"), head.moment(), establishment);
  }

  @Override
  public String title() {
    return head.name();
  }
}
