package fr.ght.inventory.intake.agents.decoding;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as agents write them, made fit to keep: nothing here throws on odd input. */
final class Text {
  private static final Pattern NOT_HEX = Pattern.compile("[^0-9a-f]");
  private static final Pattern UUID = Pattern.compile("\\{?[0-9A-Fa-f-]{32,36}}?");

  private Text() {}

  /**
   * Trimmed, without control characters (PostgreSQL refuses U+0000) and lone surrogates, cut to
   * {@code longest}; null if nothing is left.
   */
  static @Nullable String clean(@Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    var cut = cut(text.strip(), longest);
    return cut.isEmpty() ? null : isClean(cut) ? cut : blanked(cut);
  }

  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end).strip();
  }

  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String blanked(String text) {
    var blanked =
        text.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return blanked.isEmpty() ? null : blanked;
  }

  /** The first of these fields that there is, cut to {@code longest}. */
  static @Nullable String first(Map<String, String> entry, int longest, String... fields) {
    for (var field : fields) {
      var value = entry.get(field);
      if (value != null) {
        return cut(value, longest);
      }
    }
    return null;
  }

  /** A whole number between the bounds, decimals dropped; null of anything else. */
  static @Nullable Long number(@Nullable String text, long least, long most) {
    if (text == null || text.length() > 32) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return number >= least && number <= most ? (long) number : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** A hardware UUID in its usual form, lower case with dashes; null if it is none. */
  static @Nullable String uuid(@Nullable String text) {
    if (text == null || !UUID.matcher(text).matches()) {
      return null;
    }
    var hex = NOT_HEX.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return hex.length() != 32
        ? null
        : String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }
}
