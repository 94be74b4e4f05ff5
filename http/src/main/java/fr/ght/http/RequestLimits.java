package fr.ght.http;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Answers for addresses and headers that are too large. The server itself would answer with nothing
 * but a status, so it is set to let some more through than is taken here. What is no HTTP, and a
 * percent sign without its digits, it refuses by itself, before any route of ours: only the front
 * can tell more then.
 */
@Singleton
public final class RequestLimits {
  /** Before anything that looks at the request. */
  private static final int PRIORITY = 300;

  private static final int LONGEST_ADDRESS = 4_096;
  private static final int MOST_HEADER_BYTES = 16_384;

  /** Colon, space and the end of the line. */
  private static final int BETWEEN = 4;

  private static final Problem ADDRESS_TOO_LONG =
      Kind.ADDRESS_TOO_LONG.problem(
          "ADDRESS_TOO_LONG",
          "Ask for less at once.",
          List.of(new FieldError("address", "is longer than %d bytes".formatted(LONGEST_ADDRESS))));

  private static final Problem HEADERS_TOO_LARGE =
      Kind.HEADERS_TOO_LARGE.problem(
          "HEADERS_TOO_LARGE",
          "Send fewer and shorter headers.",
          List.of(
              new FieldError(
                  "headers", "are larger than %d bytes in all".formatted(MOST_HEADER_BYTES))));

  private final EarlyProblems problems;

  RequestLimits(EarlyProblems problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseOversized, PRIORITY);
  }

  private void refuseOversized(RoutingContext exchange) {
    if (exchange.request().uri().length() > LONGEST_ADDRESS) {
      problems.tellAndClose(exchange, ADDRESS_TOO_LONG);
    } else if (headerBytes(exchange) > MOST_HEADER_BYTES) {
      problems.tellAndClose(exchange, HEADERS_TOO_LARGE);
    } else {
      exchange.next();
    }
  }

  private static int headerBytes(RoutingContext exchange) {
    int bytes = 0;
    for (var header : exchange.request().headers()) {
      bytes += header.getKey().length() + header.getValue().length() + BETWEEN;
    }
    return bytes;
  }
}
