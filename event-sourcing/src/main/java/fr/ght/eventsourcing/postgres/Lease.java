package fr.ght.eventsourcing.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/**
 * Who of several replicas leads: a row of table {@code lease}, held for a few seconds at a time and
 * renewed. Each change of leader raises the epoch. One who was paused may not know that it lost the
 * lease: what it does then is for the outlet to prevent.
 */
public final class Lease {
  /** How long a leader that died without a word keeps the others waiting. */
  private static final Duration HELD_FOR = Duration.ofSeconds(4);

  private static final String HOLD = Sql.named("hold-lease");
  private static final String KEEP = Sql.named("keep-lease");
  private static final String RELEASE = Sql.named("release-lease");

  private final String name;
  private final String holder = UUID.randomUUID().toString();
  private volatile long epoch;

  public Lease(String name) {
    this.name = name;
  }

  /**
   * Takes the lease or renews it.
   *
   * @return fails with {@link HeldByAnother} if it is another's
   */
  public Uni<Void> hold(SqlClient client) {
    return client
        .preparedQuery(HOLD)
        .execute(Tuple.of(name, holder, HELD_FOR.toMillis()))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            return Uni.createFrom().failure(new HeldByAnother(name));
          }
          epoch = rows.iterator().next().getLong("epoch");
          return Uni.createFrom().voidItem();
        });
  }

  /**
   * Nobody else takes it before this transaction ends.
   *
   * @return fails with {@link HeldByAnother} if somebody has
   */
  Uni<Void> keep(SqlClient tx) {
    return tx.preparedQuery(KEEP)
        .execute(Tuple.of(name, holder))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom().failure(new HeldByAnother(name))
                : Uni.createFrom().voidItem());
  }

  /** Lets another replica lead at once. */
  public Uni<Void> release(SqlClient client) {
    return client.preparedQuery(RELEASE).execute(Tuple.of(name, holder)).replaceWithVoid();
  }

  /** Of the last time that it was held; 0 before. */
  long epoch() {
    return epoch;
  }

  /** Another replica leads: no trouble, this one stands by. */
  public static final class HeldByAnother extends RuntimeException {
    HeldByAnother(String name) {
      super("another replica holds the lease of " + name, null, false, false);
    }
  }
}
