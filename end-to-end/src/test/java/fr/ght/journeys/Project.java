package fr.ght.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of this project, by their path in it. */
public final class Project {
  private static final Path HOME =
      Path.of(System.getProperty("ght.home", "..")).toAbsolutePath().normalize();

  private Project() {}

  public static Path file(String path) {
    return HOME.resolve(path).normalize();
  }

  static String text(String path) {
    try {
      return Files.readString(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
