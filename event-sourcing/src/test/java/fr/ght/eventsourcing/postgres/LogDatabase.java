package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.testing.Oracle;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A database of its own with an empty log, on the one real PostgreSQL of this JVM's tests. */
public final class LogDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int CONNECTIONS = 16;
  private static final Vertx VERTX = Vertx.vertx();

  private final String name;
  private final TestPostgres server;
  private final Pool pool;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PostgresEventStore store;
  private final List<Pool> others = new CopyOnWriteArrayList<>();

  public LogDatabase() {
    this(Server.ONE);
  }

  public LogDatabase(TestPostgres server) {
    this(server, empty(server));
  }

  /** On a database that is there, with whatever log it has. */
  public LogDatabase(TestPostgres server, String name) {
    this.server = server;
    this.name = name;
    Flyway.configure()
        .dataSource(server.jdbcUrl(name), server.user(), server.password())
        .locations("db/eventsourcing", "db/consumption", "db/rebuild")
        .load()
        .migrate();
    pool = pool(CONNECTIONS);
    store = new PostgresEventStore(pool, meters);
  }

  /** The name of a new database without any table. */
  public static String empty(TestPostgres server) {
    var name = "log_" + NUMBER.incrementAndGet();
    server.createDatabase(name);
    return name;
  }

  public PostgresEventStore store() {
    return store;
  }

  /** The same log as another process has it: with connections of its own. */
  public PostgresEventStore anotherStore(int connections) {
    var own = pool(connections);
    others.add(own);
    return new PostgresEventStore(own, meters);
  }

  public Pool pool() {
    return pool;
  }

  public SimpleMeterRegistry meters() {
    return meters;
  }

  /** A pool of its own, to be closed by the caller. */
  public Pool pool(int connections) {
    return pool(connections, server.port());
  }

  /** A pool that reaches the server by way of another port of this machine. */
  public Pool pool(int connections, int port) {
    return PgBuilder.pool()
        .connectingTo(
            PgConnectOptions.fromUri(server.reactiveUrl(name))
                .setPort(port)
                .setUser(server.user())
                .setPassword(server.password())
                .setCachePreparedStatements(true))
        .with(new PoolOptions().setMaxSize(connections))
        .using(VERTX)
        .build();
  }

  /** How another process reaches it. */
  public String reactiveUrl() {
    return server.reactiveUrl(name);
  }

  public static Vertx vertx() {
    return VERTX;
  }

  public TestPostgres server() {
    return server;
  }

  /** A connection for the test's own hand. */
  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  public void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long number(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that is in the log, in the order of positions. */
  public List<Oracle.Line> lines() {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select stream, version, id from event order by position")) {
      var lines = new ArrayList<Oracle.Line>();
      while (rows.next()) {
        lines.add(
            new Oracle.Line(rows.getString(1), rows.getLong(2), rows.getObject(3, UUID.class)));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An empty log again; its positions go on. */
  public void clear() {
    execute(
        """
        truncate stream, event, command, claim, checkpoint, lease, parked_stream,
          view_offset, view_stream, parked_fact, view_version;
        delete from incarnation where number > 1;
        do $$
        declare version text;
        begin
          for version in select nspname from pg_namespace where nspname like '%@%' loop
            execute format('drop schema %I cascade', version);
          end loop;
        end $$\
        """);
  }

  @Override
  public void close() {
    others.forEach(Pool::closeAndAwait);
    pool.closeAndAwait();
  }

  private static final class Server {
    static final TestPostgres ONE = Infrastructure.chosen().postgres();
  }
}
