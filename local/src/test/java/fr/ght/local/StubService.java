package fr.ght.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands for a service: listens where a service would, says that it is well, and tells what it was
 * asked. A stream tells one thing, and then only that it is still there.
 */
public final class StubService {

  static final AtomicInteger OPEN_STREAMS = new AtomicInteger();

  private static final AtomicInteger LOOKS = new AtomicInteger();
  private static final String REBUILDING =
      "{\"state\":\"FILLING\",\"done\":42,\"total\":100,\"perSecond\":29,\"remainingSeconds\":2,"
          + "\"digestAfter\":null}";
  private static final String REBUILT =
      "{\"state\":\"LIVE\",\"digestBefore\":\"abc\",\"digestAfter\":\"def\",\"same\":false,"
          + "\"onlyBefore\":3,\"onlyAfter\":4}";
  private static final String PARKED =
      "{\"items\":[{\"stream\":\"asset/1\",\"firstVersion\":3,\"count\":2,\"reason\":\"no\","
          + "\"since\":\"2026-11-24T10:00:00Z\"}],\"next\":null}";
  private static final String REPLAYED =
      "{\"streams\":2,\"taken\":5,"
          + "\"parkedAgain\":[{\"stream\":\"asset/2\",\"reason\":\"still no\"}]}";
  private static final String VERSIONS =
      "[{\"version\":1,\"state\":\"KEPT\",\"changedAt\":\"2026-11-24T10:00:00Z\"},"
          + "{\"version\":2,\"state\":\"LIVE\",\"changedAt\":\"2026-11-24T10:00:00Z\"}]";

  private StubService() {}

  public static void main(String[] arguments) throws IOException {
    listen(Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
  }

  static HttpServer listen(int port) throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", StubService::tell);
    server.createContext("/api/view/stream", StubService::stream);
    server.createContext("/ops", StubService::rebuild);
    server.createContext("/too-large", StubService::refuse);
    server.createContext("/agents/dies", HttpExchange::close);
    server.start();
    return server;
  }

  private static void tell(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    var told =
        "{\"status\":\"UP\",\"asked\":\"%s %s\",\"bytes\":%d,\"host\":\"%s\",\"results\":[]}"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                bytes,
                exchange.getRequestHeaders().getFirst("Host"));
    send(exchange, 200, told);
  }

  /** The view "machines", which is rebuilt at the third look. */
  private static void rebuild(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    switch (asked) {
      case "POST /ops/views/machines/rebuild?hold=false",
          "POST /ops/views/machines/versions/1/live" ->
          send(exchange, 202, "{}");
      case "POST /ops/views/groups/rebuild?hold=true" ->
          send(exchange, 409, "{\"detail\":\"already under way\"}");
      case "DELETE /ops/views/machines/versions/1" -> send(exchange, 204, "");
      case "GET /ops/views/machines/versions" -> send(exchange, 200, VERSIONS);
      case "GET /ops/views/machines/rebuild" ->
          send(exchange, 200, LOOKS.incrementAndGet() < 3 ? REBUILDING : REBUILT);
      case "GET /ops/views/machines/parked?limit=500" -> send(exchange, 200, PARKED);
      case "POST /ops/views/machines/replay?stream=asset%2F1" ->
          send(exchange, 200, "{\"streams\":1,\"taken\":2,\"parkedAgain\":[]}");
      case "POST /ops/views/machines/replay" -> send(exchange, 200, REPLAYED);
      case "GET /ops/relay" -> send(exchange, 200, "{}");
      case "GET /ops/relay/parked?limit=500" -> send(exchange, 200, PARKED);
      case "POST /ops/relay/replay" -> send(exchange, 200, REPLAYED);
      case "GET /ops/views" ->
          send(exchange, 200, "[{\"view\":\"groups\"},{\"view\":\"machines\"}]");
      default -> send(exchange, 404, "{}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OPEN_STREAMS.incrementAndGet();
    try (var out = exchange.getResponseBody()) {
      write(out, "data: first\n\n");
      for (int i = 0; i < 200; i++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        write(out, ":\n\n");
      }
    } finally {
      OPEN_STREAMS.decrementAndGet();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** As a service does that sees from the headers that it will not take the body. */
  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(413, -1);
    exchange.close();
  }

  /** A project folder whose services are this stub, as {@code ./run} would have built them. */
  static Path projectOf(Path folder) throws IOException {
    for (var service : QuarkusService.ALL) {
      var application = folder.resolve(service.name()).resolve("target/quarkus-app");
      Files.createDirectories(application);
      writeJar(application.resolve("quarkus-run.jar"));
    }
    return folder;
  }

  private static void writeJar(Path jar) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      var entry = StubService.class.getName().replace('.', '/') + ".class";
      try (var in = StubService.class.getResourceAsStream("/" + entry)) {
        out.putNextEntry(new JarEntry(entry));
        in.transferTo(out);
      }
    }
  }
}
