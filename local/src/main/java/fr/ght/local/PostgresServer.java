package fr.ght.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A real PostgreSQL 18 on the loopback address, durable ({@code fsync} and {@code
 * synchronous_commit} stay on), driven directly: {@code initdb} once, then {@code postgres}. It
 * ends within five seconds of the JVM that started it. Runs as an ordinary user and, in a user
 * namespace, as root.
 */
public final class PostgresServer implements AutoCloseable {

  /** The one role; whoever reaches the loopback address of this machine is trusted. */
  public static final String USER = "postgres";

  /** How every PostgreSQL of this platform runs, wherever it runs. */
  public static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("max_wal_size", "4GB"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"));

  /** Above the highest that Linux gives. */
  private static final int NOBODYS_PID = 4_194_305;

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final Path data;
  private final Path log;
  private final int port;
  private final Optional<Path> temporary;
  private volatile GuardedProcess process;

  private PostgresServer(Path data, Path log, int port, Optional<Path> temporary) {
    this.data = data.toAbsolutePath().normalize();
    this.log = log;
    this.port = port;
    this.temporary = temporary;
    this.process = launch();
  }

  /** Starts on a data folder, which is made if it is not there, and returns when it answers. */
  public static PostgresServer start(Path data, int port) {
    return start(data, port, data.resolveSibling(data.getFileName() + ".log"));
  }

  public static PostgresServer start(Path data, int port, Path log) {
    return new PostgresServer(data, log, port, Optional.empty());
  }

  /** On a free port and in a folder that is removed when the server is closed or this JVM ends. */
  public static PostgresServer startTemporary() {
    try {
      var folder = Files.createTempDirectory("ght-postgres-");
      return new PostgresServer(
          folder.resolve("data"),
          folder.resolve("postgres.log"),
          FreePorts.one(),
          Optional.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** The process id of the postmaster. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  GuardedProcess process() {
    return process;
  }

  public String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
  }

  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Makes an empty database of this name unless it is there. */
  public void createDatabase(String name) {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      if (!isDatabase(connection, name)) {
        statement.execute("create database " + statement.enquoteIdentifier(name, true));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
  }

  /** Removes a database, if it is there, and throws out whoever uses it. */
  void dropDatabase(String name) {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(
          "drop database if exists %s with (force)"
              .formatted(statement.enquoteIdentifier(name, true)));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot remove database " + name, e);
    }
  }

  /** Puts a database in the place of another; whether there was one, which is kept as a third. */
  boolean replaceDatabase(String name, String by, String keptAs) {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      boolean wasThere = isDatabase(connection, name);
      if (wasThere) {
        rename(statement, name, keptAs);
      }
      rename(statement, by, name);
      connection.commit();
      return wasThere;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot put a database in the place of " + name, e);
    }
  }

  private static void rename(java.sql.Statement statement, String from, String to)
      throws SQLException {
    statement.execute(
        "alter database %s rename to %s"
            .formatted(
                statement.enquoteIdentifier(from, true), statement.enquoteIdentifier(to, true)));
  }

  /** Whether there is such a database with any table in it. */
  boolean holdsAnything(String name) {
    try (var connection = connect("postgres")) {
      if (!isDatabase(connection, name)) {
        return false;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look for database " + name, e);
    }
    try (var connection = connect(name);
        var query =
            connection.prepareStatement("select from pg_tables where schemaname = 'public'");
        var row = query.executeQuery()) {
      return row.next();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look into database " + name, e);
    }
  }

  private static boolean isDatabase(Connection connection, String name) throws SQLException {
    try (var query = connection.prepareStatement("select from pg_database where datname = ?")) {
      query.setString(1, name);
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database));
  }

  /** {@code kill -9} of the postmaster: what was committed must survive it. */
  public void kill() {
    process.kill();
  }

  /** Starts again on the same data and port, after {@link #kill()} or while running. */
  public void restart() {
    if (process.isAlive()) {
      process.kill();
    }
    process = launch();
  }

  /** Stops cleanly, with a checkpoint; open connections are closed. */
  @Override
  public void close() {
    process.stop(STOP_PATIENCE);
  }

  private GuardedProcess launch() {
    try {
      var binaries = PostgresBinaries.unpacked(PostgresBinaries.defaultCache()).resolve("bin");
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(binaries);
      }
      var deadline = System.nanoTime() + START_PATIENCE.toNanos();
      while (true) {
        releaseStaleLock();
        var started = GuardedProcess.start(serverCommand(binaries));
        while (started.isAlive() && System.nanoTime() < deadline) {
          if (isReady(started.pid())) {
            return started;
          }
          GuardedProcess.pause(Duration.ofMillis(10));
        }
        // Killed before, its workers may hold the shared memory for a moment longer: try again.
        if (started.isAlive() || System.nanoTime() > deadline || !isHeldByWorkers()) {
          started.stop(Duration.ofSeconds(1));
          throw new IllegalStateException("PostgreSQL did not start, see " + log);
        }
        GuardedProcess.pause(Duration.ofMillis(100));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL on " + data, e);
    }
  }

  /**
   * PostgreSQL takes its pid file seriously as long as any process has that number: another program
   * after a restart of the machine, or a dead postmaster that nobody has reaped. The rest of the
   * file stays: from it PostgreSQL sees whether workers still hold the shared memory.
   */
  private void releaseStaleLock() throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    var lines = new ArrayList<>(Files.readAllLines(file));
    if (!lines.isEmpty() && !isPostmaster(lines.getFirst().trim())) {
      lines.set(0, Integer.toString(NOBODYS_PID));
      Files.write(file, lines);
    }
  }

  private boolean isPostmaster(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "cmdline")).contains(data.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isHeldByWorkers() throws IOException {
    var lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - 5), lines.size()).stream()
        .anyMatch(line -> line.contains("pre-existing shared memory block"));
  }

  /** The postmaster notes its state on the eighth line of its pid file. */
  private boolean isReady(long pid) throws IOException {
    try {
      var lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().trim().equals(Long.toString(pid))
          && lines.get(7).trim().equals("ready");
    } catch (NoSuchFileException _) {
      // After a crash it removes the old file before it makes its own.
      return false;
    }
  }

  private GuardedProcess.Command serverCommand(Path binaries) throws IOException {
    var words = new ArrayList<>(unprivileged());
    words.addAll(List.of(binaries.resolve("postgres").toString(), "-D", data.toString()));
    settings().forEach((key, value) -> words.addAll(List.of("-c", key + "=" + value)));
    return new GuardedProcess.Command(words, Map.of(), data, log, "INT", temporary);
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<>(SETTINGS);
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("logging_collector", "off");
    return settings;
  }

  static Path halfMade(Path data) {
    return data.resolveSibling(data.getFileName() + ".half");
  }

  /** Into a folder beside, renamed when complete: a kill in the middle leaves nothing half-made. */
  private void initialise(Path binaries) throws IOException {
    Files.createDirectories(data.getParent());
    var half = halfMade(data);
    PostgresBinaries.remove(half);
    var words = new ArrayList<>(unprivileged());
    words.addAll(
        List.of(
            binaries.resolve("initdb").toString(),
            "--pgdata=" + half,
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"));
    if (temporary.isPresent()) {
      words.add("--no-sync");
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    var initdb =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (initdb.waitFor() != 0) {
        throw new IllegalStateException("initdb failed, see " + log);
      }
    } catch (InterruptedException e) {
      initdb.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (Files.isDirectory(data)) {
      Files.delete(data);
    }
    Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
  private static List<String> unprivileged() throws IOException {
    var isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    return isRoot ? List.of("unshare", "-U") : List.of();
  }
}
