package fr.ght.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A real Kafka on the loopback address: one node, broker and controller at once (KRaft), in a
 * process of its own. Topics are kept for ever unless they say otherwise. It ends within five
 * seconds of the JVM that started it.
 */
public final class KafkaServer implements AutoCloseable {

  /** How every Kafka of one node runs, wherever it runs. */
  public static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("log.retention.ms", "-1"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("num.partitions", "12"),
          // By default half of this node's memory, set aside for compacting far larger topics.
          Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // A killed node is let in again once its former self has been silent for this long.
          Map.entry("broker.heartbeat.interval.ms", "500"),
          Map.entry("broker.session.timeout.ms", "3000"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          // How soon a transaction may follow the one whose end is still being written.
          Map.entry("add.partitions.to.txn.retry.backoff.ms", "2"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"));

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final Path data;
  private final Path log;
  private final int port;
  private final int controllerPort;
  private final Optional<Path> temporary;
  private final Map<String, String> more;
  private volatile GuardedProcess process;

  private KafkaServer(
      Path data,
      Path log,
      int port,
      int controllerPort,
      Optional<Path> temporary,
      Map<String, String> more) {
    this.data = data.toAbsolutePath().normalize();
    this.log = log;
    this.port = port;
    this.controllerPort = controllerPort;
    this.temporary = temporary;
    this.more = more;
    this.process = launch();
  }

  /** Starts on a data folder, which is made if it is not there, and returns when it answers. */
  public static KafkaServer start(Path data, int port, int controllerPort) {
    return start(data, port, controllerPort, data.resolveSibling(data.getFileName() + ".log"));
  }

  public static KafkaServer start(Path data, int port, int controllerPort, Path log) {
    return new KafkaServer(data, log, port, controllerPort, Optional.empty(), Map.of());
  }

  /** On free ports and in a folder that is removed when the server is closed or this JVM ends. */
  public static KafkaServer startTemporary() {
    return startTemporary(Map.of());
  }

  /**
   * The same with more settings; listeners among them are added to its own.
   *
   * @param more as in {@code server.properties}
   */
  public static KafkaServer startTemporary(Map<String, String> more) {
    try {
      var folder = Files.createTempDirectory("ght-kafka-");
      var ports = FreePorts.several(2);
      return new KafkaServer(
          folder.resolve("data"),
          folder.resolve("kafka.log"),
          ports.getFirst(),
          ports.getLast(),
          Optional.of(folder),
          more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  GuardedProcess process() {
    return process;
  }

  /** {@code kill -9}: what was acknowledged must survive it. */
  public void kill() {
    process.kill();
  }

  /** Starts again on the same data and ports, after {@link #kill()} or while running. */
  public void restart() {
    if (process.isAlive()) {
      process.kill();
    }
    process = launch();
  }

  @Override
  public void close() {
    process.stop(STOP_PATIENCE);
  }

  private GuardedProcess launch() {
    try {
      Files.createDirectories(data);
      Files.deleteIfExists(data.resolve(KafkaNode.READY));
      writeSettings();
      var started = GuardedProcess.start(command());
      var deadline = System.nanoTime() + START_PATIENCE.toNanos();
      while (started.isAlive() && System.nanoTime() < deadline) {
        if (Files.exists(data.resolve(KafkaNode.READY))) {
          return started;
        }
        GuardedProcess.pause(Duration.ofMillis(20));
      }
      started.stop(Duration.ofSeconds(1));
      throw new IllegalStateException("Kafka did not start, see " + log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Kafka on " + data, e);
    }
  }

  private GuardedProcess.Command command() {
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            // Half the processor time of a start; the broker's own work here is mostly I/O.
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
            KafkaNode.class.getName(),
            data.toString());
    return new GuardedProcess.Command(
        words,
        Map.of("CLASSPATH", System.getProperty("java.class.path")),
        data,
        log,
        "TERM",
        temporary);
  }

  private void writeSettings() throws IOException {
    var lines = settings().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    Files.write(data.resolve(KafkaNode.SETTINGS), lines);
  }

  /** Ports may differ from start to start; the node's identity and its data do not. */
  private Map<String, String> settings() {
    var settings = new TreeMap<>(SETTINGS);
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", data.resolve("log").toString());
    more.forEach((name, value) ->
        settings.merge(
            name, value, (own, added) -> name.endsWith("listeners") ? own + "," + added : added));
    return settings;
  }
}
