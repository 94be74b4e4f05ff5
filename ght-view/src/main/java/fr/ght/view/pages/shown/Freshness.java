package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import org.jspecify.annotations.Nullable;

/**
 * The share of machines seen within 7 days. Where nothing ever reported it is unknown, which is
 * never told in the words or colours of what is fine.
 *
 * @param level a name for the style sheet: unknown, current, watch or late
 * @param percent from 0 to 100, as wide as the bar is
 */
public record Freshness(String level, String text, String meaning, int percent) {
  private static final double CURRENT = 0.9;
  private static final double WATCH = 0.5;
  private static final int WHOLE = 100;

  public static Freshness of(@Nullable Double share) {
    if (share == null) {
      return new Freshness("unknown", "inconnu", "aucun inventaire reçu", 0);
    }
    var percent = (int) Math.clamp(Math.floor(share * WHOLE + 1e-9), 0, WHOLE);
    var text = French.share(share);
    if (share >= CURRENT) {
      return new Freshness("current", text, "à jour", percent);
    }
    return share >= WATCH
        ? new Freshness("watch", text, "à surveiller", percent)
        : new Freshness("late", text, "en retard", percent);
  }

  public boolean known() {
    return !level.equals("unknown");
  }
}
