package fr.ght.http;

import java.util.regex.Pattern;

/** Which texts of callers can go further: into PostgreSQL, into UTF-8, into an answer. */
public final class Texts {
  private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^\\p{L}\\p{N}_.\\[\\]-]");
  private static final int SHOWN = 60;

  private Texts() {}

  public static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** PostgreSQL stores no NUL, and UTF-8 has no halves of a surrogate pair. */
  public static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  /** A caller's name for a field or parameter: enough of it to be recognised. */
  static String shown(String name) {
    var clean = NOT_OF_A_NAME.matcher(name).replaceAll("?");
    return clean.length() <= SHOWN
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, SHOWN - 1)) + "…";
  }
}
