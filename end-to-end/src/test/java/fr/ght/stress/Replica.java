package fr.ght.stress;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.Front;
import fr.ght.journeys.Project;
import fr.ght.journeys.RunningPlatform;
import fr.ght.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A second inventory-service on the same log and topic, with an entrance of its own: so there are
 * two relays, and one that was paused for too long comes back as a zombie.
 */
final class Replica implements AutoCloseable {
  static final String NAME = "inventory-service's replica";

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final RunningPlatform platform;
  private final int port;
  private final Front front;
  private Process process;

  private Replica(RunningPlatform platform, int port) {
    this.platform = platform;
    this.port = port;
    this.front = new Front(URI.create("http://127.0.0.1:" + port + "/"), platform.front().rights());
    this.process = launch();
  }

  static Replica start(RunningPlatform platform) {
    return new Replica(platform, FreePorts.one());
  }

  void awaitReady() {
    await("the replica is ready")
        .atMost(READY_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> front.get("/q/health/ready").path("status").asText().equals("UP"));
  }

  Front front() {
    return front;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** {@code kill -9}, and a new one in its place. */
  void killAndStartAgain() {
    end();
    process = launch();
  }

  private Process launch() {
    var postgres = "//127.0.0.1:%d/".formatted(platform.port("postgres"));
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseCompactObjectHeaders",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dght.data=" + platform.data(),
            "-jar",
            Project.file("inventory-service/target/quarkus-app/quarkus-run.jar").toString());
    var log = platform.data().resolve("logs").resolve("inventory-replica.log").toFile();
    var builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                entry("QUARKUS_PROFILE", "local"),
                entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql:" + postgres + "inventory"),
                entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql:" + postgres + "inventory"),
                entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                entry("QUARKUS_DATASOURCE_PASSWORD", ""),
                entry(
                    "QUARKUS_DATASOURCE_IDENTITY_JDBC_URL",
                    "jdbc:postgresql:" + postgres + "identity"),
                entry(
                    "QUARKUS_DATASOURCE_IDENTITY_REACTIVE_URL",
                    "postgresql:" + postgres + "identity"),
                entry("QUARKUS_DATASOURCE_IDENTITY_USERNAME", "postgres"),
                entry("QUARKUS_DATASOURCE_IDENTITY_PASSWORD", ""),
                entry(
                    "QUARKUS_OIDC_AUTH_SERVER_URL",
                    platform.front().address().resolve("/issuer").toString()),
                entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + platform.port("kafka"))));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("inventory-service is not built", e);
    }
  }

  /** One that could not start, because it found no database, is started again. */
  void keepAlive() {
    if (!process.isAlive()) {
      process = launch();
    }
  }

  private void end() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    front.close();
  }
}
