package fr.ght.benchmarks.search;

import fr.ght.benchmarks.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Fills the tables of the list of machines, as the view writes them, without a log: set by set, in
 * a version of their own that then takes the place of the empty ones, as when a view is built anew.
 */
final class Country {
  private static final String TABLES = "array['asset_row', 'asset_software_row', 'asset_seen']";
  private static final int SLICE = 50_000;

  private Country() {}

  static boolean isThere(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select to_regclass('bench_filled') is not null")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  /**
   * @param software entries that an installation is drawn from; the same one twice counts once
   */
  static void fill(Connection connection, List<Place> places, int software) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set maintenance_work_mem = '1GB'; set work_mem = '64MB'");
      statement.execute(sql("places"));
      write(connection, places);
      statement.execute(sql("fill-groups"));
      statement.execute(sql("fill-dictionary"));
      statement.execute(sql("machine"));
      execute(connection, "images", software);
      statement.execute("select make_version('bench@1', " + TABLES + ")");
      statement.execute("set search_path = \"bench@1\", public");
      int machines = places.getLast().first() + places.getLast().machines();
      for (var step : List.of("fill-machines", "fill-past", "fill-installed", "fill-seen")) {
        var begin = System.nanoTime();
        for (int from = 0; from < machines; from += SLICE) {
          execute(connection, step, from, Math.min(machines, from + SLICE));
        }
        said(step, begin);
      }
      statement.execute("set search_path = public");
      var begin = System.nanoTime();
      statement.execute("select finish_version('bench@1', " + TABLES + ")");
      said("indexes", begin);
      statement.execute("select switch_version('bench@1', 'bench@0', " + TABLES + ")");
      statement.execute("drop schema \"bench@0\" cascade");
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
      statement.execute("create table bench_filled ()");
    }
  }

  private static void write(Connection connection, List<Place> places) throws SQLException {
    try (var insert =
        connection.prepareStatement("insert into bench_place values (?, ?, ?, ?, ?)")) {
      for (var place : places) {
        insert.setInt(1, place.number());
        insert.setString(2, place.ght());
        insert.setString(3, place.finess());
        insert.setInt(4, place.machines());
        insert.setInt(5, place.first());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void execute(Connection connection, String step, int... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql(step))) {
      for (int i = 0; i < values.length; i++) {
        statement.setInt(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private static void said(String step, long begin) {
    System.out.printf("%s: %.0f s%n", step, (System.nanoTime() - begin) / 1e9);
  }

  private static String sql(String name) {
    return Sql.named("search/" + name);
  }
}
