package fr.ght.local.testing;

import static java.util.Map.entry;

import fr.ght.local.FreePorts;
import fr.ght.local.issuer.IssuerServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, a real Kafka and the development issuer for {@code @QuarkusTest}s, started
 * once for all tests of a JVM and ended with it: {@code @QuarkusTestResource(value =
 * LocalServers.class, initArgs = @ResourceArg(name = "database", value = "inventory"))}. Database
 * names may be shared; a test class that wants its own gives another name.
 */
public final class LocalServers implements QuarkusTestResourceLifecycleManager {

  private static final String DEFAULT_DATABASE = "test";
  private static final String IDENTITIES = "identity";

  /** Names the folder of the issuer's key, for tests that sign what the issuer would not. */
  public static final String ISSUER_FOLDER = "ght.testing.issuer-folder";

  private static final Path ISSUER = temporaryFolder();

  private static @Nullable TestPostgres postgres;
  private static @Nullable TestKafka kafka;

  private static @Nullable IssuerServer issuer;

  private String database = DEFAULT_DATABASE;

  @Override
  public void init(Map<String, String> initArgs) {
    database = initArgs.getOrDefault("database", DEFAULT_DATABASE);
  }

  @Override
  public Map<String, String> start() {
    return settings(database);
  }

  /** The servers run on for the tests that follow; they end with this JVM. */
  @Override
  public void stop() {}

  public static synchronized TestPostgres postgres() {
    startBoth();
    return present(postgres);
  }

  public static synchronized TestKafka kafka() {
    startBoth();
    return present(kafka);
  }

  /** The Quarkus configuration of a service that owns this database, which is made if needed. */
  public static Map<String, String> settings(String database) {
    var server = postgres();
    server.createDatabase(database);
    server.createDatabase(IDENTITIES);
    return Map.ofEntries(
        entry("quarkus.datasource.jdbc.url", server.jdbcUrl(database)),
        entry("quarkus.datasource.reactive.url", server.reactiveUrl(database)),
        entry("quarkus.datasource.username", server.user()),
        entry("quarkus.datasource.password", server.password()),
        entry("quarkus.datasource.identity.jdbc.url", server.jdbcUrl(IDENTITIES)),
        entry("quarkus.datasource.identity.reactive.url", server.reactiveUrl(IDENTITIES)),
        entry("quarkus.datasource.identity.username", server.user()),
        entry("quarkus.datasource.identity.password", server.password()),
        entry("quarkus.oidc.auth-server-url", issuer().issuer().url()),
        entry(ISSUER_FOLDER, ISSUER.toString()),
        entry("kafka.bootstrap.servers", kafka().bootstrapServers()));
  }

  /** Who vouches for callers. */
  public static synchronized IssuerServer issuer() {
    var running = issuer;
    if (running == null) {
      running = IssuerServer.listen(FreePorts.one(), ISSUER);
      issuer = running;
    }
    return running;
  }

  private static Path temporaryFolder() {
    try {
      var folder = Files.createTempDirectory("issuer");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void startBoth() {
    if (postgres == null) {
      var infrastructure = Infrastructure.chosen();
      var starting = CompletableFuture.supplyAsync(infrastructure::kafka);
      postgres = infrastructure.postgres();
      kafka = starting.join();
    }
  }

  private static <T> T present(@Nullable T server) {
    if (server == null) {
      throw new IllegalStateException("the servers did not start");
    }
    return server;
  }
}
