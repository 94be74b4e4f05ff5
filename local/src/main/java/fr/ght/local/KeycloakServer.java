package fr.ght.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Keycloak on the loopback address, without TLS, for tests of sign-in with an issuer that
 * others wrote: unpacked from its Maven artifact, in production mode, on a PostgreSQL that runs. It
 * ends within five seconds of the JVM that started it.
 */
public final class KeycloakServer implements AutoCloseable {
  /** Who may do all in it, until somebody else is named. */
  public static final String ADMIN = "admin";

  private static final String REALM = "-realm.json";
  private static final String BUILT = "built-on-postgres";
  private static final Duration BUILD_PATIENCE = Duration.ofMinutes(5);
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final int port;
  private final GuardedProcess process;

  private KeycloakServer(int port, GuardedProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Returns when the realm answers.
   *
   * @param unpacked the distribution, which is built once for its kind of database
   * @param realm the file {@code <name>-realm.json} with the one realm that is imported
   * @param password of the {@link #ADMIN}
   * @param database JDBC address of an empty database
   * @param data the folder it is run for; its log goes there
   */
  public static KeycloakServer start(
      Path unpacked, Path realm, String password, String database, Path data) {
    var log = data.resolve("logs").resolve("keycloak.log");
    try {
      Files.createDirectories(log.getParent());
      build(unpacked, log);
      var imported = Files.createDirectories(unpacked.resolve(Path.of("data", "import")));
      Files.copy(realm, imported.resolve(realm.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak cannot be prepared in " + unpacked, e);
    }
    int port = FreePorts.one();
    var environment = new HashMap<>(built());
    environment.put("KC_DB_URL", database);
    environment.put("KC_DB_USERNAME", PostgresServer.USER);
    environment.put("KC_DB_PASSWORD", "nobody-asks");
    environment.put("KC_HTTP_ENABLED", "true");
    environment.put("KC_HTTP_HOST", "127.0.0.1");
    environment.put("KC_HTTP_PORT", Integer.toString(port));
    environment.put("KC_HOSTNAME_STRICT", "false");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
    var process =
        GuardedProcess.start(
            new GuardedProcess.Command(
                words(unpacked), environment, data, log, "TERM", Optional.empty()));
    var server = new KeycloakServer(port, process);
    server.awaitRealm(realm.getFileName().toString().replace(REALM, ""), log);
    return server;
  }

  /** What its script would start, without the script between us and it. */
  private static List<String> words(Path unpacked) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-Dkc.home.dir=" + unpacked,
        "-Djboss.server.config.dir=" + unpacked.resolve("conf"),
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-Dpicocli.disable.closures=true",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.security=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        unpacked.resolve(Path.of("lib", "quarkus-run.jar")).toString(),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
        "start",
        "--optimized",
        "--import-realm");
  }

  /** What is fixed when it is built. */
  private static Map<String, String> built() {
    return Map.of(
        "JAVA_HOME", System.getProperty("java.home"), "KC_DB", "postgres", "KC_CACHE", "local");
  }

  private static void build(Path unpacked, Path log) throws IOException {
    var mark = unpacked.resolve(BUILT);
    if (Files.exists(mark)) {
      return;
    }
    var builder =
        new ProcessBuilder("bash", unpacked.resolve(Path.of("bin", "kc.sh")).toString(), "build")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(built());
    var process = builder.start();
    try {
      if (!process.waitFor(BUILD_PATIENCE) || process.exitValue() != 0) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("Keycloak could not be built, see " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Files.createFile(mark);
  }

  private void awaitRealm(String name, Path log) {
    var deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      var answer =
          QuarkusService.answer(port, "/realms/" + name + "/.well-known/openid-configuration");
      if (answer.filter(a -> a.statusCode() == 200).isPresent()) {
        return;
      }
      GuardedProcess.pause(Duration.ofMillis(200));
    }
    close();
    throw new IllegalStateException("Keycloak did not start, see " + log);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.stop(STOP_PATIENCE);
  }
}
