package fr.ght.local.testing.rights;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * @param path with the names of its parameters in braces
 */
public record Endpoint(String method, String path) implements Comparable<Endpoint> {
  private static final Comparator<Endpoint> ORDER =
      Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method);

  /** What a parameter must look like is no part of its name. */
  private static final Pattern SHAPE = Pattern.compile("\\{\\s*(\\w+)\\s*:[^}]*}");

  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  static Endpoint of(String method, String path) {
    var named = SHAPE.matcher(SLASHES.matcher("/" + path).replaceAll("/")).replaceAll("{$1}");
    return new Endpoint(
        method.toUpperCase(Locale.ROOT),
        named.length() > 1 && named.endsWith("/") ? named.substring(0, named.length() - 1) : named);
  }

  /** {@code GET /a/{b}}, and what may stand behind it. */
  static Endpoint parse(String text) {
    var words = text.split("\\s+", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("not a method and a path: " + text);
    }
    return of(words[0], words[1]);
  }

  @Override
  public int compareTo(Endpoint other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
