package fr.ght.local;

import fr.ght.local.issuer.DevelopmentIssuer;
import fr.ght.local.issuer.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of our services: a Quarkus application with a database of its own, configured by Quarkus'
 * standard environment variables.
 *
 * @param name the module's name, and the service's
 * @param database its database
 * @param memory the most that its heap may take, as {@code -Xmx} says it
 */
record QuarkusService(String name, String database, String memory) {

  static final List<QuarkusService> ALL =
      List.of(
          new QuarkusService(Route.INVENTORY, "inventory", "512m"),
          new QuarkusService(Route.VIEW, "ghtview", "384m"));

  /** Those whose databases hold what cannot be computed from anything else. */
  static final List<QuarkusService> WITH_LOG =
      ALL.stream().filter(service -> service.name().equals(Route.INVENTORY)).toList();

  /** The database of names and pseudonyms, which all of them share. */
  static final String IDENTITIES = "identity";

  private static final Duration READY_PATIENCE = Duration.ofSeconds(90);

  /**
   * @param port its own
   * @param front the port of the one address, where the issuer is
   */
  GuardedProcess.Command command(
      Path home, DataFolder data, int port, PostgresServer postgres, String kafka, int front) {
    var application = built(home).resolve("quarkus-run.jar");
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + memory,
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dght.data=" + data.path(),
            "-jar",
            application.toString());
    var environment = new HashMap<String, String>();
    environment.put("QUARKUS_PROFILE", "local");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", DevelopmentIssuer.url(front));
    environment.put("QUARKUS_OIDC_AUTHENTICATION_STATE_SECRET", secret(data, "state"));
    environment.put("QUARKUS_OIDC_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET", secret(data, "session"));
    setDatabase(environment, "QUARKUS_DATASOURCE_", postgres, database);
    setDatabase(environment, "QUARKUS_DATASOURCE_IDENTITY_", postgres, IDENTITIES);
    return new GuardedProcess.Command(
        words, environment, data.path(), data.log(name), "TERM", Optional.empty());
  }

  private static void setDatabase(
      Map<String, String> environment, String prefix, PostgresServer postgres, String database) {
    environment.put(prefix + "JDBC_URL", postgres.jdbcUrl(database));
    environment.put(prefix + "REACTIVE_URL", postgres.reactiveUrl(database));
    environment.put(prefix + "USERNAME", PostgresServer.USER);
    environment.put(prefix + "PASSWORD", "");
  }

  private static String secret(DataFolder data, String name) {
    try {
      return Secrets.at(data.secrets().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + data.path(), e);
    }
  }

  /**
   * The folder with the built service.
   *
   * @throws IllegalStateException if it is not built
   */
  Path built(Path home) {
    var folder = home.resolve(name).resolve("target/quarkus-app");
    var application = folder.resolve("quarkus-run.jar");
    if (!Files.exists(application)) {
      throw new IllegalStateException(name + " is not built: " + application + " is missing");
    }
    return folder;
  }

  /** Waits until the service on this port says that it is ready. */
  static void awaitReady(String name, int port, Path log) {
    var deadline = System.nanoTime() + READY_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (answer(port, "/q/health/ready").filter(a -> a.statusCode() == 200).isPresent()) {
        return;
      }
      GuardedProcess.pause(Duration.ofMillis(50));
    }
    throw new IllegalStateException("%s is not ready, see %s".formatted(name, log));
  }

  /** What the service answers within two seconds, if anything. */
  static Optional<HttpResponse<String>> answer(int port, String path) {
    return answer(port, path, Optional.empty());
  }

  /**
   * @param token of who asks; empty for what anybody may ask
   */
  static Optional<HttpResponse<String>> answer(int port, String path, Optional<String> token) {
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(2));
      token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
      return Optional.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
