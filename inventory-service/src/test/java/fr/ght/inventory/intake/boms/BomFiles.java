package fr.ght.inventory.intake.boms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bills of materials of machines that nobody has. */
final class BomFiles {
  private BomFiles() {}

  /** A Debian server. */
  static String server() {
    return file("server-1.6.json");
  }

  static String medicalDevice() {
    return file("medical-device-1.5.json");
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of("src", "test", "resources", "boms", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String bom) {
    return bom.getBytes(StandardCharsets.UTF_8);
  }
}
