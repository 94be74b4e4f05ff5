package fr.ght.view.pages;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * What browsers may do with pages and their files: run and load what this program serves, nothing
 * written into the page, nothing of others, in no one else's frame.
 */
@Singleton
public final class PageHeaders {
  private static final int PRIORITY = 90;

  private static final List<String> NO_PAGES = List.of("/api/", "/q/", "/ops/");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin");

  void register(@Observes Filters filters) {
    filters.register(PageHeaders::add, PRIORITY);
  }

  private static void add(RoutingContext exchange) {
    if (isPage(exchange.normalizedPath())) {
      HEADERS.forEach(exchange.response()::putHeader);
    }
    exchange.next();
  }

  static boolean isPage(String path) {
    return NO_PAGES.stream().noneMatch(path::startsWith);
  }
}
