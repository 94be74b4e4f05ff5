package fr.ght.view.pages.shown;

import fr.ght.http.AsOf;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The instant that a page shows: what is known now, or what was recorded by a past instant.
 *
 * @param parameter {@code asOf} as the pages pass it on; null for now
 * @param readAt when the page was asked for
 */
public record Moment(AsOf asOf, @Nullable String parameter, Instant readAt) {
  private static final DateTimeFormatter PICKED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  public static Moment now() {
    return new Moment(AsOf.now(), null, Instant.now());
  }

  /**
   * @param text as the API takes it, or as a browser's date and time field gives it: the clock of
   *     Paris. Empty means now
   * @throws fr.ght.http.Problem.ProblemException 400 naming the parameter
   */
  public static Moment read(@Nullable String text, Instant now) {
    if (text == null || text.isBlank()) {
      return new Moment(AsOf.parse(null, null, now), null, now);
    }
    var asked = text.strip();
    var asOf = AsOf.parse(inParis(asked), null, now);
    return new Moment(asOf, asked, now);
  }

  private static String inParis(String text) {
    try {
      return LocalDateTime.parse(text).atZone(AsOf.PARIS).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  public boolean live() {
    return parameter == null;
  }

  /** The instant asked for; null for now. */
  public @Nullable Stamp at() {
    return Stamp.of(asOf.recordedBy());
  }

  /** For paper, which does not change any more. */
  public Stamp read() {
    return Stamp.at(readAt);
  }

  /** For the date and time field; empty for now. */
  public String picked() {
    var instant = asOf.recordedBy();
    return instant == null
        ? ""
        : PICKED.format(instant.truncatedTo(ChronoUnit.MINUTES).atZone(AsOf.PARIS));
  }

  /** Whether what was recorded by then may still change here. */
  public boolean stillFilling(@Nullable Instant completeUpTo) {
    var instant = asOf.recordedBy();
    return instant != null && (completeUpTo == null || completeUpTo.isBefore(instant));
  }
}
