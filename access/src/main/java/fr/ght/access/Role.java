package fr.ght.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what capacity somebody acts. */
public enum Role {
  /** A system of an establishment that reports by itself: an asset manager, a script. */
  SYSTEM,
  /** Who asks for software on behalf of a ward or a function. */
  REQUESTER,
  /** The CIO of an establishment, and who acts for him. */
  DSI,
  /** The security officer. */
  RSSI,
  BUYER,
  /** Who runs the platform; sees no hospital's content. */
  OPS;

  /** As tokens and events write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for a word of others: issuers have roles of their own. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
