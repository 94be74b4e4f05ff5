package fr.ght.local.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random texts that outlive a run, each in a file that only its owner reads. */
public final class Secrets {
  private static final int BYTES = 16;

  private Secrets() {}

  /** 32 characters, made at first use; of several who come first at once all get the same. */
  public static synchronized String at(Path file) throws IOException {
    if (!Files.exists(file)) {
      SigningKey.keep(file, random());
    }
    return Files.readString(file);
  }

  static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
