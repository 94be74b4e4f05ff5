package fr.ght.benchmarks.signin;

import static java.util.Map.entry;

import fr.ght.benchmarks.Finess;
import fr.ght.benchmarks.PackagedService;
import fr.ght.benchmarks.log.CpuTime;
import fr.ght.local.FreePorts;
import fr.ght.local.PostgresServer;
import fr.ght.local.issuer.Bearer;
import fr.ght.local.issuer.IssuerServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An inventory-service on servers of its own, without Kafka and with its relay off, so that a
 * request costs what it costs by itself. It knows one group with one establishment.
 */
final class MeasuredService implements AutoCloseable {
  static final String GHT = "ght-mesure";
  static final String FINESS = Finess.invented("69", 700_001);

  private static final String KNOWN = UUID.randomUUID().toString();
  private static final Pattern FIELD = Pattern.compile("\"(user|password)\" *: *\"([^\"]+)\"");

  private final PostgresServer postgres = PostgresServer.startTemporary();
  private final IssuerServer issuer;
  private final PackagedService service;
  private final String token;
  private final String credential;

  /**
   * @param application the {@code quarkus-app} that is started
   * @param folder for the issuer's key and the service's log
   */
  MeasuredService(Path application, Path folder) throws IOException, InterruptedException {
    postgres.createDatabase("inventory");
    postgres.createDatabase("identity");
    issuer = IssuerServer.listen(FreePorts.one(), folder);
    service = new PackagedService(application, environment(), folder.resolve("service.log"));
    token =
        issuer
            .issuer()
            .token(
                new Bearer(
                    UUID.randomUUID().toString(),
                    "Parc de mesure",
                    List.of("system", "dsi"),
                    List.of(FINESS),
                    List.of(GHT)));
    put("/api/inventory/ghts/" + GHT, "{\"name\":\"G\",\"support\":\"%s\"}".formatted(FINESS));
    put(
        "/api/inventory/ghts/%s/members/%s".formatted(GHT, FINESS),
        "{\"name\":\"E\",\"role\":\"SUPPORT\",\"from\":\"2016-07-01\"}");
    credential = newCredential();
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("inventory")),
        entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("inventory")),
        entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
        entry("QUARKUS_DATASOURCE_PASSWORD", ""),
        entry("QUARKUS_DATASOURCE_IDENTITY_JDBC_URL", postgres.jdbcUrl("identity")),
        entry("QUARKUS_DATASOURCE_IDENTITY_REACTIVE_URL", postgres.reactiveUrl("identity")),
        entry("QUARKUS_DATASOURCE_IDENTITY_USERNAME", PostgresServer.USER),
        entry("QUARKUS_DATASOURCE_IDENTITY_PASSWORD", ""),
        entry("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.issuer().url()),
        entry("GHT_RELAY_ENABLED", "false"),
        entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
        entry("KNOWN_SUBJECT", KNOWN),
        entry("KNOWN_FINESS", FINESS),
        entry("KNOWN_GHT", GHT));
  }

  private void put(String path, String json) throws IOException, InterruptedException {
    demand(
        send(
            signed(request(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build()));
  }

  private String newCredential() throws IOException, InterruptedException {
    var path = "/api/inventory/establishments/%s/credentials".formatted(FINESS);
    var answer =
        send(
            signed(request(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"label\":\"Mesure\"}"))
                .build());
    demand(answer);
    var found = new java.util.HashMap<String, String>();
    FIELD
        .matcher(new String(answer.body(), StandardCharsets.UTF_8))
        .results()
        .forEach(field -> found.put(field.group(1), field.group(2)));
    return found.get("user") + ":" + found.get("password");
  }

  /** A request to this path, so far by nobody. */
  HttpRequest.Builder request(String path) {
    return service.request(path);
  }

  /** The request with a token, which is checked. */
  HttpRequest.Builder signed(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + token);
  }

  /** The request of somebody known, who is not asked. */
  HttpRequest.Builder known(HttpRequest.Builder request) {
    return request.header("X-Known", "1");
  }

  /** The request with an agent's credential, which is checked. */
  HttpRequest.Builder asAgent(HttpRequest.Builder request) {
    return request.header("Authorization", basic(credential));
  }

  /** The request of a known agent, whose password is not looked at. */
  HttpRequest.Builder asKnownAgent(HttpRequest.Builder request) {
    return request.header("Authorization", basic(credential.replaceAll(":.*", ":known")));
  }

  private static String basic(String credential) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return service.send(request);
  }

  /**
   * @throws IllegalStateException if it was not taken
   */
  static void demand(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s: %d %s"
              .formatted(
                  answer.uri(),
                  answer.statusCode(),
                  new String(answer.body(), StandardCharsets.UTF_8)));
    }
  }

  /** Of the service alone. */
  CpuTime serviceTime() {
    return CpuTime.now(service.pid());
  }

  /** Of its PostgreSQL. */
  CpuTime databaseTime() {
    return CpuTime.now(postgres.pid());
  }

  @Override
  public void close() {
    service.close();
    issuer.close();
    postgres.close();
  }
}
