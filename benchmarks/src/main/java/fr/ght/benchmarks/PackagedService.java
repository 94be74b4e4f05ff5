package fr.ght.benchmarks;

import fr.ght.local.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A built service in a process of its own, on a free port of this machine. */
public final class PackagedService implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(10);

  private final URI address = URI.create("http://127.0.0.1:" + FreePorts.one());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path log;
  private final Process process;
  private final Duration startedWithin;

  /**
   * Returns when it is alive.
   *
   * @param application the {@code quarkus-app} that is started
   * @param environment its configuration, but for its port
   * @param log a file for what it prints
   */
  public PackagedService(Path application, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    this.log = log;
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                application.resolve("quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("QUARKUS_PROFILE", "local");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
    builder.environment().putAll(environment);
    var begin = System.nanoTime();
    process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitAlive(begin + READY_WITHIN.toNanos());
    startedWithin = Duration.ofNanos(System.nanoTime() - begin);
  }

  private void awaitAlive(long deadline) throws InterruptedException {
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        if (send(request("/q/health/live").build()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not yet.
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("the service does not answer, see " + log);
  }

  /** From its start until it was alive. */
  public Duration startedWithin() {
    return startedWithin;
  }

  public long pid() {
    return process.pid();
  }

  /** A request to this path, so far by nobody. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(10))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
