package fr.ght.journeys;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

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
    if (found.isPresent()) {
      return found.get();
    }
    var notice = "%s is not installed: apt-get install %s".formatted(name, name);
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(notice);
    }
    System.err.println("A JOURNEY IS SKIPPED: " + notice);
    throw new TestAbortedException(notice);
  }
}
