package fr.ght.http;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Context;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what the call belongs to: the one place where commands get their origin from.
 *
 * <p>Until sign-in exists everybody is {@code anonymous}.
 */
@RequestScoped
public class Caller {
  public static final String CORRELATION = "X-Correlation-Id";

  private static final String NOBODY_IN_PARTICULAR = "anonymous";
  private static final Pattern TRACE =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int LONGEST = 200;

  private final UUID correlation;

  public Caller(HttpServerRequest request) {
    correlation = correlation(request.getHeader(CORRELATION), request.getHeader("traceparent"));
  }

  /** Joins everything that this call sets off; the caller's own where it gave one. */
  public UUID correlation() {
    return correlation;
  }

  /** Whose idempotency keys these are. */
  public String tenant() {
    return NOBODY_IN_PARTICULAR;
  }

  /** A person who decides, as the CIO of an establishment. */
  public Context decides(@Nullable CommandId command) {
    return new Context(
        new Actor(NOBODY_IN_PARTICULAR, "dsi"), Instant.now(), command, correlation, null);
  }

  /** A system that reports what it observed at {@code observedAt}. */
  public Context reports(Instant observedAt, @Nullable CommandId command) {
    return new Context(
        new Actor(NOBODY_IN_PARTICULAR, "system"), observedAt, command, correlation, null);
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
