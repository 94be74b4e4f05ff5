package fr.ght.eventsourcing.postgres;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.Set;

/** Which failures of the client say that the database is away, rather than that a call is wrong. */
final class Unavailability {

  /**
   * SQLSTATE classes: connection, transaction rolled back, no resources, limits of an operator,
   * system error; and 25, since a server that was failed over is read-only.
   */
  private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "57", "58");

  private Unavailability() {}

  static boolean explains(Throwable failure) {
    return failure instanceof PgException answered
        ? answered.getSqlState() != null && CLASSES.contains(answered.getSqlState().substring(0, 2))
        : failure instanceof VertxException || !(failure instanceof RuntimeException);
  }
}
