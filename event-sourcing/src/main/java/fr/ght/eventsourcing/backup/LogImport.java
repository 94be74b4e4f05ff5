package fr.ght.eventsourcing.backup;

import fr.ght.eventsourcing.backup.Manifest.Part;
import fr.ght.eventsourcing.kafka.Told;
import fr.ght.eventsourcing.postgres.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings a log back into a database without a log, in one transaction: whatever goes wrong, the
 * database is as empty as before. Every file is verified before the database is touched.
 */
public final class LogImport {
  private static final String MIGRATIONS = "db/eventsourcing";
  private static final String IS_THERE = Sql.named(LogImport.class, "is-there");
  private static final String EVENT_AT = "select 1 from event where position = ? and id = ?";
  private static final String GO_ON =
      "select setval('event_position', greatest(?, (select coalesce(max(position), 1) from event)))";
  private static final String BEGIN_INCARNATION = "select begin_incarnation(?)";

  private final String url;
  private final String user;
  private final String password;

  /**
   * @param url of the database that the log is brought back to, as JDBC has it
   * @param user who may make tables in it
   */
  public LogImport(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /**
   * What was brought back.
   *
   * @param nextPosition that the next event will have, at least
   */
  public record Imported(long events, long incarnation, long nextPosition) {}

  /**
   * Brings back the log so that it goes on as if nothing had happened.
   *
   * @param told how far others have heard of it, if they have and it is known
   * @throws BackupRefused if the backup is damaged, of a newer program, or older than what others
   *     have heard; or if the database has a log
   */
  public Imported goOn(Path folder, Optional<Told> told) throws SQLException {
    return bring(folder, told, false);
  }

  /**
   * Brings back the log and begins its next life, so that whoever has heard of a future that is
   * lost takes nothing of the new one for its continuation.
   *
   * @throws BackupRefused if the backup is damaged or of a newer program, or if the database has a
   *     log
   */
  public Imported liveAnew(Path folder, Optional<Told> told) throws SQLException {
    return bring(folder, told, true);
  }

  private Imported bring(Path folder, Optional<Told> told, boolean anew) throws SQLException {
    var backup = new BackupFolder(folder);
    try {
      var manifest = backup.verified();
      refuseAnothersTables(manifest);
      refuseNewer(manifest);
      if (!anew) {
        refuseLostFuture(manifest, told);
      }
      try (var connection = DriverManager.getConnection(url, user, password)) {
        refuseALogThatIsThere(connection);
        migrate();
        connection.setAutoCommit(false);
        try {
          var imported = bring(connection, backup, manifest, told, anew);
          connection.commit();
          return imported;
        } finally {
          connection.rollback();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the backup could not be read: " + e.getMessage(), e);
    }
  }

  private static void refuseAnothersTables(Manifest manifest) {
    var named = new HashSet<String>();
    manifest.parts().forEach(part -> named.add(part.table()));
    if (!named.equals(new HashSet<>(LogTables.names()))) {
      throw new BackupRefused(
          "the backup has the tables %s, and a log has %s".formatted(named, LogTables.names()));
    }
  }

  private Flyway flyway() {
    return Flyway.configure().dataSource(url, user, password).locations(MIGRATIONS).load();
  }

  private void refuseNewer(Manifest manifest) {
    var newest = MigrationVersion.fromVersion("0");
    for (var migration : flyway().info().all()) {
      var version = migration.getVersion();
      if (version != null && migration.getScript() != null && version.compareTo(newest) > 0) {
        newest = version;
      }
    }
    if (MigrationVersion.fromVersion(Integer.toString(manifest.schema())).compareTo(newest) > 0) {
      throw new BackupRefused(
          "the backup is of a log of version %d, and this program knows up to %s: use the version that made it, or a later one"
              .formatted(manifest.schema(), newest));
    }
  }

  /** Before the backup's events are anywhere but in the file: what they end with is known. */
  private static void refuseLostFuture(Manifest manifest, Optional<Told> told) {
    told.filter(one ->
            one.incarnation() != manifest.incarnation() || one.position() > manifest.completeTo())
        .ifPresent(one -> {
          throw lostFuture(manifest, one);
        });
  }

  private static BackupRefused lostFuture(Manifest manifest, Told told) {
    return new BackupRefused(
        "the backup is older than what others have been told of this log: it is complete up to position %d (life %d), and the topic knows of position %d (life %d). Nothing was changed. A later backup goes on without loss; with --rewind this one lives anew, and everybody who heard of the lost future starts over (docs/backup.md)"
            .formatted(
                manifest.completeTo(),
                manifest.incarnation(),
                told.position(),
                told.incarnation()));
  }

  private static void refuseALogThatIsThere(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(IS_THERE);
        var row = query.executeQuery()) {
      if (row.next()) {
        throw new BackupRefused(
            "there is a log in database %s already: a backup is brought back to a database without one"
                .formatted(connection.getCatalog()));
      }
    }
  }

  private void migrate() {
    flyway().migrate();
  }

  private static Imported bring(
      Connection connection,
      BackupFolder backup,
      Manifest manifest,
      Optional<Told> told,
      boolean anew)
      throws SQLException, IOException {
    try (var statement = connection.createStatement()) {
      statement.execute("delete from incarnation");
    }
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (var part : manifest.parts()) {
      bring(connection, backup, copy, part);
    }
    if (!anew && told.isPresent() && !knows(connection, told.get())) {
      throw lostFuture(manifest, told.get());
    }
    long last = number(connection, GO_ON, manifest.lastDrawn());
    long incarnation =
        anew
            ? number(connection, BEGIN_INCARNATION, told.map(Told::incarnation).orElse(0L))
            : manifest.incarnation();
    long next = anew ? incarnation << 40 : last;
    return new Imported(manifest.rows("event"), incarnation, next + 1);
  }

  private static void bring(Connection connection, BackupFolder backup, CopyManager copy, Part part)
      throws SQLException, IOException {
    var missing = new ArrayList<>(part.columns());
    missing.removeAll(LogTables.columns(connection, part.table()));
    if (!missing.isEmpty()) {
      throw new BackupRefused("this program's table %s has no %s".formatted(part.table(), missing));
    }
    long rows;
    try (var in = backup.read(part)) {
      rows = copy.copyIn(LogTables.copyIn(part.table(), part.columns()), in);
    }
    if (rows != part.rows()) {
      throw new BackupRefused(
          "%s has %d rows and should have %d".formatted(part.file(), rows, part.rows()));
    }
  }

  private static boolean knows(Connection connection, Told told) throws SQLException {
    if (told.event() == null) {
      return true;
    }
    try (var query = connection.prepareStatement(EVENT_AT)) {
      query.setLong(1, told.position());
      query.setObject(2, told.event());
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static long number(Connection connection, String sql, long parameter)
      throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      query.setLong(1, parameter);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
