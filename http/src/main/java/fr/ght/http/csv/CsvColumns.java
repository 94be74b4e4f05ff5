package fr.ght.http.csv;

import fr.ght.http.lists.SearchText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a file may have, and what people call them: case, accents and punctuation of a
 * heading do not count. Immutable, safe to share.
 */
public final class CsvColumns {
  private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Map<String, String> usual;
  private final Map<String, String> byHeading;
  private final Set<String> required;

  private CsvColumns(
      Map<String, String> usual, Map<String, String> byHeading, Set<String> required) {
    this.usual = usual;
    this.byHeading = byHeading;
    this.required = required;
  }

  public static CsvColumns none() {
    return new CsvColumns(Map.of(), Map.of(), Set.of());
  }

  /**
   * One more column, which a file must have.
   *
   * @param heading as it is usually called
   * @param others what it is called, too, beside {@code column} itself
   */
  public CsvColumns required(String column, String heading, String... others) {
    return with(true, column, heading, others);
  }

  /** One more column, which a file may have. */
  public CsvColumns optional(String column, String heading, String... others) {
    return with(false, column, heading, others);
  }

  private CsvColumns with(boolean isRequired, String column, String heading, String... others) {
    var names = new LinkedHashMap<>(usual);
    names.put(column, heading);
    var headings = new HashMap<>(byHeading);
    add(headings, column, column);
    add(headings, column, heading);
    for (var other : others) {
      add(headings, column, other);
    }
    var must = new TreeSet<>(required);
    if (isRequired) {
      must.add(column);
    }
    return new CsvColumns(names, headings, must);
  }

  private static void add(Map<String, String> headings, String column, String heading) {
    var other = headings.put(plain(heading), column);
    if (other != null && !other.equals(column)) {
      throw new IllegalArgumentException("both %s and %s: %s".formatted(other, column, heading));
    }
  }

  private static String plain(String heading) {
    return PUNCTUATION.matcher(SearchText.of(heading)).replaceAll(" ").strip();
  }

  /** The column of a heading; null if it is none of these. */
  @Nullable String named(String heading) {
    return byHeading.get(plain(heading));
  }

  Set<String> all() {
    return usual.keySet();
  }

  String usual(String column) {
    return usual.getOrDefault(column, column);
  }

  boolean isRequired(String column) {
    return required.contains(column);
  }
}
