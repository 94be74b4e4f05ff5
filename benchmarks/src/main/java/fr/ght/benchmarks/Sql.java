package fr.ght.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The statements of this module, each in a file of its name, below this package's folder. */
public final class Sql {

  private Sql() {}

  public static String named(String name) {
    try (var file = Objects.requireNonNull(Sql.class.getResourceAsStream(name + ".sql"), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
