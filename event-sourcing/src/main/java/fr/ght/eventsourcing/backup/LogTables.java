package fr.ght.eventsourcing.backup;

import fr.ght.eventsourcing.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables that make up a log, and how their rows are picked. */
final class LogTables {
  private static final String COLUMNS = Sql.named(LogTables.class, "columns");

  /**
   * What the relay has set aside belongs to the log: it is not on the topic. What views have set
   * aside does not, since they begin anew.
   */
  private static final Map<String, String> PICKED =
      new TreeMap<>(
          Map.of(
              "stream", "order by id",
              "event", "order by position",
              "command", "order by tenant, id",
              "claim", "order by key",
              "incarnation", "order by number",
              "parked_stream", "where follower = 'relay' order by stream"));

  private LogTables() {}

  static List<String> names() {
    return List.copyOf(PICKED.keySet());
  }

  static boolean isOne(String table) {
    return PICKED.containsKey(table);
  }

  static String copyOut(String table, List<String> columns) {
    return "copy (select %s from %s %s) to stdout"
        .formatted(String.join(", ", columns), table, PICKED.get(table));
  }

  static String copyIn(String table, List<String> columns) {
    return "copy %s (%s) from stdin".formatted(table, String.join(", ", columns));
  }

  /** By name, in the order of the table; a name that SQL would not take as it is comes quoted. */
  static List<String> columns(Connection connection, String table) throws SQLException {
    try (var query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, table);
      var columns = new ArrayList<String>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }

  /** The newest migration of the log's own that this database has; 0 if it has none. */
  static int schema(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(Sql.named(LogTables.class, "schema"));
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
