package fr.ght.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The platform's one address, as a caller outside sees it: HTTP/1.1 with connections kept alive.
 * Safe for many threads.
 */
public final class Front implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_SIGNED_IN = 401;

  private final URI address;
  private final Map<String, String> credentials = new ConcurrentHashMap<>();
  private final AllRights rights;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** The one address of a local instance. */
  public Front(URI address) {
    this(address, new AllRights(address));
  }

  /**
   * A service's own port.
   *
   * @param rights of who calls
   */
  public Front(URI address, AllRights rights) {
    this.address = address;
    this.rights = rights;
  }

  /** Of who calls here. */
  public AllRights rights() {
    return rights;
  }

  public URI address() {
    return address;
  }

  /** The answer to any request, whatever its status. */
  public HttpResponse<byte[]> send(
      String method, String path, Map<String, String> headers, byte[] body) throws IOException {
    if (!path.startsWith("/api") && !path.startsWith("/ops")) {
      return exchange(method, path, headers, body);
    }
    var answer = exchange(method, path, signed(headers), body);
    if (answer.statusCode() != NOT_SIGNED_IN) {
      return answer;
    }
    rights.renew();
    return exchange(method, path, signed(headers), body);
  }

  private Map<String, String> signed(Map<String, String> headers) throws IOException {
    var all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + rights.token());
    return all;
  }

  private HttpResponse<byte[]> exchange(
      String method, String path, Map<String, String> headers, byte[] body) throws IOException {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for an answer", e);
    }
  }

  /** What a report of this establishment is answered; an agent's report, compressed with zlib. */
  public HttpResponse<byte[]> report(String finess, byte[] zlibBody) throws IOException {
    return send(
        "POST",
        "/agents/" + finess,
        Map.of(
            "Content-Type",
            "application/x-compress-zlib",
            "User-Agent",
            "FusionInventory-Agent_v2.6-3",
            "Authorization",
            authorization(finess)),
        zlibBody);
  }

  /** How agents of this establishment say who they are, in a header. */
  public String authorization(String finess) throws IOException {
    var credential = credential(finess).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credential);
  }

  /**
   * A credential of this establishment's agents as {@code user:password}, issued at the first call.
   *
   * @throws IOException if none could be issued now
   */
  public String credential(String finess) throws IOException {
    try {
      return credentials.computeIfAbsent(finess, this::newCredential);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String newCredential(String finess) {
    var path = "/api/inventory/establishments/%s/credentials".formatted(finess);
    try {
      var answer =
          send(
              "POST",
              path,
              Map.of("Content-Type", "application/json"),
              JSON.writeValueAsBytes(Map.of("label", "Mesure et essais")));
      if (answer.statusCode() != 201) {
        throw new IOException(shown(path, answer));
      }
      var issued = JSON.readTree(answer.body());
      return issued.path("user").asText() + ":" + issued.path("password").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  public HttpResponse<byte[]> put(String path, Object body) {
    try {
      return send(
          "PUT", path, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /**
   * The JSON at this path.
   *
   * @throws IllegalStateException if it was not answered with 200
   */
  public JsonNode get(String path) {
    try {
      var answer = send("GET", path, Map.of("Accept", "application/json"), new byte[0]);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(shown("GET " + path, answer));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Creates the group with its support establishment, which is a member since 2016-07-01. */
  public void createGroup(String ght, String name, String support) {
    rights.also(ght, support);
    demand(put("/api/inventory/ghts/" + ght, Map.of("name", name, "support", support)), ght);
    join(ght, support, "Établissement support " + support, "SUPPORT");
  }

  public void join(String ght, String finess, String name, String role) {
    rights.also(ght, finess);
    demand(
        put(
            "/api/inventory/ghts/%s/members/%s".formatted(ght, finess),
            Map.of("name", name, "role", role, "from", "2016-07-01")),
        finess);
  }

  private static void demand(HttpResponse<byte[]> answer, String of) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(shown(of, answer));
    }
  }

  private static String shown(String of, HttpResponse<byte[]> answer) {
    return "%s: %d %s"
        .formatted(of, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.close();
  }
}
