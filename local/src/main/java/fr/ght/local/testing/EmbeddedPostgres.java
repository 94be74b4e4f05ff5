package fr.ght.local.testing;

import fr.ght.local.PostgresServer;

/** PostgreSQL from the Maven artifact, as {@code ./run up} has it. */
record EmbeddedPostgres(PostgresServer server) implements TestPostgres {

  static EmbeddedPostgres start() {
    return new EmbeddedPostgres(PostgresServer.startTemporary());
  }

  @Override
  public String user() {
    return PostgresServer.USER;
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public void close() {
    server.close();
  }
}
