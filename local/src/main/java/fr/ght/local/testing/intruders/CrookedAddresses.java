package fr.ght.local.testing.intruders;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Other ways of writing an address, some of which mean the same to one reader and not to another.
 */
public final class CrookedAddresses {
  private static final List<String> SEPARATORS =
      List.of(
          "/", "//", "/./", "/x/../", "/;/", "/%2e/", "/x/%2e%2e/", "/x/..;/", "%2f", "\\", "/%5c");
  private static final List<String> ENDS =
      List.of("", "/", ";", ";x=y", "%00", "%20", ".", "..;/", "/..;/", "?", "?x=%00", "#", "%3f");

  private CrookedAddresses() {}

  /**
   * @param address a path of ours, without a query
   */
  public static Set<String> of(String address) {
    var segments = List.of(address.substring(1).split("/"));
    var first = segments.getFirst();
    var rest = address.substring(1 + first.length());
    var all = new LinkedHashSet<String>();
    all.add(address);
    SEPARATORS.forEach(separator -> all.add(separator + String.join(separator, segments)));
    SEPARATORS.forEach(separator -> all.add(separator + address.substring(1)));
    ENDS.forEach(end -> all.add(address + end));
    all.add("/" + encoded(first, 1) + rest);
    all.add("/" + encoded(first, first.length()) + rest);
    all.add("/" + encoded(first, 1).replace("%", "%25") + rest);
    all.add("/" + first.toUpperCase(Locale.ROOT) + rest);
    all.add("/" + first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1) + rest);
    all.add("/" + first + ";x=y" + rest);
    all.add("/" + first + ";" + rest);
    all.add("/" + first + "%3bx=y" + rest);
    all.add("/" + first + "%00" + rest);
    all.add("/%00" + first + rest);
    all.add("/;x=y" + address);
    all.add("/q" + "/.." + address);
    all.add("/q/..;" + address);
    all.add("/q/health/%2e%2e/%2e%2e" + address);
    all.add("/q/health;" + address);
    all.add("/agents/.." + address);
    all.add("/agents/..;" + address);
    all.add("/agents/%2e%2e" + address);
    all.add("/agents;" + address);
    all.add("/connexion/.." + address);
    all.add("http://evil.example" + address);
    all.add("http://evil.example:80/q/health/../.." + address);
    all.add(address.substring(1));
    all.add("/\u00e9" + address);
    all.add("/%" + address);
    all.add("/%zz" + address);
    all.add("/%c0%ae%c0%ae" + address);
    all.add("*");
    return all;
  }

  private static String encoded(String text, int signs) {
    var encoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      encoded.append(
          i < signs ? "%%%02x".formatted((int) text.charAt(i)) : text.substring(i, i + 1));
    }
    return encoded.toString();
  }

  /**
   * @param words what may stand between two slashes
   */
  public static String random(Random random, List<String> words) {
    var address = new StringBuilder();
    int parts = 1 + random.nextInt(6);
    for (int i = 0; i < parts; i++) {
      address.append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
      var word = words.get(random.nextInt(words.size()));
      address.append(
          switch (random.nextInt(5)) {
            case 0 -> encoded(word, 1 + random.nextInt(Math.max(1, word.length())));
            case 1 -> word + ENDS.get(random.nextInt(ENDS.size()));
            default -> word;
          });
    }
    return address.toString();
  }
}
