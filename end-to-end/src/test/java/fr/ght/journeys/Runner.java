package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** What {@code ./run} starts once everything is built, in a process of its own. */
public final class Runner {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reading;

  private Runner(Process process) {
    this.process = process;
    this.reading = Thread.ofVirtual().start(this::read);
  }

  static Runner upEmpty(Path data, int port) {
    return start("up", "--empty", "--data", data.toString(), "--port", Integer.toString(port));
  }

  static Runner upWithSample(Path data, int port) {
    return start("up", "--data", data.toString(), "--port", Integer.toString(port));
  }

  static Runner start(String... arguments) {
    try {
      var built = Project.file("local/target");
      var words =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx192m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                  "-Dght.home=" + Project.file("."),
                  "-cp",
                  "%s:%s"
                      .formatted(
                          built.resolve("local-1.0.0-SNAPSHOT.jar"),
                          Files.readString(built.resolve("classpath")).strip()),
                  "fr.ght.local.Main"));
      words.addAll(List.of(arguments));
      return new Runner(new ProcessBuilder(words).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("./run test builds what the journeys start", e);
    }
  }

  private void read() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // Killed: it has nothing more to say.
    }
  }

  /** All that it has said, errors among it. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  Runner awaitReady() {
    try {
      await("ready")
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isReady() || !process.isAlive());
      assertThat(isReady()).as(() -> String.join("\n", lines)).isTrue();
      return this;
    } catch (AssertionError | ConditionTimeoutException e) {
      kill();
      throw e;
    }
  }

  private boolean isReady() {
    return lines.stream().anyMatch(line -> line.startsWith("ready: http://localhost:"));
  }

  public int awaitExit() {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
      reading.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void terminate() {
    process.destroy();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }
}
