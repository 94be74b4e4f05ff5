package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The books of versions of views: their offsets, streams and parked facts, whole. */
final class FactBooks {
  private static final String OPEN = sql("open-books");
  private static final String HOLD = sql("hold-books");
  private static final String RENAME_OFFSETS = sql("rename-offsets");
  private static final String RENAME_PARKED = sql("rename-parked-facts");
  private static final String FORGET_STREAMS = sql("forget-streams");
  private static final String FORGET_PARKED = sql("forget-parked-facts");
  private static final String FORGET_OFFSETS = sql("forget-offsets");

  private FactBooks() {}

  private static String sql(String name) {
    return Sql.named(FactBooks.class, name);
  }

  static Uni<Void> open(SqlConnection tx, String view, String version) {
    return run(tx, OPEN, view, version);
  }

  static Uni<Void> hold(SqlConnection tx, String view) {
    return run(tx, HOLD, view);
  }

  static Uni<Void> rename(SqlConnection tx, String from, String to) {
    return run(tx, RENAME_OFFSETS, from, to).chain(() -> run(tx, RENAME_PARKED, from, to));
  }

  static Uni<Void> forget(SqlConnection tx, String version) {
    return run(tx, FORGET_STREAMS, version)
        .chain(() -> run(tx, FORGET_PARKED, version))
        .chain(() -> run(tx, FORGET_OFFSETS, version));
  }

  private static Uni<Void> run(SqlConnection tx, String sql, String... values) {
    return tx.preparedQuery(sql).execute(Tuple.wrap((Object[]) values)).replaceWithVoid();
  }
}
