package fr.ght.local.testing;

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
    return Map.of(
        "quarkus.datasource.jdbc.url", server.jdbcUrl(database),
        "quarkus.datasource.reactive.url", server.reactiveUrl(database),
        "quarkus.datasource.username", server.user(),
        "quarkus.datasource.password", server.password(),
        "quarkus.datasource.identity.jdbc.url", server.jdbcUrl(IDENTITIES),
        "quarkus.datasource.identity.reactive.url", server.reactiveUrl(IDENTITIES),
        "quarkus.datasource.identity.username", server.user(),
        "quarkus.datasource.identity.password", server.password(),
        "quarkus.oidc.auth-server-url", issuer().issuer().url(),
        "kafka.bootstrap.servers", kafka().bootstrapServers());
  }

  /** Who vouches for callers. */
  public static synchronized IssuerServer issuer() {
    var running = issuer;
    if (running == null) {
      running = IssuerServer.listen(FreePorts.one(), temporaryFolder());
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
