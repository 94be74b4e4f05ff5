package fr.ght.eventsourcing.backup;

import fr.ght.eventsourcing.kafka.Told;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * What operators start beside a service, with the service's own environment: {@code export DIR},
 * {@code import DIR [--rewind]}.
 */
public final class LogTool {
  private static final String USAGE =
      """
      export DIR            write the log into a folder that is empty or not there
      import DIR            bring it back into a database without a log
      import DIR --rewind   the same, in a state older than what others have been told
      QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD say which database; \
      KAFKA_BOOTSTRAP_SERVERS where others may have heard of the log\
      """;

  private final Map<String, String> environment;

  private LogTool(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    System.exit(new LogTool(System.getenv()).run(List.of(arguments)));
  }

  private int run(List<String> arguments) {
    try {
      switch (arguments) {
        case List<String> words when words.size() == 2 && words.getFirst().equals("export") ->
            export(Path.of(words.get(1)));
        case List<String> words when words.size() == 2 && words.getFirst().equals("import") ->
            bringBack(Path.of(words.get(1)), false);
        case List<String> words
            when words.size() == 3
                && words.getFirst().equals("import")
                && words.get(2).equals("--rewind") ->
            bringBack(Path.of(words.get(1)), true);
        case List<String> _ -> {
          System.err.println(USAGE);
          return 2;
        }
      }
      return 0;
    } catch (BackupRefused | UncheckedIOException e) {
      System.err.println(e.getMessage());
    } catch (SQLException | FlywayException e) {
      System.err.println("the database refuses or does not answer: " + e.getMessage());
    }
    return 1;
  }

  private void export(Path folder) throws SQLException {
    try (var connection = DriverManager.getConnection(url(), user(), password())) {
      var exported = LogExport.write(connection, folder);
      System.out.printf(
          "%s: %d events, complete up to position %d, %d kB%n",
          connection.getCatalog(),
          exported.events(),
          exported.completeTo(),
          exported.bytes() / 1_000);
    }
  }

  private void bringBack(Path folder, boolean rewind) throws SQLException {
    var log = new LogImport(url(), user(), password());
    var told = told();
    var imported = rewind ? log.liveAnew(folder, told) : log.goOn(folder, told);
    System.out.printf(
        "%d events are back; the log goes on at position %d%s%n",
        imported.events(),
        imported.nextPosition(),
        imported.incarnation() == 1 ? "" : ", life " + imported.incarnation());
  }

  /** What others have heard, if it is known where to ask. */
  private Optional<Told> told() {
    var servers = environment.get("KAFKA_BOOTSTRAP_SERVERS");
    if (servers == null) {
      return Optional.empty();
    }
    var topic = environment.getOrDefault("GHT_RELAY_TOPIC", "ght.inventory");
    try {
      return Told.on(topic, Map.of("bootstrap.servers", servers));
    } catch (IllegalStateException e) {
      throw new BackupRefused(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  private String url() {
    var url = environment.get("QUARKUS_DATASOURCE_JDBC_URL");
    if (url == null) {
      throw new BackupRefused("QUARKUS_DATASOURCE_JDBC_URL is not set");
    }
    return url;
  }

  private String user() {
    return environment.getOrDefault("QUARKUS_DATASOURCE_USERNAME", "");
  }

  private String password() {
    return environment.getOrDefault("QUARKUS_DATASOURCE_PASSWORD", "");
  }
}
