package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @Test
  void it_is_durable_and_listens_on_loopback_only() throws SQLException {
    try (var server = PostgresServer.startTemporary()) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
      assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(server, "full_page_writes")).isEqualTo("on");
      assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(server, "server_version")).startsWith("18.");
      assertThat(setting(server, "server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void what_was_committed_survives_kill_9(@TempDir Path folder) throws SQLException {
    try (var server = PostgresServer.start(folder.resolve("data"), FreePorts.one())) {
      server.createDatabase("one");
      server.createDatabase("one");
      execute(server, "create table kept (value text)");
      execute(server, "insert into kept values ('été')");
      server.kill();
      assertThat(server.isAlive()).isFalse();
      server.restart();
      assertThat(query(server, "one", "select value from kept")).isEqualTo("été");
    }
  }

  @Test
  void a_pid_file_whose_number_another_program_has_is_no_obstacle(@TempDir Path folder)
      throws IOException {
    var data = folder.resolve("data");
    try (var server = PostgresServer.start(data, FreePorts.one())) {
      server.kill();
    }
    var file = data.resolve("postmaster.pid");
    var lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(0, "1");
    Files.write(file, lines);
    try (var server = PostgresServer.start(data, FreePorts.one())) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void a_data_folder_is_kept_from_start_to_start(@TempDir Path folder) throws SQLException {
    var data = folder.resolve("data");
    try (var server = PostgresServer.start(data, FreePorts.one())) {
      server.createDatabase("one");
      execute(server, "create table kept as select 7 as value");
    }
    try (var server = PostgresServer.start(data, FreePorts.one())) {
      assertThat(query(server, "one", "select value from kept")).isEqualTo("7");
    }
  }

  private static String setting(PostgresServer server, String name) throws SQLException {
    return query(server, "postgres", "show " + name);
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (var connection = server.connect("one");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresServer server, String database, String sql)
      throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
