package fr.ght.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lists of installed software as agents report them on Debian: the sizes, fields and entropy of
 * real lists, the names invented.
 */
public final class Packages {

  private static final List<String> SYLLABLES =
      List.of(
          "lib", "py", "net", "open", "med", "dicom", "hl", "ssl", "core", "data", "gtk", "perl",
          "font", "img", "x", "qt", "fs", "sys", "web", "auth", "pix", "lab", "dev", "sql", "cal",
          "zip", "view", "print", "scan", "base");
  private static final List<String> SECTIONS =
      List.of("libs", "admin", "utils", "python", "perl", "net", "fonts", "x11", "science");

  private Packages() {}

  /**
   * The first {@code count} packages as they stand at {@code release}.
   *
   * @param changedPercent how many of a hundred have another version than at release 0
   */
  public static List<Map<String, Object>> installed(int count, int release, int changedPercent) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry(i, i * 37 % 100 < changedPercent ? release : 0))
        .toList();
  }

  public static List<Map<String, Object>> installed(int count) {
    return installed(count, 0, 0);
  }

  private static Map<String, Object> entry(int number, int release) {
    var random = new Random(number);
    var name = word(random) + word(random) + number % 10 + "-" + word(random) + number;
    var entry = new LinkedHashMap<String, Object>();
    entry.put("arch", random.nextInt(3) == 0 ? "all" : "amd64");
    entry.put("comments", "%s %s for %s".formatted(word(random), word(random), word(random)));
    entry.put("filesize", 1024 * (1 + random.nextInt(40_000)));
    entry.put("from", "deb");
    entry.put("name", name);
    entry.put("publisher", "Debian");
    entry.put("system_category", SECTIONS.get(random.nextInt(SECTIONS.size())));
    entry.put(
        "version",
        "%d.%d.%d-%d+deb12u%d"
            .formatted(
                random.nextInt(9),
                random.nextInt(40),
                random.nextInt(20),
                random.nextInt(6),
                release));
    return entry;
  }

  private static String word(Random random) {
    var word = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
    }
    return word.toString();
  }
}
