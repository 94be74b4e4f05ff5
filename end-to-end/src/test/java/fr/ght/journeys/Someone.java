package fr.ght.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.benchmarks.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A person of one establishment with one role in one group, as an instance's development issuer
 * signs him in.
 */
final class Someone {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final String token;

  private Someone(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /**
   * @param role as tokens name it: {@code dsi}, {@code buyer}, …
   */
  static Someone signedIn(Front front, String role, String finess, String ght) {
    var form =
        "grant_type=urn%%3Aght%%3Agrant%%3Adevelopment&sub=%s-%s&roles=%s&finess=%s&ght=%s"
            .formatted(role, finess, role, finess, ght);
    var answer =
        exchange(
            HttpRequest.newBuilder(front.address().resolve("/issuer/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return new Someone(front.address(), answer.body().path("access_token").asText());
  }

  /** A status with the JSON that came with it. */
  record Answer(int status, JsonNode body) {}

  Answer put(String path, Map<String, ?> body) {
    return send("PUT", path, json(body));
  }

  Answer post(String path, Map<String, ?> body) {
    return send("POST", path, json(body));
  }

  Answer delete(String path) {
    return send("DELETE", path, "");
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  private Answer send(String method, String path, String body) {
    return exchange(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer exchange(HttpRequest.Builder request) {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      var text = new String(answer.body(), StandardCharsets.UTF_8);
      return new Answer(
          answer.statusCode(), text.startsWith("{") ? JSON.readTree(text) : JSON.nullNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
