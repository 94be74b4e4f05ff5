package fr.ght.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * A body whose length nobody stated. The server would count it while a resource reads it, and break
 * off without saying why; so it is read before, up to the limit.
 */
public final class UnstatedBody {
  private UnstatedBody() {}

  /** In HTTP/1.1: a resource cannot begin on a request of HTTP/2 that has been read before. */
  public static boolean isIn(HttpServerRequest request) {
    return !request.isEnded() && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * Goes on with the exchange once the body is there.
   *
   * @param mostBytes that are taken; {@code refuse} answers for more
   */
  @SuppressWarnings("deprecation") // Its successor is on an interface that is not public.
  public static void read(RoutingContext exchange, long mostBytes, Runnable refuse) {
    var request = exchange.request();
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= mostBytes) {
        body.appendBuffer(chunk);
        return;
      }
      request.handler(_ -> {});
      request.endHandler(_ -> {});
      refuse.run();
    });
    request.endHandler(_ -> {
      exchange.setBody(body);
      exchange.next();
    });
    request.resume();
  }
}
