package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
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

  /** 2 GiB of 16 MiB each. */
  private static final int WAL_FILES = 128;

  private final PostgresServer server = PostgresServer.startTemporary();
  private final Vertx vertx = Vertx.vertx();

  BenchDatabase() throws SQLException {
    server.createDatabase(NAME);
    migrate("db/eventsourcing", "db/consumption");
    execute(Sql.named("log/create-bare"));
    writeInWalFilesThatAreThere();
  }

  /**
   * As a server that has been running for a while: a file of the write-ahead log that is there is
   * written over, while a new one is filled with zeros first, which takes all writers 40 ms.
   */
  private void writeInWalFilesThatAreThere() throws SQLException {
    execute("alter system set min_wal_size = '2GB'");
    execute("select pg_reload_conf()");
    for (int i = 0; i < WAL_FILES; i++) {
      execute("select pg_logical_emit_message(true, 'bench', 'next'); select pg_switch_wal()");
    }
    execute("checkpoint");
  }

  /** Makes the tables of these rooms as well. */
  void migrate(String... locations) {
    Flyway.configure()
        .dataSource(server.jdbcUrl(NAME), PostgresServer.USER, "")
        .locations(locations)
        .ignoreMigrationPatterns("*:missing")
        .outOfOrder(true)
        .load()
        .migrate();
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

  /**
   * Adds events, streams and commands to the log, and lets it be as after a night's vacuum.
   *
   * @return the position of the last event
   */
  long fill(int events) throws SQLException {
    if (events == 0) {
      return 0;
    }
    var streams = events / EVENTS_A_STREAM;
    execute("fill-streams", EVENTS_A_STREAM, EVENTS_A_STREAM, streams);
    execute("fill-events", streams, EVENTS_A_STREAM);
    execute("fill-commands", streams, EVENTS_A_STREAM);
    settle();
    return lastPosition();
  }

  /** As after a night's vacuum, with nothing left to be written. */
  void settle() throws SQLException {
    execute("vacuum analyze");
    execute("checkpoint");
  }

  /** The position of the last event. */
  long lastPosition() throws SQLException {
    try (var connection = server.connect(NAME);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(position) from event")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** As if no relay or view had ever followed this log. */
  void forgetFollowers() {
    try {
      execute("truncate checkpoint, lease, parked_stream");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String name, int... parameters) throws SQLException {
    try (var connection = server.connect(NAME);
        var statement = connection.prepareStatement(Sql.named("log/" + name))) {
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
