package fr.ght.eventsourcing.backup;

import fr.ght.eventsourcing.backup.Manifest.Part;
import fr.ght.eventsourcing.postgres.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes a log into a folder while its service goes on: one snapshot for all tables, and nobody
 * waits. An append that was under way at that instant is not in it, even where a later position is:
 * the manifest says up to which position everything is.
 */
public final class LogExport {
  private static final String HORIZON =
      "select position, clock_timestamp()::timestamptz(3) from log_horizon()";
  private static final String STANDING = Sql.named(LogExport.class, "standing");

  private LogExport() {}

  /** What was written. */
  public record Exported(long events, long completeTo, long bytes) {}

  /** How far everything was committed before the snapshot, and when that was. */
  private record Horizon(long position, Instant at) {}

  /**
   * @param connection to the log's database, of the caller's to close; used for nothing else
   *     meanwhile
   * @throws BackupRefused if the folder is not empty
   */
  public static Exported write(Connection connection, Path folder) throws SQLException {
    var backup = new BackupFolder(folder);
    try {
      backup.begin();
      try {
        return write(connection, backup);
      } catch (SQLException | IOException | RuntimeException e) {
        backup.abandon();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the backup could not be written: " + e.getMessage(), e);
    }
  }

  private static Exported write(Connection connection, BackupFolder backup)
      throws SQLException, IOException {
    // In a transaction of its own, before the snapshot: only then is what it says in the snapshot.
    connection.setAutoCommit(true);
    var horizon = horizon(connection);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    var parts = new ArrayList<Part>();
    for (var table : LogTables.names()) {
      parts.add(write(connection, backup, copy, table));
    }
    var manifest = manifest(connection, horizon, parts);
    connection.rollback();
    backup.finish(manifest);
    return new Exported(
        manifest.rows("event"), manifest.completeTo(), parts.stream().mapToLong(Part::bytes).sum());
  }

  private static Part write(
      Connection connection, BackupFolder backup, CopyManager copy, String table)
      throws SQLException, IOException {
    var columns = LogTables.columns(connection, table);
    return backup.write(
        table,
        columns,
        out -> {
          try {
            return copy.copyOut(LogTables.copyOut(table, columns), out);
          } catch (SQLException e) {
            throw new IOException("the database does not give table " + table, e);
          }
        });
  }

  private static Horizon horizon(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(HORIZON);
        var row = query.executeQuery()) {
      row.next();
      return new Horizon(row.getLong(1), row.getTimestamp(2).toInstant());
    }
  }

  private static Manifest manifest(Connection connection, Horizon horizon, List<Part> parts)
      throws SQLException {
    try (var query = connection.prepareStatement(STANDING);
        var row = query.executeQuery()) {
      row.next();
      return new Manifest(
          Manifest.FORMAT,
          row.getString(1),
          horizon.at(),
          LogTables.schema(connection),
          row.getLong(2),
          horizon.position(),
          row.getLong(3),
          parts,
          "");
    }
  }
}
