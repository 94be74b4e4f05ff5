package fr.ght.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Tells problems of requests that come no further than the server's own routes. */
@Singleton
public final class EarlyProblems {
  private static final long LINGER_MS = 1_000;

  private final ObjectMapper json;

  EarlyProblems(ObjectMapper json) {
    this.json = json;
  }

  void tell(RoutingContext exchange, Problem problem) {
    exchange
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(written(problem));
  }

  /** Hears no more of the request: what is left of its body is of no use. */
  public void tellAndClose(RoutingContext exchange, Problem problem) {
    exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    exchange.addEndHandler(_ -> closeInAMoment(exchange));
    tell(exchange, problem);
  }

  /** Not at once: closing on what is still being sent would take the answer from the sender. */
  public static void closeInAMoment(RoutingContext exchange) {
    var request = exchange.request();
    if (!request.isEnded()) {
      request.handler(_ -> {});
      request.resume();
    }
    exchange.vertx().setTimer(LINGER_MS, _ -> request.connection().close());
  }

  private Buffer written(Problem problem) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem cannot be written", e);
    }
  }
}
