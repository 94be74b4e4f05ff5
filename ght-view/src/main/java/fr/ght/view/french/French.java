package fr.ght.view.french;

import fr.ght.http.AsOf;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Figures, dates and amounts as French readers write them: narrow no-break spaces, clock of Paris.
 */
public final class French {
  private static final Locale LOCALE = Locale.FRANCE;
  private static final char NO_BREAK = '\u00a0';
  private static final double PERCENT = 100;
  private static final int FEW = 2;
  private static final int MONTHS_A_YEAR = 12;

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

  /** {@code 34 000,00 €}. */
  public static String euros(BigDecimal amount) {
    return NumberFormat.getCurrencyInstance(LOCALE).format(amount);
  }

  /** {@code 1 an et 6 mois}; nothing of it is left out. */
  public static String length(Period length) {
    var parts =
        Stream.of(
                part(length.getYears(), "an", "ans"),
                part(length.getMonths(), "mois", "mois"),
                part(length.getDays(), "jour", "jours"))
            .filter(part -> !part.isEmpty())
            .toList();
    return parts.isEmpty() ? count(0, "jour", "jours") : String.join(" et ", parts);
  }

  private static String part(int number, String one, String many) {
    return number == 0 ? "" : count(number, one, many);
  }

  /**
   * How far a day is away: {@code aujourd’hui}, {@code demain}, {@code dans 12 jours}, {@code dans
   * 5 mois}, {@code en retard de 3 jours}.
   */
  public static String away(LocalDate day, LocalDate today) {
    if (day.equals(today)) {
      return "aujourd’hui";
    }
    if (day.equals(today.plusDays(1))) {
      return "demain";
    }
    return day.isAfter(today) ? "dans " + about(today, day) : "en retard de " + about(day, today);
  }

  /** In days up to two months, in whole months up to two years, then in whole years. */
  private static String about(LocalDate from, LocalDate to) {
    var months = ChronoUnit.MONTHS.between(from, to);
    if (months < FEW) {
      return count(ChronoUnit.DAYS.between(from, to), "jour", "jours");
    }
    return months < FEW * MONTHS_A_YEAR
        ? count(months, "mois", "mois")
        : count(months / MONTHS_A_YEAR, "an", "ans");
  }

  /** {@code 24 novembre 2026 à 14 h 05}, in Paris. */
  public static String moment(Instant instant) {
    var paris = instant.atZone(AsOf.PARIS);
    return day(paris.toLocalDate())
        + " à "
        + CLOCK.format(paris).replace(" ", String.valueOf(NO_BREAK));
  }
}
