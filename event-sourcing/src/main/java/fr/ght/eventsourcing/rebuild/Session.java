package fr.ght.eventsourcing.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.function.Function;

/** A transaction of a thread that may wait; rolled back unless it is committed. */
final class Session implements AutoCloseable {
  /** Longer than the digest of the largest view takes. */
  private static final Duration PATIENCE = Duration.ofHours(2);

  private final SqlConnection connection;
  private final Transaction transaction;

  private Session(SqlConnection connection, Transaction transaction) {
    this.connection = connection;
    this.transaction = transaction;
  }

  static Session begin(Pool pool) {
    var connection = await(pool.getConnection());
    try {
      return new Session(connection, await(connection.begin()));
    } catch (RuntimeException e) {
      connection.closeAndForget();
      throw e;
    }
  }

  static <T> T await(Uni<T> answer) {
    return answer.await().atMost(PATIENCE);
  }

  <T> T run(Function<SqlConnection, Uni<T>> work) {
    return await(work.apply(connection));
  }

  void run(String sql) {
    await(connection.query(sql).execute());
  }

  void commit() {
    await(transaction.commit());
  }

  @Override
  public void close() {
    await(transaction.rollback().onFailure().recoverWithNull());
    connection.closeAndForget();
  }
}
