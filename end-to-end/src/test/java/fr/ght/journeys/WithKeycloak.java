package fr.ght.journeys;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.local.FreePorts;
import fr.ght.local.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak with the realm that operators import, and both services once more on the
 * platform's data, with that realm as their issuer.
 */
final class WithKeycloak implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);

  private final RunningPlatform platform;
  private final KeycloakServer keycloak;
  private final KeycloakAdmin admin;
  private final URI inventory;
  private final URI view;
  private final List<Process> services;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private WithKeycloak(RunningPlatform platform) throws IOException, SQLException {
    this.platform = platform;
    var password = UUID.randomUUID().toString();
    try (var connection = platform.database("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database keycloak");
    }
    keycloak =
        KeycloakServer.start(
            Path.of(System.getProperty("ght.keycloak")),
            Project.file("deploy/keycloak/ght-realm.json"),
            password,
            "jdbc:postgresql://127.0.0.1:%d/keycloak".formatted(platform.port("postgres")),
            platform.data());
    admin = new KeycloakAdmin(keycloak.address(), password);
    try (var sample = WithKeycloak.class.getResourceAsStream("keycloak-sample.json")) {
      admin.add(new ObjectMapper().readTree(sample));
    }
    inventory = freeAddress();
    view = freeAddress();
    var secret = admin.allow(view);
    services =
        List.of(
            launch("inventory-service", "inventory", inventory, Map.of()),
            launch(
                "ght-view",
                "ghtview",
                view,
                Map.of(
                    "QUARKUS_OIDC_CREDENTIALS_SECRET", secret,
                    "QUARKUS_OIDC_AUTHENTICATION_STATE_SECRET", random(),
                    "QUARKUS_OIDC_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET", random())));
  }

  static WithKeycloak start(RunningPlatform platform) throws IOException, SQLException {
    var all = new WithKeycloak(platform);
    try {
      for (var service : List.of(all.inventory, all.view)) {
        await(service + " is ready")
            .atMost(READY_WITHIN)
            .pollInterval(Duration.ofMillis(200))
            .ignoreExceptions()
            .until(() ->
                all.ask("GET", service.resolve("/q/health/ready"), null, null).status() == 200);
      }
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  KeycloakAdmin admin() {
    return admin;
  }

  /** inventory-service's own port. */
  URI inventory() {
    return inventory;
  }

  /** ght-view's own port. */
  URI view() {
    return view;
  }

  record Answer(int status, String body) {}

  /**
   * @param token of who asks; null for nobody
   * @param json the body; null for none
   */
  Answer ask(String method, URI address, @Nullable String token, @Nullable String json) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI freeAddress() {
    return URI.create("http://localhost:%d/".formatted(FreePorts.one()));
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private Process launch(String name, String database, URI address, Map<String, String> more)
      throws IOException {
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dght.data=" + platform.data(),
            "-jar",
            Project.file(name + "/target/quarkus-app/quarkus-run.jar").toString());
    var log = platform.data().resolve("logs").resolve(name + "-keycloak.log").toFile();
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log);
    var environment = new HashMap<>(environment(database, address));
    environment.putAll(more);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Keycloak speaks plain HTTP here, which services take from an issuer in this profile only. */
  private Map<String, String> environment(String database, URI address) {
    var postgres = "//127.0.0.1:%d/".formatted(platform.port("postgres"));
    return Map.ofEntries(
        entry("QUARKUS_PROFILE", "local"),
        entry("QUARKUS_HTTP_PORT", Integer.toString(address.getPort())),
        entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql:" + postgres + database),
        entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql:" + postgres + database),
        entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
        entry("QUARKUS_DATASOURCE_PASSWORD", ""),
        entry("QUARKUS_DATASOURCE_IDENTITY_JDBC_URL", "jdbc:postgresql:" + postgres + "identity"),
        entry("QUARKUS_DATASOURCE_IDENTITY_REACTIVE_URL", "postgresql:" + postgres + "identity"),
        entry("QUARKUS_DATASOURCE_IDENTITY_USERNAME", "postgres"),
        entry("QUARKUS_DATASOURCE_IDENTITY_PASSWORD", ""),
        entry("QUARKUS_OIDC_AUTH_SERVER_URL", admin.issuer().toString()),
        entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + platform.port("kafka")));
  }

  @Override
  public void close() {
    http.close();
    admin.close();
    for (var service : services) {
      service.destroy();
    }
    for (var service : services) {
      try {
        if (!service.waitFor(10, TimeUnit.SECONDS)) {
          service.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        service.destroyForcibly();
      }
    }
    keycloak.close();
    assertThat(services).noneMatch(Process::isAlive);
  }
}
