package fr.ght.access.signin;

import fr.ght.access.Role;
import fr.ght.http.Texts;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says of its bearer. A claim that is absent or of another kind says nothing,
 * and so gives no right.
 *
 * @param roles, finess and ght: where these claims are, as names joined by {@code /}
 */
record Claims(String roles, String finess, String ght) {
  private static final int LONGEST_SUBJECT = 255;

  /** Hashes that only an id token has, and what only a logout token tells. */
  private static final Set<String> MARKS_OF_OTHERS = Set.of("at_hash", "c_hash", "events");

  /** As Keycloak names them. */
  private static final Set<String> OTHER_TYPES = Set.of("id", "refresh", "offline", "logout");

  Set<Role> rolesIn(Map<String, Object> token) {
    return texts(token, roles).map(Role::of).flatMap(Optional::stream).collect(Collectors.toSet());
  }

  Set<String> establishmentsIn(Map<String, Object> token) {
    return texts(token, finess)
        .map(text -> text.toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  Set<String> groupsIn(Map<String, Object> token) {
    return texts(token, ght).collect(Collectors.toSet());
  }

  /** What people call him. */
  static @Nullable String nameIn(Map<String, Object> token) {
    return Stream.of("name", "preferred_username")
        .flatMap(claim -> texts(token, claim))
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> texts(Map<String, Object> token, String path) {
    @Nullable Object found = token;
    for (var step : path.split("/", -1)) {
      found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
    }
    return switch (found) {
      case String one -> clean(Stream.of(one));
      case Collection<?> several ->
          clean(several.stream().filter(String.class::isInstance).map(String.class::cast));
      case null, default -> Stream.of();
    };
  }

  private static Stream<String> clean(Stream<String> texts) {
    return texts.filter(Claims::isStorable).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** As long as OpenID Connect lets it be, of signs that a database takes. */
  static boolean isSubject(String text) {
    return !text.isBlank() && text.length() <= LONGEST_SUBJECT && isStorable(text);
  }

  private static boolean isStorable(String text) {
    return Texts.isStorable(text) && !Texts.hasControl(text);
  }

  /**
   * Whether the issuer marks it as something that is not to be shown to services: an id token tells
   * a client who has signed in, a refresh or logout token is between client and issuer.
   */
  static boolean isForOtherUse(Map<String, Object> token) {
    return MARKS_OF_OTHERS.stream().anyMatch(token::containsKey)
        || (token.get("typ") instanceof String type
            && OTHER_TYPES.contains(type.toLowerCase(Locale.ROOT)));
  }
}
