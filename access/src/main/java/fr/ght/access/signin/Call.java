package fr.ght.access.signin;

import fr.ght.access.Caller;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what the call belongs to: the one place where commands get their origin from. What
 * is needed later than the call's first step is taken from it in that step.
 */
@RequestScoped
public class Call {
  public static final String CORRELATION = "X-Correlation-Id";

  private static final Pattern TRACE =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int LONGEST = 200;

  private static final String BEARER = "Bearer ";

  private final UUID correlation;
  private final Optional<String> bearer;
  private volatile @Nullable SignedIn signedIn;
  private volatile @Nullable String otherwise;

  public Call(HttpServerRequest request) {
    correlation = correlation(request.getHeader(CORRELATION), request.getHeader("traceparent"));
    bearer = bearer(request.headers().getAll(HttpHeaders.AUTHORIZATION));
  }

  /**
   * Somebody, and how he is called.
   *
   * @param until when his token ends
   */
  public record SignedIn(Caller caller, @Nullable String name, Instant until) {}

  /** The token that came with it, as it came. */
  Optional<String> bearer() {
    return bearer;
  }

  private static Optional<String> bearer(List<String> authorizations) {
    return authorizations.stream()
        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(text -> text.substring(BEARER.length()).strip())
        .findFirst();
  }

  /** Somebody has come in by a door of its own, so that refusals name him. */
  public void cameInOtherwise(String pseudonym) {
    otherwise = pseudonym;
  }

  /** The pseudonym of who calls, whichever door he came in by. */
  Optional<String> who() {
    return signedIn()
        .map(somebody -> somebody.caller().subject())
        .or(() -> Optional.ofNullable(otherwise));
  }

  void signIn(SignedIn somebody) {
    signedIn = somebody;
  }

  /** Empty where nobody needs to be. */
  public Optional<SignedIn> signedIn() {
    return Optional.ofNullable(signedIn);
  }

  /**
   * @throws Problem.ProblemException 401 if nobody has signed in
   */
  public Caller caller() {
    return signedIn()
        .map(SignedIn::caller)
        .orElseThrow(() -> Kind.NOT_SIGNED_IN.with("NOT_SIGNED_IN", "Send a valid bearer token."));
  }

  /** Joins everything that this call sets off; the caller's own where it gave one. */
  public UUID correlation() {
    return correlation;
  }

  /**
   * @throws Problem.ProblemException 401 if nobody has signed in
   */
  public Origin origin() {
    return new Origin(caller(), correlation);
  }

  private static UUID correlation(@Nullable String named, @Nullable String traceparent) {
    if (named != null && !named.isBlank() && named.length() <= LONGEST) {
      return uuid(named);
    }
    var trace = TRACE.matcher(traceparent == null ? "" : traceparent);
    if (trace.matches()) {
      var hex = trace.group(1);
      return new UUID(
          Long.parseUnsignedLong(hex.substring(0, 16), 16),
          Long.parseUnsignedLong(hex.substring(16), 16));
    }
    return UUID.randomUUID();
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
