package fr.ght.inventory.domain.normalisation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a product's publisher and name become its code, {@code publisher.name}. Whatever tells names
 * apart tells codes apart, but for upper case, accents and the marks between words.
 */
public final class ProductCode {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9_]+");
  private static final Pattern HYPHENS_AROUND = Pattern.compile("^-|-$");
  private static final int LONGEST_PART = 60;

  private ProductCode() {}

  public static String of(String publisher, String product) {
    var maker = part(publisher);
    var name = part(product);
    var own = name.startsWith(maker + "-") ? name.substring(maker.length() + 1) : name;
    return bounded(maker) + "." + bounded(own);
  }

  /** The code of what has no product yet. */
  static String ofUnknown(@Nullable String publisher, String name) {
    return bounded(publisher == null ? "" : part(publisher)) + "." + bounded(part(name));
  }

  /** Letters and digits in lower case; what else tells names apart is written out. */
  static String part(String text) {
    var plain =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace("+", " plus ")
            .replace("#", " sharp ")
            .replace("&", " and ")
            .replace('.', '_');
    var hyphened = BETWEEN_WORDS.matcher(plain).replaceAll("-");
    var stripped = HYPHENS_AROUND.matcher(hyphened).replaceAll("");
    // A name of no Latin letters at all is still a name of its own.
    return stripped.isEmpty() ? "u" + Integer.toHexString(text.hashCode()) : stripped;
  }

  /** A part that is cut ends in what was cut, as a number. */
  private static String bounded(String part) {
    return part.length() <= LONGEST_PART
        ? part
        : part.substring(0, LONGEST_PART - 9) + "-" + Integer.toHexString(part.hashCode());
  }
}
