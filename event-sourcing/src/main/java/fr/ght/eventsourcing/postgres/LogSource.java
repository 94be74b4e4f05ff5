package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.Source;
import fr.ght.eventsourcing.rebuild.VersionName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service's own log, read again from its first event for another version of a view that a {@link
 * LogFollower} of the same name keeps up to date.
 */
public final class LogSource implements Source {
  private static final String OPEN = Sql.named("open-books");
  private static final String HOLD = Sql.named("hold-books");
  private static final String RENAME_CHECKPOINT = Sql.named("rename-checkpoint");
  private static final String RENAME_PARKED = Sql.named("rename-parked");
  private static final String FORGET = Sql.named("forget-checkpoint");

  private final Map<String, EventView> views;
  private final EventStore store;
  private final Pool pool;

  /**
   * @param views by name
   * @param pool of the database that holds both the log and the views
   */
  public LogSource(Map<String, ? extends EventView> views, EventStore store, Pool pool) {
    this.views = Map.copyOf(views);
    this.store = store;
    this.pool = pool;
  }

  @Override
  public Uni<Void> open(SqlConnection tx, String view, String version) {
    return run(tx, OPEN, view, version);
  }

  @Override
  public Uni<Void> hold(SqlConnection tx, String view) {
    return run(tx, HOLD, view);
  }

  @Override
  public Uni<Void> rename(SqlConnection tx, String from, String to) {
    return run(tx, RENAME_CHECKPOINT, from, to).chain(() -> run(tx, RENAME_PARKED, from, to));
  }

  @Override
  public Uni<Void> forget(SqlConnection tx, String version) {
    return new ParkedStreams(version).clear(tx).chain(() -> run(tx, FORGET, version));
  }

  private static Uni<Void> run(SqlConnection tx, String sql, String... values) {
    return tx.preparedQuery(sql).execute(Tuple.wrap((Object[]) values)).replaceWithVoid();
  }

  @Override
  public Filling fill(String view, String version) {
    var rules = views.get(view);
    if (rules == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return new LogFilling(view, version, beside(rules, version), store, pool);
  }

  private static EventView beside(EventView rules, String version) {
    return new EventView() {
      @Override
      public Set<String> kinds() {
        return rules.kinds();
      }

      @Override
      public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
        return VersionName.enter(tx, version).chain(() -> rules.apply(tx, events));
      }
    };
  }
}
