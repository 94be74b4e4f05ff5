package fr.ght.eventsourcing.postgres;

import com.fasterxml.jackson.core.JacksonException;
import fr.ght.eventsourcing.StoreUnavailable;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;

/** Which failures of the client say that the database is away, rather than that a call is wrong. */
public final class Unavailability {

  /**
   * SQLSTATE classes: connection, transaction rolled back, no resources, limits of an operator,
   * system error; and 25, since a server that was failed over is read-only.
   */
  private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "57", "58");

  /** SQLSTATE class of a missing table, a missing right: the view is at fault, not its input. */
  private static final String WRONG_STATEMENT = "42";

  private Unavailability() {}

  /**
   * Whether trying again with the same input is of no use: the database is there, and the
   * statements fit its tables.
   */
  public static boolean blamesInput(Throwable failure) {
    return !explains(failure)
        && !(failure instanceof PgException answered
            && sqlStateClass(answered).equals(WRONG_STATEMENT));
  }

  static boolean explains(Throwable failure) {
    return switch (failure) {
      case PgException answered -> CLASSES.contains(sqlStateClass(answered));
      case JacksonException _ -> false;
      case StoreUnavailable _,
          IOException _,
          VertxException _,
          NoStackTraceThrowable _,
          TimeoutException _,
          java.util.concurrent.TimeoutException _ ->
          true;
      default -> false;
    };
  }

  static String sqlStateClass(PgException answered) {
    var state = answered.getSqlState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
