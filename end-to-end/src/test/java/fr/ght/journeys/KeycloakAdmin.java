package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an operator does with a Keycloak's realm, and what callers fetch there. */
final class KeycloakAdmin implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REALM = "/realms/ght";
  private static final String ADMIN = "/admin/realms/ght";

  private final URI address;
  private final String password;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param password of its first administrator, and from now on of all sample people
   */
  KeycloakAdmin(URI address, String password) {
    this.address = address;
    this.password = password;
  }

  /** Of all sample people. */
  String password() {
    return password;
  }

  /** What services are told with {@code quarkus.oidc.auth-server-url}. */
  URI issuer() {
    return address.resolve(REALM);
  }

  /** The file's clients, people and their groups; secrets and passwords are ours. */
  void add(JsonNode sample) {
    var all = (ObjectNode) sample.deepCopy();
    for (var user : all.path("users")) {
      if (!user.has("serviceAccountClientId")) {
        ((ObjectNode) user)
            .putArray("credentials")
            .addObject()
            .put("type", "password")
            .put("value", password)
            .put("temporary", false);
      }
    }
    for (var client : all.path("clients")) {
      if (!client.path("publicClient").asBoolean()) {
        ((ObjectNode) client).put("secret", password);
      }
    }
    all.put("ifResourceExists", "FAIL");
    admin("POST", "/partialImport", all);
  }

  /** Lets the platform's client send people back to this address; returns its secret. */
  String allow(URI pages) {
    var client = (ObjectNode) admin("GET", "/clients?clientId=ght", null).path(0);
    client.putArray("redirectUris").add(pages.resolve("/connexion/retour").toString());
    ((ObjectNode) client.path("attributes"))
        .put("post.logout.redirect.uris", pages.resolve("/").toString());
    admin("PUT", "/clients/" + client.path("id").asText(), client);
    return client.path("secret").asText();
  }

  /**
   * Signs with another key from now on.
   *
   * @param priority above that of all keys before
   * @return how to name it to {@link #forget}
   */
  String newKey(int priority) {
    var name = "rsa-" + priority;
    var key =
        JSON.createObjectNode()
            .put("name", name)
            .put("providerId", "rsa-generated")
            .put("providerType", "org.keycloak.keys.KeyProvider");
    key.putObject("config")
        .<ObjectNode>set("priority", JSON.createArrayNode().add("" + priority))
        .<ObjectNode>set("algorithm", JSON.createArrayNode().add("RS256"));
    admin("POST", "/components", key);
    return name;
  }

  /** What was signed with it is no longer vouched for. */
  void forget(String key) {
    var keys = admin("GET", "/components?type=org.keycloak.keys.KeyProvider&name=" + key, null);
    assertThat(keys).hasSize(1);
    admin("DELETE", "/components/" + keys.path(0).path("id").asText(), null);
  }

  /** An access token of somebody of the sample. */
  String token(String person, String client) {
    return token(
        REALM,
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "username", person,
            "password", password,
            "scope", "openid"));
  }

  /** An access token of a system that is nobody. */
  String systemToken(String client) {
    return token(
        REALM,
        Map.of(
            "grant_type", "client_credentials",
            "client_id", client,
            "client_secret", password));
  }

  /** A token of another realm of the same Keycloak, good for its administration. */
  String adminToken() {
    return token(
        "/realms/master",
        Map.of(
            "grant_type", "password",
            "client_id", "admin-cli",
            "username", "admin",
            "password", password));
  }

  private String token(String realm, Map<String, String> fields) {
    var form =
        new LinkedHashMap<>(fields)
            .entrySet().stream()
                .map(field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(address.resolve(realm + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    var token = answer(request).path("access_token").asText();
    assertThat(token).isNotEmpty();
    return token;
  }

  private JsonNode admin(
      String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(URI.create(address + ADMIN + path))
            .header("Authorization", "Bearer " + adminToken())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    return answer(request);
  }

  private JsonNode answer(HttpRequest.Builder request) {
    try {
      var answer =
          http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer::body).isBetween(200, 299);
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
