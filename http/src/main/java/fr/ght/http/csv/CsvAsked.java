package fr.ght.http.csv;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets a link ask for CSV, which cannot set a header: {@code ?format=csv} is the same as {@code
 * Accept: text/csv}.
 */
@Singleton
public final class CsvAsked {
  private static final int PRIORITY = 50;
  private static final String FORMAT = "format";

  void register(@Observes Filters filters) {
    filters.register(CsvAsked::translate, PRIORITY);
  }

  private static void translate(RoutingContext exchange) {
    var request = exchange.request();
    var path = request.path();
    if (path != null && path.startsWith("/api/") && "csv".equals(request.getParam(FORMAT))) {
      request.headers().set(HttpHeaders.ACCEPT, CsvTable.MEDIA_TYPE);
    }
    exchange.next();
  }
}
