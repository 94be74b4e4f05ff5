package fr.ght.http.hardening;

import fr.ght.http.EarlyProblems;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A browser adds the session's cookie to whatever request a page makes it send, also a page of
 * others. So a request that carries it changes something only if the browser says that one of our
 * own pages sent it. Callers with a token of their own carry no such cookie.
 */
@Singleton
public final class OwnPagesOnly {
  /** Before sign-in, so that the refusal costs nothing and tells nothing. */
  private static final int PRIORITY = 280;

  private static final String SESSION = "q_session";

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Problem FOREIGN =
      Kind.FORBIDDEN.problem(
          "FOREIGN_PAGE",
          "With a session, changes are taken from this platform's own pages only.",
          List.of());

  private final EarlyProblems problems;
  private final Refusals refusals;

  OwnPagesOnly(EarlyProblems problems, Refusals refusals) {
    this.problems = problems;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseForeign, PRIORITY);
  }

  private void refuseForeign(RoutingContext exchange) {
    var request = exchange.request();
    if (!READING.contains(request.method())
        && hasSession(request)
        && !isOwn(
            request.getHeader("Sec-Fetch-Site"),
            request.getHeader(HttpHeaders.ORIGIN),
            String.valueOf(request.authority()))) {
      refusals.tell(
          FOREIGN.status(),
          request.method().name(),
          exchange.normalizedPath(),
          Refusals.NOBODY,
          FOREIGN.code());
      problems.tellAndClose(exchange, FOREIGN);
    } else {
      exchange.next();
    }
  }

  private static boolean hasSession(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(line -> Arrays.stream(line.split(";")))
        .anyMatch(cookie -> cookie.strip().startsWith(SESSION));
  }

  /**
   * Whether a page of ours sent it.
   *
   * @param site what the browser says of the two, which no page can change; older browsers, and all
   *     of them on an address that is neither secure nor loopback, say only the {@code origin}
   * @param authority host and port that were asked
   */
  static boolean isOwn(@Nullable String site, @Nullable String origin, String authority) {
    if (site != null) {
      return site.equals("same-origin");
    }
    return origin != null
        && (origin.equalsIgnoreCase("https://" + authority)
            || origin.equalsIgnoreCase("http://" + authority));
  }
}
