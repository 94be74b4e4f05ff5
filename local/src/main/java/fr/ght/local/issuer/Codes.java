package fr.ght.local.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes on their way through a browser: each is good once, for a minute, for whoever asked. */
final class Codes {
  private static final Duration VALID = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  /**
   * @param challenge of PKCE, S256
   */
  record Granted(
      Bearer bearer,
      String redirectUri,
      String challenge,
      @Nullable String nonce,
      long untilNanos) {}

  private final Map<String, Granted> granted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Granted> eldest) {
          return size() > MOST;
        }
      };

  synchronized String grant(
      Bearer bearer, String redirectUri, String challenge, @Nullable String nonce) {
    var code = Secrets.random();
    granted.put(
        code,
        new Granted(bearer, redirectUri, challenge, nonce, System.nanoTime() + VALID.toNanos()));
    return code;
  }

  /** Empty unless the code is good, and the asker is who began. */
  synchronized Optional<Granted> redeem(String code, String redirectUri, String verifier) {
    return Optional.ofNullable(granted.remove(code))
        .filter(one -> one.untilNanos() - System.nanoTime() > 0)
        .filter(one -> one.redirectUri().equals(redirectUri))
        .filter(one -> one.challenge().equals(challenge(verifier)));
  }

  private static String challenge(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
