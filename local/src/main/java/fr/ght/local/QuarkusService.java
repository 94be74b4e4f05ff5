package fr.ght.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final Duration READY_PATIENCE = Duration.ofSeconds(90);

  GuardedProcess.Command command(
      Path home, DataFolder data, int port, PostgresServer postgres, String kafka) {
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
    var environment =
        Map.of(
            "QUARKUS_HTTP_HOST",
            "127.0.0.1",
            "QUARKUS_HTTP_PORT",
            Integer.toString(port),
            "QUARKUS_DATASOURCE_JDBC_URL",
            postgres.jdbcUrl(database),
            "QUARKUS_DATASOURCE_REACTIVE_URL",
            postgres.reactiveUrl(database),
            "QUARKUS_DATASOURCE_USERNAME",
            PostgresServer.USER,
            "QUARKUS_DATASOURCE_PASSWORD",
            "",
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka);
    return new GuardedProcess.Command(
        words, environment, data.path(), data.log(name), "TERM", Optional.empty());
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
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(2))
              .build();
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
