package fr.ght.inventory.intake.credentials;

import fr.ght.inventory.domain.credential.StoredPassword;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/**
 * Makes passwords, and tells whether one is right. Bcrypt, in its usual notation; safe for
 * concurrent use.
 */
final class Passwords {
  /** Letters and digits that nobody takes for another one. */
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** With 55 signs, 161 bits: not to be guessed, whatever is known of its hash. */
  private static final int LENGTH = 28;

  /** 2^10 rounds: some 50 ms. */
  private static final int COST = 10;

  private static final Provider PROVIDER = WildFlyElytronPasswordProvider.getInstance();

  private final SecureRandom random = new SecureRandom();

  /** A new password that nobody has seen. */
  String generate() {
    var password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return password.toString();
  }

  /** Slow on purpose: not for a thread that waits for the network. */
  StoredPassword store(String user, String password) {
    var salt = new byte[BCryptPassword.BCRYPT_SALT_SIZE];
    random.nextBytes(salt);
    try {
      var hashed =
          factory()
              .generatePassword(
                  new EncryptablePasswordSpec(
                      password.toCharArray(), new IteratedSaltedPasswordAlgorithmSpec(COST, salt)));
      return new StoredPassword(ModularCrypt.encodeAsString(hashed), mark(user, password));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot hash a password", e);
    }
  }

  /** Slow on purpose, as {@link #store}. */
  boolean matches(StoredPassword stored, String password) {
    try {
      var factory = factory();
      return factory.verify(
          factory.translate(ModularCrypt.decode(stored.hash())), password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read a stored password", e);
    }
  }

  /** Whether it is worth a look at the hash; of 65,536 wrong passwords one is. */
  boolean mayMatch(StoredPassword stored, String user, String password) {
    return stored.mark() == mark(user, password);
  }

  /** Whether it can be a password of ours at all; bcrypt would not look at more. */
  boolean isWellFormed(String password) {
    return password.length() == LENGTH
        && password.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0);
  }

  private static int mark(String user, String password) {
    var digest = sha256().digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return ((digest[0] & 0xff) << 8) | (digest[1] & 0xff);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PasswordFactory factory() throws NoSuchAlgorithmException {
    return PasswordFactory.getInstance(
        BCryptPassword.ALGORITHM_BCRYPT, () -> new Provider[] {PROVIDER});
  }
}
