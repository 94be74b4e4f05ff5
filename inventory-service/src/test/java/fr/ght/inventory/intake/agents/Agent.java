package fr.ght.inventory.intake.agents;

import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** An inventory agent: sends bodies and reads answers as agents do. */
public final class Agent {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Map<String, String> AUTHORIZATIONS = new ConcurrentHashMap<>();

  private final String address;
  private final String[] headers;

  private Agent(String address, String... headers) {
    this.address = address;
    this.headers = headers;
  }

  /** With a credential of the establishment. */
  public static Agent classic(String finess) {
    return at(
        "/agents/" + finess,
        "User-Agent",
        "FusionInventory-Agent_v2.6",
        "Authorization",
        authorization(finess));
  }

  /** With a credential of the establishment. */
  public static Agent glpi(String finess) {
    return at(
        "/agents/" + finess,
        "User-Agent",
        "GLPI-Agent_v1.12",
        "GLPI-Agent-ID",
        "00000000-0000-4000-8000-0000000000aa",
        "Authorization",
        authorization(finess));
  }

  /** What a credential of the establishment is in a header; one for all tests of a run. */
  public static String authorization(String finess) {
    return AUTHORIZATIONS.computeIfAbsent(
        RestAssured.port + "/" + finess, _ -> authorization(Api.credential(finess)));
  }

  public static String authorization(JsonPath credential) {
    return basic(credential.getString("user"), credential.getString("password"));
  }

  public static String basic(String user, String password) {
    var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  public static Agent at(String address, String... headers) {
    return new Agent(address, headers);
  }

  /** An answer with its body as it came and as the agent reads it. */
  public record Heard(int status, String type, byte[] raw, Duration after) {
    public String text() {
      try (var in = opened()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private InputStream opened() throws IOException {
      var bytes = new ByteArrayInputStream(raw);
      return switch (type) {
        case "application/x-compress-zlib" -> new InflaterInputStream(bytes);
        case "application/x-compress-gzip" -> new GZIPInputStream(bytes);
        default -> bytes;
      };
    }
  }

  public Heard send(byte[] body, String contentType) {
    return sendLater(body, contentType).join();
  }

  public CompletableFuture<Heard> sendLater(byte[] body, String contentType) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + address))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (address.startsWith("/api/")) {
      request.header("Authorization", "Bearer " + AllRights.token());
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    long start = System.nanoTime();
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(answer ->
            new Heard(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body(),
                Duration.ofNanos(System.nanoTime() - start)));
  }
}
