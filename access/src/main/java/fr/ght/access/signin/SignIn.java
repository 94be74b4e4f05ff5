package fr.ght.access.signin;

import fr.ght.access.Caller;
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
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a caller of what the issuer vouches for. */
@Singleton
public final class SignIn {
  private static final Logger LOG = Logger.getLogger(SignIn.class);

  private final CurrentIdentityAssociation association;
  private final Identities identities;
  private final IssuerRule rule;
  private final Claims claims;

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
   * @return empty if its token or session is absent or not good; fails if the names cannot be
   *     reached
   */
  Uni<Optional<SignedIn>> current() {
    return association
        .getDeferredIdentity()
        .map(Optional::of)
        .onFailure(failure ->
            failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException)
        .recoverWithItem(failure -> {
          // Its message may repeat what was sent.
          LOG.infof("a token or session was refused: %s", failure.getClass().getSimpleName());
          return Optional.empty();
        })
        .chain(found -> found.map(this::signedIn).orElseGet(SignIn::nobody));
  }

  private Uni<Optional<SignedIn>> signedIn(SecurityIdentity identity) {
    if (identity.isAnonymous()
        || !(identity.getPrincipal() instanceof OidcJwtCallerPrincipal principal)) {
      return nobody();
    }
    OidcConfigurationMetadata issuer = identity.getAttribute(OidcUtils.CONFIG_METADATA_ATTRIBUTE);
    if (issuer != null && rule.refuses(issuer)) {
      LOG.error("a token of the development issuer was refused outside the local profile");
      return nobody();
    }
    // Verified before; the principal itself keeps lists in a form of its own.
    var token =
        new JsonObject(OidcUtils.decodeJwtContentAsString(principal.getRawToken())).getMap();
    var subject = token.get("sub");
    if (!(token.get("iss") instanceof String from)
        || !(subject instanceof String self)
        || self.isBlank()) {
      return nobody();
    }
    var name = Claims.nameIn(token);
    return identities
        .pseudonym(new Person(from, self, name))
        .map(id ->
            Optional.of(
                new SignedIn(
                    new Caller(
                        id.toString(),
                        claims.rolesIn(token),
                        claims.establishmentsIn(token),
                        claims.groupsIn(token)),
                    name,
                    end(token.get("exp")))));
  }

  private static Instant end(@Nullable Object seconds) {
    return seconds instanceof Number number
        ? Instant.ofEpochSecond(number.longValue())
        : Instant.now();
  }

  private static Uni<Optional<SignedIn>> nobody() {
    return Uni.createFrom().item(Optional.empty());
  }
}
