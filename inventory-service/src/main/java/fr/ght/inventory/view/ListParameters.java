package fr.ght.inventory.view;

import fr.ght.http.Problem;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What lists are asked for in the terms of this service. */
public final class ListParameters {
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2999;

  private ListParameters() {}

  /**
   * @return the FINESS number, or null if none is given
   * @throws Problem.ProblemException 400 if it is none
   */
  public static @Nullable String establishment(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Finess.parse(text).number();
    } catch (Finess.Invalid e) {
      throw Problem.unreadable("establishment", "is not valid: " + e.defect().explanation());
    }
  }

  /**
   * @return the calendar year, or null if none is given
   * @throws Problem.ProblemException 400 if it is none that somebody can have meant
   */
  public static @Nullable Integer year(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.matches("[0-9]{4}")) {
      int year = Integer.parseInt(text);
      if (year >= EARLIEST_YEAR && year <= LATEST_YEAR) {
        return year;
      }
    }
    throw Problem.unreadable(
        "year", "is not a year between %d and %d".formatted(EARLIEST_YEAR, LATEST_YEAR));
  }

  /**
   * @return the day, or null if none is given
   * @throws Problem.ProblemException 400 if it is none that somebody can have meant
   */
  public static @Nullable LocalDate day(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR) {
        return day;
      }
    } catch (DateTimeException e) {
      // Falls through to the same answer as a day that nobody can have meant.
    }
    throw Problem.unreadable(
        name,
        "is not a date such as 2018-01-01 between the years %d and %d"
            .formatted(EARLIEST_YEAR, LATEST_YEAR));
  }
}
