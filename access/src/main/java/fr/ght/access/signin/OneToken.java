package fr.ght.access.signin;

import fr.ght.http.EarlyProblems;
import fr.ght.http.hardening.Refusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns down, before anybody reads it, what is no token and what is several: of two headers one
 * reader takes the first and another the last, and what has not the three parts of a signed token
 * is a fault to some.
 */
@Singleton
public final class OneToken {
  /** Behind the limits of size, before all who look at who calls. */
  private static final int PRIORITY = 280;

  private static final int UNAUTHORIZED = 401;
  private static final Pattern BEARER = Pattern.compile("Bearer\\s+(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\s*");

  private final EarlyProblems problems;
  private final Refusals refusals;

  OneToken(EarlyProblems problems, Refusals refusals) {
    this.problems = problems;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::look, PRIORITY);
  }

  private void look(RoutingContext exchange) {
    var request = exchange.request();
    if (isReadable(request.headers().getAll(HttpHeaders.AUTHORIZATION))) {
      exchange.next();
      return;
    }
    refusals.tell(
        UNAUTHORIZED,
        request.method().name(),
        String.valueOf(exchange.normalizedPath()),
        Refusals.NOBODY,
        "TOKEN_REFUSED");
    exchange.response().putHeader("WWW-Authenticate", Gate.CHALLENGE);
    problems.tellAndClose(exchange, Gate.NOT_SIGNED_IN);
  }

  /** Other schemes than Bearer are for others to read. */
  static boolean isReadable(List<String> authorizations) {
    return switch (authorizations.size()) {
      case 0 -> true;
      case 1 -> {
        var bearer = BEARER.matcher(authorizations.getFirst());
        yield !bearer.matches() || SIGNED.matcher(bearer.group(1)).matches();
      }
      default -> false;
    };
  }
}
