package fr.ght.view.pages.shown;

import fr.ght.view.pages.french.Sentences;
import fr.ght.view.timeline.TimelineEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed, latest first.
 *
 * @param again where an open page reads it again; null if it does not begin with the latest
 * @param more address of the page with the older entries; null if there are none
 * @param moreFragment the same, as a fragment
 */
public record TimelinePart(
    List<Entry> entries,
    @Nullable Address again,
    @Nullable Address more,
    @Nullable Address moreFragment) {
  /** A fact told later than this tells when it happened, too. */
  private static final Duration LATE = Duration.ofDays(1);

  /**
   * Entries that follow each other.
   *
   * @param next cursor of the older ones; null if there are none
   * @param latest whether they begin with the latest
   */
  public record Slice(List<TimelineEntry> entries, @Nullable String next, boolean latest) {}

  /**
   * @param where the establishment's name; empty if about the whole group, or if this is its page
   * @param page of that establishment; null where {@code where} is empty
   * @param happened null unless it was recorded late
   */
  public record Entry(
      String id,
      Stamp recorded,
      @Nullable Stamp happened,
      String where,
      @Nullable Address page,
      String sentence) {

    static Entry of(String ght, TimelineEntry entry, Moment moment, @Nullable String shown) {
      var finess = entry.establishment();
      var elsewhere = finess == null || finess.equals(shown) ? null : finess;
      var late = entry.occurredAt().plus(LATE).isBefore(entry.recordedAt());
      return new Entry(
          entry.id(),
          Stamp.at(entry.recordedAt()),
          late ? Stamp.at(entry.occurredAt()) : null,
          elsewhere == null ? "" : where(elsewhere, entry.establishmentName()),
          elsewhere == null
              ? null
              : Address.establishment(ght, elsewhere).with("asOf", moment.parameter()),
          Sentences.of(entry));
    }

    private static String where(String finess, @Nullable String name) {
      return name == null ? "Établissement " + finess : name;
    }
  }

  /**
   * @param shown FINESS of the establishment whose page it is; null on the group's
   * @param page where the timeline is shown
   * @param fragment where it is read again
   */
  public static TimelinePart of(
      String ght,
      Slice slice,
      Moment moment,
      @Nullable String shown,
      Address page,
      Address fragment) {
    return new TimelinePart(
        slice.entries().stream().map(entry -> Entry.of(ght, entry, moment, shown)).toList(),
        slice.latest() ? fragment : null,
        slice.next() == null ? null : page.with("avant", slice.next()).anchor("chronologie"),
        slice.next() == null ? null : fragment.with("avant", slice.next()));
  }
}
