package fr.ght.local;

import fr.ght.local.issuer.DevelopmentIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The one address in front of all services. Bodies stream through in both directions, so that large
 * reports cost no memory and server-sent events arrive as they are sent. A service that is down is
 * answered for with 503; an agent, which never sends a refused inventory again, is kept waiting for
 * a service that is being restarted.
 */
final class Front implements AutoCloseable {

  /** Of one connection, not of the way through it: RFC 9110, section 7.6.1. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  /** No more than the services read, so that they never answer with nothing but a status. */
  private static final int LONGEST_LINE = 32_768;

  private static final int MOST_HEADER_BYTES = 49_152;

  /** Of a form sent to the issuer. */
  private static final int LARGEST_FIELD = 1 << 20;

  private static final Duration AGENTS_WAIT = Duration.ofSeconds(20);
  private static final Duration RETRY_AFTER = Duration.ofMillis(200);

  private final Vertx vertx;
  private final HttpClient client;
  private final Map<String, Integer> ports;
  private final DevelopmentIssuer issuer;

  private Front(Vertx vertx, Map<String, Integer> ports, DevelopmentIssuer issuer) {
    this.vertx = vertx;
    this.ports = ports;
    this.issuer = issuer;
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout(2_000))
            .with(new PoolOptions().setHttp1MaxSize(4_096))
            // A connection that breaks shows as the failure of the request that it carries.
            .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
            .build();
  }

  /**
   * Listens from now on.
   *
   * @param ports the loopback port of every service, by its name
   * @param issuer who signs people in
   * @throws PortInUse if someone else listens there
   */
  static Front listen(int port, Map<String, Integer> ports, DevelopmentIssuer issuer) {
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    var front = new Front(vertx, ports, issuer);
    var options =
        new HttpServerOptions()
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxFormAttributeSize(LARGEST_FIELD);
    var listening =
        vertx
            .createHttpServer(options)
            .requestHandler(front::forward)
            .invalidRequestHandler(Answer::notHttp)
            .listen(port, "127.0.0.1");
    try {
      listening.toCompletionStage().toCompletableFuture().join();
      return front;
    } catch (java.util.concurrent.CompletionException e) {
      front.close();
      throw new PortInUse(port, e);
    }
  }

  /** Someone else listens on the port that we were told to use. */
  static final class PortInUse extends RuntimeException {
    PortInUse(int port, Throwable cause) {
      super("port %d is in use: choose another with --port N".formatted(port), cause);
    }
  }

  private void forward(HttpServerRequest in) {
    var asked = in.path();
    var query = in.query();
    switch (asked == null ? new Route.Nowhere() : Route.of(asked, query)) {
      case Route.Nowhere _ -> Answer.nothingHere(in);
      case Route.Unreadable _ -> Answer.unreadable(in);
      case Route.ToIssuer _ -> issuer.answer(in);
      case Route.To(var service, var path, var waits) -> {
        var port = ports.get(service);
        if (port == null) {
          Answer.nothingHere(in);
          return;
        }
        in.pause();
        var options =
            new RequestOptions()
                .setMethod(in.method())
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(query == null ? path : path + "?" + query);
        connect(options, waits ? AGENTS_WAIT : Duration.ZERO)
            .onSuccess(out -> exchange(in, out, service))
            .onFailure(_ -> Answer.unavailable(in, service));
      }
    }
  }

  private Future<HttpClientRequest> connect(RequestOptions options, Duration patience) {
    return client
        .request(options)
        .recover(failure ->
            patience.isPositive()
                ? vertx
                    .timer(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                    .compose(_ -> connect(options, patience.minus(RETRY_AFTER)))
                : Future.failedFuture(failure));
  }

  private void exchange(HttpServerRequest in, HttpClientRequest out, String service) {
    in.headers().forEach((name, value) -> copy(name, value, out.headers()::add));
    out.putHeader("X-Forwarded-For", in.remoteAddress().hostAddress());
    out.putHeader("X-Forwarded-Proto", "http");
    out.putHeader("X-Forwarded-Host", in.getHeader(HttpHeaders.HOST));
    out.exceptionHandler(_ -> {});
    in.response().closeHandler(_ -> out.reset());
    in.response().exceptionHandler(_ -> out.reset());
    out.response()
        .onSuccess(response -> answer(in, response))
        .onFailure(_ -> Answer.unavailable(in, service));
    if (in.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || in.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      out.setChunked(!in.headers().contains(HttpHeaders.CONTENT_LENGTH));
      // A failure of the way out shows as the failure of its response, or as an early answer.
      in.pipe().endOnFailure(false).to(out).onFailure(_ -> in.resume());
    } else {
      in.resume();
      out.end();
    }
  }

  private static void answer(HttpServerRequest in, HttpClientResponse response) {
    var back = in.response();
    if (back.ended() || back.closed()) {
      return;
    }
    back.setStatusCode(response.statusCode()).setStatusMessage(response.statusMessage());
    response.headers().forEach((name, value) -> copy(name, value, back.headers()::add));
    back.setChunked(
        !back.headers().contains(HttpHeaders.CONTENT_LENGTH) && mayHaveBody(in, response));
    response
        .pipe()
        .endOnFailure(false)
        .to(back)
        // Half an answer must not look like a whole one.
        .onFailure(_ -> back.reset());
  }

  private static boolean mayHaveBody(HttpServerRequest in, HttpClientResponse response) {
    return !in.method().name().equals("HEAD")
        && response.statusCode() != 204
        && response.statusCode() != 304;
  }

  private interface Header {
    void add(String name, String value);
  }

  private static void copy(String name, String value, Header to) {
    if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
      to.add(name, value);
    }
  }

  @Override
  public void close() {
    vertx.close();
  }
}
