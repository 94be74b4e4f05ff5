package fr.ght.inventory.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The views' statements, each in a file of its own beside the classes. */
public final class Sql {
  private Sql() {}

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
}
