package fr.ght.access.signin;

import fr.ght.access.identity.Identities;
import fr.ght.access.identity.Person;
import fr.ght.access.signin.Call.SignedIn;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a caller of what the issuer vouches for. */
@Singleton
public final class SignIn {
  private static final Logger LOG = Logger.getLogger(SignIn.class);

  private static final double LAST_SECOND = Instant.MAX.getEpochSecond();

  private final CurrentIdentityAssociation association;
  private final Identities identities;
  private final IssuerRule rule;
  private final Claims claims;
  private final Verified verified = new Verified(Clock.systemUTC());

  SignIn(
      CurrentIdentityAssociation association,
      Identities identities,
      IssuerRule rule,
      @ConfigProperty(name = "ght.access.claims.roles", defaultValue = "roles") String roles,
      @ConfigProperty(name = "ght.access.claims.finess", defaultValue = "finess") String finess,
      @ConfigProperty(name = "ght.access.claims.ght", defaultValue = "ght") String ght) {
    this.association = association;
    this.identities = identities;
    this.rule = rule;
    this.claims = new Claims(roles, finess, ght);
  }

  /**
   * Who the present request is by.
   *
   * @param bearer the token that came with it: one that was verified a moment ago is not verified
   *     again
   * @return empty if its token or session is absent or not good; fails if the names cannot be
   *     reached
   */
  Uni<Optional<SignedIn>> current(Optional<String> bearer) {
    return bearer
        .flatMap(verified::of)
        .map(this::known)
        .orElseGet(
            () -> verify(bearer).chain(found -> found.map(this::known).orElseGet(SignIn::nobody)));
  }

  private Uni<Optional<SignedIn>> known(Verified.Token token) {
    return identities.pseudonym(token.person()).map(id -> Optional.of(token.signedIn(id)));
  }

  private Uni<Optional<Verified.Token>> verify(Optional<String> bearer) {
    return association
        .getDeferredIdentity()
        .map(identity -> token(identity, bearer))
        .onFailure(failure ->
            failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException)
        .recoverWithItem(failure -> {
          // Its message may repeat what was sent.
          LOG.debugf("a token or session was refused: %s", failure.getClass().getSimpleName());
          return Optional.empty();
        });
  }

  private Optional<Verified.Token> token(SecurityIdentity identity, Optional<String> bearer) {
    if (identity.isAnonymous()
        || !(identity.getPrincipal() instanceof OidcJwtCallerPrincipal principal)) {
      return Optional.empty();
    }
    OidcConfigurationMetadata issuer = identity.getAttribute(OidcUtils.CONFIG_METADATA_ATTRIBUTE);
    if (issuer != null && rule.refuses(issuer)) {
      LOG.error("a token of the development issuer was refused outside the local profile");
      return Optional.empty();
    }
    // Verified before; the principal itself keeps lists in a form of its own.
    var found =
        new JsonObject(OidcUtils.decodeJwtContentAsString(principal.getRawToken())).getMap();
    var until = end(found.get("exp"));
    if (!(found.get("iss") instanceof String from)
        || !(found.get("sub") instanceof String self)
        || !Claims.isSubject(self)
        || until.isEmpty()
        || (isBorne(bearer, principal) && Claims.isForOtherUse(found))) {
      return Optional.empty();
    }
    var token =
        new Verified.Token(
            new Person(from, self, Claims.nameIn(found)),
            claims.rolesIn(found),
            claims.establishmentsIn(found),
            claims.groupsIn(found),
            until.get());
    // Not a session's: that has other rules of when it ends.
    if (isBorne(bearer, principal)) {
      verified.keep(principal.getRawToken(), token);
    }
    return Optional.of(token);
  }

  /** Not from a session, which is made of what the issuer told this client itself. */
  private static boolean isBorne(Optional<String> bearer, OidcJwtCallerPrincipal principal) {
    return bearer.filter(principal.getRawToken()::equals).isPresent();
  }

  /** Empty for what is no moment: to whom that is given stays unknown. */
  private static Optional<Instant> end(@Nullable Object seconds) {
    return seconds instanceof Number number && Math.abs(number.doubleValue()) < LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(number.longValue()))
        : Optional.empty();
  }

  private static Uni<Optional<SignedIn>> nobody() {
    return Uni.createFrom().item(Optional.empty());
  }
}
