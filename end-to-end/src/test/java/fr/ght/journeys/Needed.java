package fr.ght.journeys;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of this machine that a journey cannot do without. */
final class Needed {
  private Needed() {}

  /**
   * Where the program of a Debian package is. Without it the journey is skipped, with a notice; on
   * a build server, where {@code CI=true}, it fails.
   */
  static Path program(String name) {
    var found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    var notice = "%s is not installed: apt-get install %s".formatted(name, name);
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(notice);
    }
    assumeTrue(found.isPresent(), "skipped: " + notice);
    return found.orElseThrow();
  }
}
