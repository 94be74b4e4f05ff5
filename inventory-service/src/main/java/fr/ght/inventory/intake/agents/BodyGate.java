package fr.ght.inventory.intake.agents;

import fr.ght.http.EarlyProblems;
import fr.ght.http.UnstatedBody;
import fr.ght.inventory.intake.agents.decoding.Compression;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the bytes of agents' bodies that are in memory at once, before they are read: a request
 * beyond the bound is left on its connection until others are answered. A body that is too large is
 * refused in the agent's form, unread if it says so.
 */
@Singleton
class BodyGate {
  /** Before the server's own limits, which would not say why. */
  private static final int PRIORITY = 200;

  /** Who sends slower than that holds memory that others wait for. */
  private static final long READ_WITHIN_MS = 60_000;

  private final long largestBody;
  private final long memory;
  private final Queue<Visitor> waiting = new ArrayDeque<>();
  private long admitted;

  BodyGate(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody,
      @ConfigProperty(name = "ght.agents.memory", defaultValue = "64M") MemorySize memory) {
    this.largestBody = largestBody.asLongValue();
    this.memory = Math.max(memory.asLongValue(), this.largestBody);
  }

  void register(@Observes Filters filters) {
    filters.register(this::arrive, PRIORITY);
  }

  private record Visitor(RoutingContext exchange, Context context, long length) {}

  private void arrive(RoutingContext exchange) {
    var request = exchange.request();
    // Who brings a token instead is bounded as everywhere, once he is known: he holds no agent up.
    if (Sender.of(exchange).isEmpty()) {
      exchange.next();
      return;
    }
    long length = length(request);
    if (length > largestBody) {
      refuse(exchange);
      return;
    }
    request.pause();
    var visitor = new Visitor(exchange, exchange.vertx().getOrCreateContext(), length);
    exchange.addEndHandler(_ -> leave(visitor));
    if (admit(visitor)) {
      read(visitor);
    }
  }

  private synchronized boolean admit(Visitor visitor) {
    if (!waiting.isEmpty() || admitted + visitor.length() > memory) {
      waiting.add(visitor);
      return false;
    }
    admitted += visitor.length();
    return true;
  }

  private void read(Visitor visitor) {
    var request = visitor.exchange().request();
    long timer =
        visitor
            .exchange()
            .vertx()
            .setTimer(
                READ_WITHIN_MS,
                _ -> {
                  if (!request.isEnded()) {
                    request.connection().close();
                  }
                });
    visitor.exchange().addEndHandler(_ -> visitor.exchange().vertx().cancelTimer(timer));
    if (UnstatedBody.isIn(request)) {
      UnstatedBody.read(visitor.exchange(), largestBody, () -> refuse(visitor.exchange()));
    } else {
      request.resume();
      visitor.exchange().next();
    }
  }

  /** Answered, or gone before that. */
  private void leave(Visitor visitor) {
    for (var next : admitAfter(visitor)) {
      next.context().runOnContext(_ -> read(next));
    }
  }

  private synchronized List<Visitor> admitAfter(Visitor visitor) {
    if (!waiting.remove(visitor)) {
      admitted -= visitor.length();
    }
    var next = new ArrayList<Visitor>();
    while (!waiting.isEmpty() && admitted + waiting.element().length() <= memory) {
      admitted += waiting.element().length();
      next.add(waiting.remove());
    }
    return next;
  }

  /** What the request says; one that does not say may send as much as is allowed. */
  private long length(HttpServerRequest request) {
    var stated = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (stated == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? largestBody : 0;
    }
    try {
      return Long.parseLong(stated);
    } catch (NumberFormatException _) {
      return largestBody;
    }
  }

  private void refuse(RoutingContext exchange) {
    var request = exchange.request();
    var answer =
        AgentAnswer.error(
            AgentAnswer.formatFor(request.headers()),
            413,
            "the body is larger than " + largestBody + " bytes");
    exchange.addEndHandler(_ -> EarlyProblems.closeInAMoment(exchange));
    exchange
        .response()
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType(Compression.NONE))
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(answer.body(Compression.NONE)));
  }
}
