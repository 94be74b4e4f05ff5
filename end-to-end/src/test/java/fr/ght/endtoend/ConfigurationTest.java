package fr.ght.endtoend;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of configuration keys and the code say the same. */
class ConfigurationTest {
  private static final Path HOUSE = Path.of("..");
  private static final Path TABLE = HOUSE.resolve(Path.of("docs", "configuration.md"));

  /** How code reads a key. */
  private static final List<Pattern> READ =
      List.of(
          Pattern.compile("@ConfigProperty\\(\\s*name\\s*=\\s*\"([^\"]+)\""),
          Pattern.compile("getProperty\\(\\s*\"(ght\\.[^\"]+)\""),
          Pattern.compile("-D(ght\\.[a-z.-]+)="));

  /** A key of ours that is set beside a service's code is one that an operator may set anew. */
  private static final Pattern SET = Pattern.compile("(?m)^(ght\\.[^=\\s]+)\\s*=");

  private static final Pattern KEY = Pattern.compile("`([^`]+)`");

  @Test
  void every_key_that_code_reads_is_in_the_table() throws IOException {
    assertThat(read()).contains("ght.agents.memory", "ght.home");
    assertThat(explained()).containsAll(read());
  }

  @Test
  void every_key_of_ours_in_the_table_is_read() throws IOException {
    var ours = explained().stream().filter(key -> key.startsWith("ght.")).toList();
    assertThat(ours).isNotEmpty();
    assertThat(read()).containsAll(ours);
  }

  private static Set<String> read() throws IOException {
    try (var modules = Files.list(HOUSE)) {
      return modules
          .map(module -> module.resolve(Path.of("src", "main")))
          .filter(Files::isDirectory)
          .flatMap(ConfigurationTest::keysIn)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> keysIn(Path sources) {
    try (var files = Files.walk(sources)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(ConfigurationTest::keysOf)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> keysOf(Path file) {
    var name = file.getFileName().toString();
    if (name.endsWith(".java")) {
      return READ.stream().flatMap(pattern -> found(pattern, text(file)));
    }
    return name.equals("application.properties") ? found(SET, text(file)) : Stream.of();
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first column of every table. */
  private static Set<String> explained() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> line.startsWith("|"))
        .flatMap(line -> found(KEY, line.split("\\|", -1)[1]))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
