package fr.ght.eventsourcing.postgres;

import com.fasterxml.jackson.core.JacksonException;
import fr.ght.eventsourcing.StoreUnavailable;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which failures of the client say that the database is away, rather than that a call is wrong. */
public final class Unavailability {

  /**
   * SQLSTATE classes: connection, transaction rolled back, no resources, limits of an operator,
   * system error; and 25, since a server that was failed over is read-only.
   */
  private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "57", "58");

  /** SQLSTATE class of a missing table, a missing right: the view is at fault, not its input. */
  private static final String WRONG_STATEMENT = "42";

  /** SQLSTATE: serialization failure, deadlock, unique violation (a race, as append_many says). */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "23505");

  /** SQLSTATE of append_unhindered: a head or a claim is not as expected. */
  private static final String IN_THE_WAY = "GC001";

  /** SQLSTATE: a lock or a whole transaction that took too long. */
  private static final Set<String> TOO_SLOW = Set.of("55P03", "25P04");

  private Unavailability() {}

  /** Whether a transaction was rolled back because of another one that came in between. */
  static boolean lostARace(Throwable failure) {
    return answer(failure) instanceof PgException answered
        && LOST_RACES.contains(answered.getSqlState());
  }

  /** Whether append_unhindered stored nothing because append_many must tell the outcomes. */
  static boolean wasHindered(Throwable failure) {
    return answer(failure) instanceof PgException answered
        && (IN_THE_WAY.equals(answered.getSqlState())
            || LOST_RACES.contains(answered.getSqlState()));
  }

  /** Whether it is certain that the transaction was rolled back. */
  static boolean leftNothing(Throwable failure) {
    return answer(failure) instanceof PgException answered
        && (!explains(answered)
            || LOST_RACES.contains(answered.getSqlState())
            || TOO_SLOW.contains(answered.getSqlState()));
  }

  private static @Nullable Throwable answer(Throwable failure) {
    return failure instanceof StoreUnavailable ? failure.getCause() : failure;
  }

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
