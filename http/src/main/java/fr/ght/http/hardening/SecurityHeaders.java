package fr.ght.http.hardening;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What browsers may do with an answer: by default show it and nothing more, keep it nowhere. What a
 * service's pages need beyond that, the service says itself. Only what the server refuses as no
 * HTTP at all goes without.
 */
@Singleton
public final class SecurityHeaders {
  /** Before anything that answers. */
  static final int PRIORITY = 400;

  private static final String POLICY = "Content-Security-Policy";
  private static final String TRANSPORT = "Strict-Transport-Security";
  private static final String ONE_YEAR = "max-age=31536000";

  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * The framework's page for developers, on a service's own port only, is written with both inline.
   */
  private static final String API_DESCRIPTION = "/q/swagger-ui";

  private static final String WITH_INLINE =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "Permissions-Policy",
              "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Embedder-Policy", "require-corp",
          "Cross-Origin-Resource-Policy", "same-origin");

  void register(@Observes Filters filters) {
    filters.register(SecurityHeaders::add, PRIORITY);
  }

  private static void add(RoutingContext exchange) {
    var answer = exchange.response();
    ALWAYS.forEach(answer::putHeader);
    answer.putHeader(POLICY, isApiDescription(exchange) ? WITH_INLINE : NOTHING);
    if ("https".equals(exchange.request().scheme())) {
      answer.putHeader(TRANSPORT, ONE_YEAR);
    }
    exchange.addHeadersEndHandler(_ -> keepNowhere(exchange));
    exchange.next();
  }

  /** Files say themselves for how long they are good. */
  private static void keepNowhere(RoutingContext exchange) {
    var headers = exchange.response().headers();
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private static boolean isApiDescription(RoutingContext exchange) {
    var path = exchange.normalizedPath();
    return path.equals(API_DESCRIPTION) || path.startsWith(API_DESCRIPTION + "/");
  }
}
