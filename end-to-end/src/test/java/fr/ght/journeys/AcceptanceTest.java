package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of what was promised names the tests that there are. */
class AcceptanceTest {
  private static final Pattern TEST = Pattern.compile("void (line_\\d+_\\w+)\\(");
  private static final Pattern NAMED = Pattern.compile("`(line_\\d+_\\w+)`");

  @Test
  void every_test_of_a_line_is_in_the_table_and_every_one_in_the_table_is_there()
      throws IOException {
    var written = new TreeSet<String>();
    for (var tests : folders()) {
      try (var files = Files.walk(tests)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> written.addAll(found(TEST, text(file))));
      }
    }
    assertThat(written).isNotEmpty().isEqualTo(found(NAMED, Project.text("docs/acceptance.md")));
  }

  private static List<Path> folders() throws IOException {
    try (var modules = Files.list(Project.file(""))) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
