package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import org.jspecify.annotations.Nullable;

/**
 * Machines beside what was declared: the figures that a group and an establishment have in common.
 *
 * @param count machines, for the live summary; null if they are not counted here
 */
public record Figures(
    @Nullable Long count,
    String machines,
    String declared,
    String coverage,
    Freshness freshness,
    long openIncidents,
    String incidents) {
  private static final String UNKNOWN = "inconnue";
  private static final String NOT_COUNTED = "non compté";

  public static Figures of(
      @Nullable Long machines,
      @Nullable Long declared,
      @Nullable Double freshness,
      long incidents) {
    return new Figures(
        machines,
        machines == null ? NOT_COUNTED : French.number(machines),
        declared == null ? "non déclaré" : French.number(declared),
        coverage(machines, declared),
        Freshness.of(freshness),
        incidents,
        French.number(incidents));
  }

  public boolean counted() {
    return count != null;
  }

  private static String coverage(@Nullable Long machines, @Nullable Long declared) {
    if (machines == null) {
      return NOT_COUNTED;
    }
    return declared == null || declared == 0 ? UNKNOWN : French.share((double) machines / declared);
  }
}
