package fr.ght.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to know the state of: what was recorded at or before {@code recordedBy}, and
 * of dated facts what is true on day {@code on}.
 *
 * @param recordedBy null for all that is known now
 */
public record AsOf(@Nullable Instant recordedBy, LocalDate on) {
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** The log's clock counts microseconds. */
  private static final int TICK_NANOS = 1_000;

  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2999;

  /** All that is known now, on this day. */
  public static AsOf now() {
    return new AsOf(null, LocalDate.now(PARIS));
  }

  /**
   * @param asOf an ISO instant with its offset, or a bare date, which means the end of that day in
   *     Europe/Paris
   * @param on a date; by default the day of {@code asOf}
   * @throws Problem.ProblemException 400 naming the parameter
   */
  public static AsOf parse(@Nullable String asOf, @Nullable String on, Instant now) {
    var recordedBy = asOf == null ? null : instant(asOf);
    var day =
        on == null
            ? LocalDate.ofInstant(recordedBy == null ? now : recordedBy, PARIS)
            : date("on", on);
    return new AsOf(recordedBy, day);
  }

  private static Instant instant(String text) {
    try {
      if (text.indexOf('T') < 0) {
        return day("asOf", LocalDate.parse(text))
            .plusDays(1)
            .atStartOfDay(PARIS)
            .toInstant()
            .minusNanos(TICK_NANOS);
      }
      // A plus sign that was not percent-encoded arrives as a space.
      var moment = OffsetDateTime.parse(text.replace(' ', '+'));
      day("asOf", moment.toLocalDate());
      return moment.toInstant();
    } catch (DateTimeException e) {
      throw Problem.unreadable(
          "asOf", "is neither a date (2018-01-01) nor an instant (2018-01-01T12:00:00Z)");
    }
  }

  private static LocalDate date(String name, String text) {
    try {
      return day(name, LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw Problem.unreadable(name, "is not a date such as 2018-01-01");
    }
  }

  /** What the database's calendar can hold, and somebody can have meant. */
  private static LocalDate day(String name, LocalDate day) {
    if (day.getYear() < EARLIEST_YEAR || day.getYear() > LATEST_YEAR) {
      throw Problem.unreadable(
          name, "must be between the years %d and %d".formatted(EARLIEST_YEAR, LATEST_YEAR));
    }
    return day;
  }
}
