package fr.ght.inventory.view.assets;

import fr.ght.http.AsOf;
import fr.ght.http.lists.SearchText;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which machines are asked for; what is null is not asked.
 *
 * @param establishments of which the reader may know, or the one of them that he asks for
 * @param q a part of what machines are searched by
 * @param software a part of the name, or of name and version, of what is installed
 */
public record Wanted(
    Collection<String> establishments,
    @Nullable String kind,
    @Nullable String state,
    @Nullable String q,
    @Nullable String software,
    AsOf asOf) {

  /** So many are looked into one by one, whatever is searched for. */
  private static final int HANDFUL = 8;

  /** So many are looked through one by one. */
  private static final int FEW = 64;

  /** So many characters find a machine among millions; each more costs as much as the first. */
  private static final int LOOKED_UP = 10;

  public Wanted {
    establishments = List.copyOf(establishments);
    q = q == null || SearchText.of(q.strip()).isEmpty() ? null : q;
  }

  boolean isOfHandful() {
    return establishments.size() <= HANDFUL;
  }

  boolean isOfFew() {
    return establishments.size() <= FEW;
  }

  boolean isNow() {
    return asOf.recordedBy() == null;
  }

  /** As machines are searched; null if nothing is. */
  @Nullable String text() {
    return q == null ? null : SearchText.of(q.strip());
  }

  /** The beginning of {@link #text}, if that is longer than what an index is asked for. */
  static String begin(String text) {
    int length = Math.min(text.length(), LOOKED_UP);
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
