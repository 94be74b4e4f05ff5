package fr.ght.inventory.intake.agents;

import fr.ght.local.testing.LocalServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The log as it stands in the database that tests share. */
public final class Log {
  private Log() {}

  /** The stored names of all events of the establishment's machines and incidents, as recorded. */
  public static List<String> eventsOf(String finess) {
    return texts(
        "select type from event where (stream like 'asset/%' or stream like 'incident/%')"
            + " and payload->>'establishment' = ? order by position",
        finess);
  }

  /** Who is recorded as having caused these events. */
  public static List<String> actorsOf(String finess) {
    return texts(
        "select metadata->'actor'->>'subject' from event where stream like 'asset/%'"
            + " and payload->>'establishment' = ?",
        finess);
  }

  /** How many of its machines count. */
  public static long machinesOf(String finess) {
    return eventsOf(finess).stream().filter("asset-discovered"::equals).count()
        - eventsOf(finess).stream().filter("asset-merged"::equals).count();
  }

  /** The establishment's machines, in the order of their first events. */
  public static List<String> assetsOf(String finess) {
    return texts(
        "select substr(stream, 7) from event where stream like 'asset/%' and version = 1"
            + " and payload->>'establishment' = ? order by position",
        finess);
  }

  /** How many events there are of anything. */
  public static long size() {
    return Long.parseLong(texts("select count(*) from event").getFirst());
  }

  /** Every row of every table as text. */
  public static List<String> everything() {
    var rows = new ArrayList<String>();
    for (var table :
        texts("select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
      rows.addAll(texts("select t::text from " + table + " t"));
    }
    return rows;
  }

  private static List<String> texts(String sql, String... parameters) {
    try (var connection = LocalServers.postgres().connect("test");
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      var texts = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
