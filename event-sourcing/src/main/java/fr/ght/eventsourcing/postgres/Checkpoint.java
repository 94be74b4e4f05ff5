package fr.ght.eventsourcing.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** How far one named follower of the log is: a row of table {@code checkpoint}. */
final class Checkpoint {
  private static final String CREATE = Sql.named("create-checkpoint");
  private static final String READ = Sql.named("read-checkpoint");
  private static final String MOVE = Sql.named("move-checkpoint");
  private static final String COPY = Sql.named("copy-checkpoint");

  private final String name;

  Checkpoint(String name) {
    this.name = name;
  }

  /** The position, which is made 0 if there is none yet. */
  Uni<Long> open(SqlClient client) {
    return client.preparedQuery(CREATE).execute(Tuple.of(name)).chain(() -> read(client));
  }

  /** The position; 0 if there is none. */
  Uni<Long> read(SqlClient client) {
    return client
        .preparedQuery(READ)
        .execute(Tuple.of(name))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("position"));
  }

  /**
   * Moves it, and holds its row until the transaction ends.
   *
   * @param epoch of the leader who moves it; 0 where none is elected
   * @return fails with {@link Overtaken} if it does not stand at {@code from}, or a leader of a
   *     later epoch moved it
   */
  Uni<Void> move(SqlClient tx, long from, long to, long epoch) {
    return tx.preparedQuery(MOVE)
        .execute(Tuple.of(name, from, to, epoch))
        .flatMap(rows ->
            rows.rowCount() == 1
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new Overtaken(name)));
  }

  /**
   * Writes down where an outlet stands that keeps its checkpoint itself; a leader of an earlier
   * epoch writes nothing.
   */
  Uni<Void> copy(SqlClient client, long position, long epoch) {
    return client.preparedQuery(COPY).execute(Tuple.of(name, position, epoch)).replaceWithVoid();
  }

  /**
   * Another replica, or a switch of versions, moved the checkpoint: no trouble, but what was read
   * is stale.
   */
  static final class Overtaken extends RuntimeException {
    Overtaken(String name) {
      super("the checkpoint of " + name + " was moved by another", null, false, false);
    }
  }
}
