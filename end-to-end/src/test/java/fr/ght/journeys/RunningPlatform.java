package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.benchmarks.Front;
import fr.ght.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole platform as {@code ./run up} starts it, mostly without the sample, on a folder and a
 * port of its own. One that is closed has left no process behind, or closing fails.
 */
public final class RunningPlatform implements AutoCloseable {
  /** All processes of an instance but its runner. */
  public static final List<String> PARTS =
      List.of("inventory-service", "ght-view", "postgres", "kafka");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  private final Path data;
  private final int port;
  private final Front front;
  private Runner runner;

  private RunningPlatform(Path data, int port, Runner runner) {
    this.data = data;
    this.port = port;
    this.front = new Front(URI.create("http://localhost:" + port + "/"));
    this.runner = runner.awaitReady();
  }

  public static RunningPlatform start() {
    return start(Runner::upEmpty);
  }

  static RunningPlatform startWithSample() {
    return start(Runner::upWithSample);
  }

  private static RunningPlatform start(BiFunction<Path, Integer, Runner> up) {
    try {
      var data = Files.createTempDirectory("ght-journey-").toRealPath().resolve("data");
      var port = FreePorts.one();
      return new RunningPlatform(data, port, up.apply(data, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path data() {
    return data;
  }

  public Front front() {
    return front;
  }

  public View view() {
    return new View(front);
  }

  public Runner runner() {
    return runner;
  }

  /** Starts again on the same data, whatever became of the last start. */
  void upAgain() {
    runner = Runner.upEmpty(data, port).awaitReady();
  }

  /** Another command of the door, on this instance. */
  public Runner run(String command, String... arguments) {
    var words = Stream.concat(Stream.of(command, "--data", data.toString()), Stream.of(arguments));
    return Runner.start(words.toArray(String[]::new));
  }

  /** The process id, as the instance tells it at this moment. */
  public long pid(String part) {
    return part(part).path("pid").asLong();
  }

  public int port(String part) {
    return part(part).path("port").asInt();
  }

  private JsonNode part(String name) {
    try {
      for (var part : JSON.readTree(data.resolve("instance.json").toFile()).path("parts")) {
        if (part.path("name").asText().equals(name)) {
          return part;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the instance tells of no " + name);
  }

  /** {@code kill -9}; returns the process id that is no more. */
  long kill(String part) {
    var pid = pid(part);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    return pid;
  }

  public Connection database(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port("postgres"), name));
  }

  /** Every process that names this instance's folder on its command line. */
  List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> commandLine(process.pid()))
        .filter(line -> line.contains(data.toString()))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(pid), "cmdline"),
              java.nio.charset.StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  List<Path> logs() {
    try (var files = Files.list(data.resolve("logs"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void tellIfFailed(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      tellLastWords(test);
    }
  }

  /** What whoever looks for the cause of a failed journey reads first. */
  void tellLastWords(ExtensionContext test) {
    System.err.println(test.getDisplayName() + " failed\n" + lastWords());
  }

  public String lastWords() {
    var said = new StringBuilder("--- runner\n").append(String.join("\n", runner.lines()));
    for (var log : logs()) {
      said.append("\n--- ").append(log.getFileName()).append('\n').append(tail(log));
    }
    return said.toString();
  }

  private static String tail(Path log) {
    try (var lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      var all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 80), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Ctrl-C does. */
  public void stop() {
    var asked = System.nanoTime();
    runner.terminate();
    runner.awaitExit();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(STOPS_WITHIN);
    assertThat(processes()).isEmpty();
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      runner.kill();
      await("nobody is left").atMost(STOPS_WITHIN).until(() -> processes().isEmpty());
      front.close();
      remove(data.getParent());
    }
  }

  private static void remove(Path folder) {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
