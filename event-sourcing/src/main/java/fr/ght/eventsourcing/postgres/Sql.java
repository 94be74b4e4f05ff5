package fr.ght.eventsourcing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements, each in a file of its own beside the class that uses it. */
public final class Sql {
  private Sql() {}

  /**
   * The text of {@code <name>.sql} in the package of {@code beside}.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public static String named(Class<?> beside, String name) {
    try (var file = beside.getResourceAsStream(name + ".sql")) {
      if (file == null) {
        throw new IllegalArgumentException("no statement " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String named(String name) {
    return named(Sql.class, name);
  }
}
