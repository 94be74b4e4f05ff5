package fr.ght.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.local.issuer.Bearer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a running service answers to operations, on its own port. */
final class Operations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RELAY = "/ops/relay";

  private final int port;
  private final String path;
  private final String token;

  private Operations(int port, String path, String token) {
    this.port = port;
    this.path = path;
    this.token = token;
  }

  /**
   * Of the view with this name, whichever service has it.
   *
   * @throws IllegalStateException if nothing runs, or no service has such a view
   */
  static Operations ofView(DataFolder data, String view) throws IOException {
    var token = token(data);
    var all = new ArrayList<String>();
    for (var service : QuarkusService.ALL) {
      var part = data.instance().flatMap(instance -> instance.part(service.name()));
      if (part.isPresent()) {
        var names = names(part.get().port(), token);
        if (names.contains(view)) {
          var encoded = URLEncoder.encode(view, StandardCharsets.UTF_8);
          return new Operations(part.get().port(), "/ops/views/" + encoded, token);
        }
        all.addAll(names);
      }
    }
    throw new IllegalStateException(
        "there is no view '%s'; the views are: %s".formatted(view, String.join(", ", all)));
  }

  /**
   * Of each relay of facts, by the service's name.
   *
   * @throws IllegalStateException if nothing runs
   */
  static Map<String, Operations> ofRelays(DataFolder data) throws IOException {
    var token = token(data);
    var all = new LinkedHashMap<String, Operations>();
    for (var service : QuarkusService.ALL) {
      var part = data.instance().flatMap(instance -> instance.part(service.name()));
      if (part.isPresent()) {
        var relay = new Operations(part.get().port(), RELAY, token);
        if (relay.get("").isPresent()) {
          all.put(service.name(), relay);
        }
      }
    }
    return all;
  }

  /**
   * @throws IllegalStateException if nothing runs
   */
  private static String token(DataFolder data) throws IOException {
    return LocalToken.of(data, Bearer.of(List.of("ops"), List.of(), List.of()));
  }

  private static List<String> names(int port, String token) throws IOException {
    var answer =
        QuarkusService.answer(port, "/ops/views", Optional.of(token))
            .filter(a -> a.statusCode() == 200);
    return answer.isEmpty()
        ? List.of()
        : JSON.readTree(answer.get().body()).findValuesAsText("view");
  }

  /** Empty while the service does not answer, or has no such thing. */
  Optional<JsonNode> get(String rest) throws IOException {
    var answer =
        QuarkusService.answer(port, path + rest, Optional.of(token))
            .filter(a -> a.statusCode() == 200);
    return answer.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(answer.get().body()));
  }

  JsonNode post(String rest) throws IOException, InterruptedException {
    return send("POST", rest);
  }

  JsonNode delete(String rest) throws IOException, InterruptedException {
    return send("DELETE", rest);
  }

  /**
   * @throws IllegalStateException with what the service says if it refuses
   */
  private JsonNode send(String method, String rest) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + port + path + rest);
    var request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      var body = answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            body.path("detail").asText(answer.statusCode() + " " + answer.body()));
      }
      return body;
    }
  }
}
