package fr.ght.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.ght.access.Caller;
import fr.ght.access.Role;
import fr.ght.access.identity.Person;
import fr.ght.access.signin.Call.SignedIn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tokens that were verified a moment ago, with what they say. To check a signature and the claims
 * costs more than many a request itself; a system sends the same token with each. What ends a token
 * before its time, such as a key that the issuer takes back, takes effect that much later. Tokens
 * are known by their hash, so that none can be read from memory. Safe for concurrent use.
 */
final class Verified {
  static final Duration BELIEVED = Duration.ofSeconds(10);

  private static final int MOST = 10_000;

  private final Clock clock;
  private final Cache<ByteBuffer, Token> tokens =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

  Verified(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a verified token says.
   *
   * @param until its end
   */
  record Token(
      Person person,
      Set<Role> roles,
      Set<String> establishments,
      Set<String> groups,
      Instant until) {

    SignedIn signedIn(UUID pseudonym) {
      return new SignedIn(
          new Caller(pseudonym.toString(), roles, establishments, groups), person.name(), until);
    }
  }

  void keep(String raw, Token token) {
    tokens.put(hash(raw), token);
  }

  /** Empty unless it was kept a moment ago and has not ended since. */
  Optional<Token> of(String raw) {
    return Optional.ofNullable(tokens.getIfPresent(hash(raw)))
        .filter(token -> clock.instant().isBefore(token.until()));
  }

  private static ByteBuffer hash(String raw) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
