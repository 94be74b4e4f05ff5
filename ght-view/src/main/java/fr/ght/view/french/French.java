package fr.ght.view.french;

import fr.ght.http.AsOf;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures and dates as French readers write them: narrow no-break spaces, clock of Paris. */
public final class French {
  private static final Locale LOCALE = Locale.FRANCE;
  private static final char NO_BREAK = '\u00a0';
  private static final double PERCENT = 100;

  private static final DateTimeFormatter MONTH_AND_YEAR =
      DateTimeFormatter.ofPattern("MMMM uuuu", LOCALE);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH' h 'mm", LOCALE);

  private French() {}

  /** {@code 4 000}. */
  public static String number(long number) {
    return NumberFormat.getIntegerInstance(LOCALE).format(number);
  }

  /** {@code 3 machines}; zero and one are singular in French. */
  public static String count(long number, String one, String many) {
    return number(number) + NO_BREAK + (Math.abs(number) < 2 ? one : many);
  }

  /**
   * {@code 87 %}, rounded down: what is not whole is never told as 100 %, and what is not nothing
   * never as 0 %.
   *
   * @param share from 0 to 1, or beyond
   */
  public static String share(double share) {
    var percent = (long) Math.floor(share * PERCENT + 1e-9);
    return share > 0 && percent == 0 ? "<" + NO_BREAK + "1" + NO_BREAK + "%" : percent(percent);
  }

  private static String percent(long percent) {
    return number(percent) + NO_BREAK + "%";
  }

  /** {@code 1er janvier 2018}. */
  public static String day(LocalDate day) {
    var number = day.getDayOfMonth() == 1 ? "1er" : String.valueOf(day.getDayOfMonth());
    return number + " " + MONTH_AND_YEAR.format(day);
  }

  /** {@code 24 novembre 2026 à 14 h 05}, in Paris. */
  public static String moment(Instant instant) {
    var paris = instant.atZone(AsOf.PARIS);
    return day(paris.toLocalDate())
        + " à "
        + CLOCK.format(paris).replace(" ", String.valueOf(NO_BREAK));
  }
}
