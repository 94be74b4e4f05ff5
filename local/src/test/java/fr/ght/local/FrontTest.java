package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import fr.ght.local.issuer.DevelopmentIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontTest {

  private final int port = FreePorts.one();
  private final int inventoryPort = FreePorts.one();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer view;
  private Front front;

  @BeforeEach
  void inventory_is_down_and_the_view_is_up(@TempDir Path folder) throws IOException {
    var viewPort = FreePorts.one();
    view = StubService.listen(viewPort);
    front =
        Front.listen(
            port,
            Map.of(Route.VIEW, viewPort, Route.INVENTORY, inventoryPort),
            DevelopmentIssuer.at(port, folder));
  }

  @AfterEach
  void stop() {
    front.close();
    view.stop(0);
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/api/view/ghts/ght-loire?asOf=2026-01-01, /api/view/ghts/ght-loire?asOf=2026-01-01",
    "/etablissements/420784878, /etablissements/420784878",
    "/assets/app.css, /assets/app.css",
    "/a/../quoi, /quoi",
  })
  void pages_and_the_view_are_ght_views(String path, String asked)
      throws IOException, InterruptedException {
    assertThat(get(path).body()).contains("\"GET " + asked + "\"", "\"localhost:" + port + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/metrics",
        "/q",
        "//q/health",
        "/x/../q/health",
        "/%71/health",
        "/ops/views",
        "/api/x"
      })
  void what_is_for_operations_is_not_served_here(String path)
      throws IOException, InterruptedException {
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"not-found\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/agents/%zz", "/api/view/ghts?asOf=%", "/%a"})
  void an_address_that_cannot_be_read_is_answered_at_once(String address) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[2_000];
      var text =
          new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.UTF_8);
      assertThat(text).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  @Test
  void a_service_that_is_down_is_a_problem_to_retry() throws IOException, InterruptedException {
    var answer = get("/api/inventory/assets");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("inventory-service does not answer");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void an_agent_waits_for_a_service_that_comes_back() throws Exception {
    var waiting =
        client.sendAsync(
            request("/agents/420784878").POST(HttpRequest.BodyPublishers.ofString("<R/>")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(waiting)
        .as("no refusal yet")
        .failsWithin(Duration.ofMillis(600))
        .withThrowableOfType(java.util.concurrent.TimeoutException.class);
    var back = StubService.listen(inventoryPort);
    try {
      assertThat(waiting)
          .succeedsWithin(Duration.ofSeconds(5))
          .satisfies(answer -> assertThat(answer.body()).contains("\"bytes\":4"));
    } finally {
      back.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, '{\"status\":\"error\",\"message\":\"'",
    "application/x-compress, <REPLY><ERROR>",
  })
  void a_service_that_dies_over_a_report_is_an_error_the_agent_reads(String type, String error)
      throws IOException, InterruptedException {
    var dying = StubService.listen(inventoryPort);
    try {
      var answer =
          send(
              request("/agents/dies")
                  .header("Content-Type", type)
                  .POST(HttpRequest.BodyPublishers.ofString("report"))
                  .build());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains(error);
    } finally {
      dying.stop(0);
    }
  }

  @Test
  void a_body_of_32_mib_streams_through() throws IOException, InterruptedException {
    var body = new byte[32 * 1024 * 1024];
    var answer =
        send(request("/upload").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    assertThat(answer.body()).contains("\"bytes\":" + body.length);
    var chunked =
        send(
            request("/upload")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(body)))
                .build());
    assertThat(chunked.body()).contains("\"bytes\":" + body.length);
  }

  @Test
  void server_sent_events_arrive_as_they_are_sent() throws IOException, InterruptedException {
    HttpResponse<InputStream> stream =
        client.send(
            request("/api/view/stream").timeout(Duration.ofSeconds(5)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (var reader =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("data: first");
    }
    await("a page that is closed lets go of the service")
        .atMost(Duration.ofSeconds(5))
        .until(() -> StubService.OPEN_STREAMS.get() == 0);
  }

  @Test
  void an_answer_that_comes_before_the_body_is_sent_gets_through() throws Exception {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      var head = "POST /too-large HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[100_000]);
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(reader.readLine()).startsWith("HTTP/1.1 413");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /%s HTTP/1.1', 40000, 414",
    "'GET / HTTP/1.1\nX-Large: %s', 60000, 431",
    "'GET /%s', 1, 400",
  })
  void what_cannot_be_read_as_http_is_told_so(String head, int length, int status)
      throws Exception {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      var request = head.formatted("a".repeat(length)).replace("\n", "\r\n") + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.")
          .contains(" " + status + " ", "application/problem+json", "\"status\":" + status);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .version(HttpClient.Version.HTTP_1_1);
  }
}
