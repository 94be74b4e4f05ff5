package fr.ght.eventsourcing.rebuild;

import fr.ght.eventsourcing.rebuild.VersionTable.Locked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.Set;

/** The moment in which another version of a view is the one that is read: all of it, or nothing. */
final class Switch {
  /** A reader that is in a table for longer is waited for without holding up those behind it. */
  private static final String SHORT_LOCKS = "set local lock_timeout = '300ms'";

  /** SQLSTATE: a lock was not to be had in time, or only in a circle. */
  private static final Set<String> BUSY = Set.of("55P03", "40P01");

  private Switch() {}

  static Uni<Void> waitShortly(SqlConnection tx) {
    return tx.query(SHORT_LOCKS).execute().replaceWithVoid();
  }

  /** Whether to try again soon is all that is needed. */
  static boolean isBusy(Throwable failure) {
    return failure instanceof PgException answered && BUSY.contains(answered.getSqlState());
  }

  /**
   * In a transaction that holds the live version's books.
   *
   * @param versions of the view, under lock
   */
  static Uni<Void> to(
      SqlConnection tx, RebuiltView view, Source source, Map<Integer, Locked> versions, int next) {
    var name = view.name();
    int live = live(versions);
    return VersionTable.switchTables(tx, view, live, next)
        .chain(() -> source.rename(tx, name, VersionName.of(name, live)))
        .chain(() -> source.rename(tx, VersionName.of(name, next), name))
        .chain(() -> view.switched(tx));
  }

  private static int live(Map<Integer, Locked> versions) {
    return versions.entrySet().stream()
        .filter(entry -> entry.getValue().state() == VersionState.LIVE)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no version is live"));
  }
}
