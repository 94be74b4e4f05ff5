package fr.ght.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says answers a threat is there. */
class SecurityDocumentTest {
  private static final Path HOUSE = Path.of("..");
  private static final Set<String> HEADERS = Set.of("Authorization", "Host");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");

  @Test
  void every_class_and_test_that_it_names_is_in_the_repository() throws IOException {
    var document = Files.readString(HOUSE.resolve("SECURITY.md"));
    var named =
        CLASS
            .matcher(document)
            .results()
            .map(match -> match.group(1))
            .filter(name -> !HEADERS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(classes()).containsAll(named);
  }

  @Test
  void every_row_of_a_threat_says_what_shows_it_or_that_nothing_does() throws IOException {
    var rows =
        Pattern.compile("(?m)^\\| [STRIDE](?:, [STRIDE])* \\|.*\\|([^|]*)\\|$")
            .matcher(Files.readString(HOUSE.resolve("SECURITY.md")))
            .results()
            .toList();
    assertThat(rows).hasSizeGreaterThan(25);
    assertThat(rows)
        .extracting(MatchResult::group)
        .allMatch(row -> row.matches(".*\\|[^|]*(?:`\\w+`|left|no test)[^|]*\\|"));
  }

  private static Set<String> classes() throws IOException {
    try (var files = Files.walk(HOUSE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
