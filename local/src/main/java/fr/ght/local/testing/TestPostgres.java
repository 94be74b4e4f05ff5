package fr.ght.local.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A real PostgreSQL 18 for tests, durable, at a port of this machine that stays the same. */
public sealed interface TestPostgres extends AutoCloseable
    permits EmbeddedPostgres, ContainerPostgres {

  /** A role that may do everything. */
  String user();

  String password();

  int port();

  /** Role and password included. */
  String jdbcUrl(String database);

  /** Without role and password. */
  default String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:%d/%s".formatted(port(), database);
  }

  /** {@code kill -9}: what was committed must survive it. */
  void kill();

  /** Starts again on the same data and port, after {@link #kill()} or while running. */
  void restart();

  @Override
  void close();

  default Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database));
  }

  /** Makes an empty database of this name unless it is there. */
  default void createDatabase(String name) {
    try (var connection = connect("postgres");
        var query = connection.prepareStatement("select 1 from pg_database where datname = ?");
        var statement = connection.createStatement()) {
      query.setString(1, name);
      if (!query.executeQuery().next()) {
        statement.execute("create database " + statement.enquoteIdentifier(name, true));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
  }
}
