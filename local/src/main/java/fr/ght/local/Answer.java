package fr.ght.local;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What the front says itself, in the form that the caller reads: RFC 9457, or an agent's own. */
final class Answer {

  private static final int RETRY_AFTER_SECONDS = 2;

  /** As the services have it on all that is no page; the front itself shows none. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private Answer() {}

  static void nothingHere(HttpServerRequest request) {
    send(
        request,
        404,
        "application/problem+json",
        problem(
            404,
            "not-found",
            "There is no such thing",
            "nothing is served under " + request.path()));
  }

  static void unreadable(HttpServerRequest request) {
    send(
        request,
        400,
        "application/problem+json",
        problem(
            400,
            "unreadable",
            "The request cannot be read",
            "the address holds a % that is not followed by two hexadecimal digits"));
  }

  /** What the server could not read to the end; it hears no more on that connection. */
  static void notHttp(HttpServerRequest request) {
    var problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ ->
              new Refused(414, "address-too-long", "The address is too long");
          case TooLongHttpHeaderException _ ->
              new Refused(431, "headers-too-large", "The headers are too large");
          case null, default -> new Refused(400, "unreadable", "The request cannot be read");
        };
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    request.response().endHandler(_ -> request.connection().close());
    send(
        request,
        problem.status(),
        "application/problem+json",
        problem(
            problem.status(),
            problem.code(),
            problem.title(),
            "the front does not take such a request"));
  }

  private record Refused(int status, String code, String title) {}

  static void unavailable(HttpServerRequest request, String service) {
    var detail = service + " does not answer at this moment";
    var path = request.path();
    if (path == null || !(path.equals("/agents") || path.startsWith("/agents/"))) {
      var problem = problem(503, "unavailable", "Not able to answer right now", detail);
      send(request, 503, "application/problem+json", problem);
    } else if (speaksJson(request)) {
      var error =
          new JsonObject().put("status", "error").put("message", detail).put("expiration", 24);
      send(request, 503, "application/json", error.encode());
    } else {
      var reply =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<REPLY><ERROR>%s</ERROR></REPLY>\n"
              .formatted(detail);
      send(request, 503, "application/xml", reply);
    }
  }

  private static boolean speaksJson(HttpServerRequest request) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return request.headers().contains("GLPI-Agent-ID") || (type != null && type.contains("json"));
  }

  private static String problem(int status, String code, String title, String detail) {
    return new JsonObject()
        .put("type", "urn:ght:problem:" + code)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("code", code)
        .encode();
  }

  private static void send(HttpServerRequest request, int status, String type, String body) {
    request.resume();
    var response = request.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (response.closed()) {
      return;
    }
    HEADERS.forEach(response::putHeader);
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
    if (status == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
    }
    response.end(body);
  }
}
