package fr.ght.inventory.domain.normalisation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reported texts in one way of writing: single spaces, no marks of trade, no loose ends. */
final class Tidied {
  static final int LONGEST = 300;

  private static final Pattern TRADE_MARKS = Pattern.compile("\\((?:R|TM|C)\\)|[®™©]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
  private static final Pattern EMPTY_BRACKETS = Pattern.compile("\\(\\s*\\)|\\[\\s*\\]");

  private Tidied() {}

  /** Without marks of trade, too. */
  static String name(String text) {
    return text(TRADE_MARKS.matcher(shortened(text)).replaceAll(" "));
  }

  static String text(String text) {
    var closed = EMPTY_BRACKETS.matcher(shortened(text)).replaceAll(" ");
    return withoutLooseEnds(BLANKS.matcher(closed).replaceAll(" "));
  }

  /** Null for what says nothing. */
  static @Nullable String optional(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var tidied = BLANKS.matcher(shortened(text)).replaceAll(" ").strip();
    return tidied.isEmpty() ? null : tidied;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static String withoutLooseEnds(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isLoose(text.charAt(from))) {
      from++;
    }
    while (to > from && isLoose(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isLoose(char c) {
    return c == ' ' || c == '-' || c == '–' || c == ',' || c == ':' || c == '_' || c == '|';
  }
}
