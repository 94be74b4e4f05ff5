package fr.ght.benchmarks.log;

import fr.ght.local.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A durable PostgreSQL of this run's own, with the tables of the log and of its ceiling. */
final class BenchDatabase implements AutoCloseable {
  private static final String NAME = "bench";
  private static final int EVENTS_A_STREAM = 100;

  private final PostgresServer server = PostgresServer.startTemporary();
  private final Vertx vertx = Vertx.vertx();

  BenchDatabase() throws SQLException {
    server.createDatabase(NAME);
    Flyway.configure()
        .dataSource(server.jdbcUrl(NAME), PostgresServer.USER, "")
        .locations("db/eventsourcing", "db/consumption")
        .load()
        .migrate();
    execute(Sql.named("create-bare"));
  }

  Pool pool(int connections) {
    return PgBuilder.pool()
        .connectingTo(
            PgConnectOptions.fromUri(server.reactiveUrl(NAME))
                .setUser(PostgresServer.USER)
                .setCachePreparedStatements(true))
        .with(new PoolOptions().setMaxSize(connections))
        .using(vertx)
        .build();
  }

  long postmaster() {
    return server.pid();
  }

  void execute(String sql) throws SQLException {
    try (var connection = server.connect(NAME);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String show(String setting) throws SQLException {
    try (var connection = server.connect(NAME);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Adds events, streams and commands to the log, and lets it be as after a night's vacuum. */
  void fill(int millions) throws SQLException {
    if (millions == 0) {
      return;
    }
    var streams = millions * 1_000_000 / EVENTS_A_STREAM;
    execute("fill-streams", EVENTS_A_STREAM, EVENTS_A_STREAM, streams);
    execute("fill-events", streams, EVENTS_A_STREAM);
    execute("fill-commands", streams, EVENTS_A_STREAM);
    execute("vacuum analyze");
    execute("checkpoint");
  }

  private void execute(String name, int... parameters) throws SQLException {
    try (var connection = server.connect(NAME);
        var statement = connection.prepareStatement(Sql.named(name))) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setInt(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    vertx.closeAndAwait();
    server.close();
  }
}
