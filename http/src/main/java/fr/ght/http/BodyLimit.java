package fr.ght.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns down a body that is too large: before it is sent if its length is stated, else as soon as
 * it has grown too large. The server would do the same, but without saying why.
 */
@Singleton
public final class BodyLimit {
  /** Before the server's own check. */
  private static final int PRIORITY = 100;

  private static final int TOO_LARGE = 413;

  private final long mostBytes;
  private final EarlyProblems problems;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
      EarlyProblems problems) {
    mostBytes = most.asLongValue();
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseGiants, PRIORITY);
  }

  private void refuseGiants(RoutingContext exchange) {
    if (statedLength(exchange) > mostBytes) {
      refuse(exchange);
    } else if (UnstatedBody.isIn(exchange.request())) {
      UnstatedBody.read(exchange, mostBytes, () -> refuse(exchange));
    } else {
      exchange.next();
    }
  }

  private void refuse(RoutingContext exchange) {
    problems.tellAndClose(exchange, ProblemAnswers.ofStatus(TOO_LARGE));
  }

  private static long statedLength(RoutingContext exchange) {
    var stated = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return stated == null ? 0 : Long.parseLong(stated);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
