package fr.ght.eventsourcing.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By which a file is known again. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    var digest = begin();
    digest.update(bytes);
    return end(digest);
  }

  static String of(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), begin())) {
      in.transferTo(OutputStream.nullOutputStream());
      return end(in.getMessageDigest());
    }
  }
}
