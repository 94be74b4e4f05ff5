package fr.ght.local.testing;

import fr.ght.local.FreePorts;
import fr.ght.local.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL in a container, with the settings of the embedded one: Testcontainers would switch
 * {@code fsync} off.
 */
final class ContainerPostgres implements TestPostgres {
  private static final DockerImageName IMAGE =
      DockerImageName.parse(System.getProperty("infrastructure.postgres", "postgres:18"))
          .asCompatibleSubstituteFor("postgres");
  private static final String PASSWORD = "for-tests";

  private final int port;
  private final PostgreSQLContainer container;

  private ContainerPostgres(int port) {
    this.port = port;
    this.container =
        new PostgreSQLContainer(IMAGE)
            .withUsername(PostgresServer.USER)
            .withPassword(PASSWORD)
            .withDatabaseName("postgres")
            .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8")
            .withCommand(command());
    container.setPortBindings(
        List.of("127.0.0.1:%d:%d".formatted(port, PostgreSQLContainer.POSTGRESQL_PORT)));
  }

  static ContainerPostgres start() {
    var started = new ContainerPostgres(FreePorts.one());
    started.container.start();
    return started;
  }

  private static String[] command() {
    var words = new ArrayList<>(List.of("postgres"));
    PostgresServer.SETTINGS.forEach((key, value) -> words.addAll(List.of("-c", key + "=" + value)));
    return words.toArray(String[]::new);
  }

  @Override
  public String user() {
    return PostgresServer.USER;
  }

  @Override
  public String password() {
    return PASSWORD;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, database, user(), PASSWORD);
  }

  @Override
  public void kill() {
    Containers.kill(container);
  }

  @Override
  public void restart() {
    Containers.startAgain(container);
    Containers.await("PostgreSQL", this::answers);
  }

  private boolean answers() {
    try (var connection = connect("postgres")) {
      return connection.isValid((int) Duration.ofSeconds(2).toSeconds());
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
