package fr.ght.view.pages;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What browsers may do with pages and their files: run and load what this program serves, nothing
 * written into the page, nothing of others. It stands in the place of the stricter policy that all
 * other answers have.
 */
@Singleton
public final class PageHeaders {
  private static final int PRIORITY = 90;

  private static final List<String> NO_PAGES = List.of("/api/", "/q/", "/ops/");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  void register(@Observes Filters filters) {
    filters.register(PageHeaders::add, PRIORITY);
  }

  private static void add(RoutingContext exchange) {
    if (isPage(exchange.normalizedPath())) {
      exchange.response().putHeader("Content-Security-Policy", POLICY);
    }
    exchange.next();
  }

  static boolean isPage(String path) {
    return NO_PAGES.stream().noneMatch(path::startsWith);
  }
}
