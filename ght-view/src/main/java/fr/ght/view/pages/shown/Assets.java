package fr.ght.view.pages.shown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Addresses of style sheet and script, with a digest of their content: browsers may keep them, and
 * still read the new ones after an upgrade.
 */
public record Assets(String style, String script) {
  private static final String FOLDER = "/META-INF/resources";
  private static final int DIGEST_LENGTH = 12;

  static final Assets OF_THIS_PROGRAM =
      new Assets(address("/assets/ght.css"), address("/assets/ght.js"));

  private static String address(String path) {
    try (var file = Objects.requireNonNull(Assets.class.getResourceAsStream(FOLDER + path), path)) {
      var digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
      return path + "?v=" + HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
