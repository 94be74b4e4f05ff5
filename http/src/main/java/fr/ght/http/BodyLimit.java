package fr.ght.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns down a body that says it is too large before it is sent. The server would do the same, but
 * without saying why.
 */
@Singleton
public final class BodyLimit {
  /** Before the server's own check. */
  private static final int PRIORITY = 100;

  private static final long LINGER_MS = 1_000;

  private static final int TOO_LARGE = 413;

  private final long mostBytes;
  private final Buffer answer;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
      ObjectMapper json)
      throws JsonProcessingException {
    mostBytes = most.asLongValue();
    answer = Buffer.buffer(json.writeValueAsBytes(ProblemAnswers.ofStatus(TOO_LARGE)));
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseGiants, PRIORITY);
  }

  private void refuseGiants(RoutingContext exchange) {
    if (statedLength(exchange) <= mostBytes) {
      exchange.next();
      return;
    }
    exchange
        .response()
        .setStatusCode(TOO_LARGE)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(answer)
        .onComplete(_ -> closeInAMoment(exchange));
  }

  /** Not at once: closing on what is still being sent would take the answer from the sender. */
  private static void closeInAMoment(RoutingContext exchange) {
    var request = exchange.request();
    request.resume();
    exchange.vertx().setTimer(LINGER_MS, _ -> request.connection().close());
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
