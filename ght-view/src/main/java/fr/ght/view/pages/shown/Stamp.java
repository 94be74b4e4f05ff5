package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant, for machines and for readers.
 *
 * @param iso for the attribute {@code datetime}
 */
public record Stamp(String iso, String text) {

  public static @Nullable Stamp of(@Nullable Instant instant) {
    return instant == null ? null : at(instant);
  }

  public static Stamp at(Instant instant) {
    return new Stamp(instant.toString(), French.moment(instant));
  }
}
