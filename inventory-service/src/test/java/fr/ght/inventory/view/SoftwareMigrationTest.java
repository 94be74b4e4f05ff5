package fr.ght.inventory.view;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.local.testing.Infrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the view had written before it said where software is: V1060 adds that to the past, too. */
class SoftwareMigrationTest {
  /** Or the last one before. */
  private static final String BEFORE = "1059?";

  @Test
  void software_is_where_its_machine_was_at_the_time() throws SQLException {
    try (var server = Infrastructure.chosen().postgres()) {
      server.createDatabase("inventory");
      var flyway =
          Flyway.configure()
              .dataSource(server.jdbcUrl("inventory"), server.user(), server.password())
              .locations("db/eventsourcing", "db/rebuild", "db/inventory")
              .outOfOrder(true);
      flyway.target(BEFORE).load().migrate();
      try (var connection = server.connect("inventory")) {
        machine(connection, "moved", "A", "2026-01-01", "2026-02-01");
        machine(connection, "moved", "A", "2026-02-01", "2026-03-01");
        machine(connection, "moved", "B", "2026-03-01", "2026-04-01");
        machine(connection, "moved", "A", "2026-04-01", "9999-12-31");
        software(connection, "moved", 1, "2026-01-02", "2026-03-15");
        software(connection, "moved", 2, "2026-03-15", "9999-12-31");
        machine(connection, "merged", "C", "2026-01-01", "2026-02-01");
        software(connection, "merged", 3, "2026-01-01", "2026-02-01");
        flyway.target("latest").load().migrate();

        assertThat(rows(connection))
            .containsExactly(
                "merged C {3} 2026-01-01 2026-02-01",
                "moved A {1} 2026-01-02 2026-03-01",
                "moved B {1} 2026-03-01 2026-03-15",
                "moved B {2} 2026-03-15 2026-04-01",
                "moved A {2} 2026-04-01 9999-12-31");
      }
    }
  }

  private static void machine(
      Connection connection, String asset, String establishment, String from, String to)
      throws SQLException {
    execute(
        connection,
        """
        insert into asset_row (asset, establishment, kind, name, software_count, state, network,
            sort_name, search, recorded_from, recorded_to)
          values ('%s', '%s', 'SERVER', 'Nom', 0, 'IN_SERVICE', '', 'nom', 'nom', '%sZ', '%sZ')
        """
            .formatted(asset, establishment, from, to));
  }

  private static void software(
      Connection connection, String asset, int software, String from, String to)
      throws SQLException {
    execute(
        connection,
        """
        insert into asset_software_row (asset, software, recorded_from, recorded_to)
          values ('%s', '{%d}', '%sZ', '%sZ')
        """
            .formatted(asset, software, from, to));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select concat_ws(' ', asset, establishment, software,
                    to_char(recorded_from at time zone 'UTC', 'YYYY-MM-DD'),
                    to_char(recorded_to at time zone 'UTC', 'YYYY-MM-DD'))
                  from asset_software_row order by asset, recorded_from
                """)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
