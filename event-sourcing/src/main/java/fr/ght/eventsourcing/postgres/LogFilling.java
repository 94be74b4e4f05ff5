package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.rebuild.Source.Filled;
import fr.ght.eventsourcing.rebuild.Source.Filling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.Set;

/** Fills a version of a view from the log, up to where the live version is. */
final class LogFilling implements Filling {
  private static final int MOST_EVENTS = 30_000;

  private final EventStore store;
  private final Pool pool;
  private final Set<String> kinds;
  private final Checkpoint live;
  private final Checkpoint mine;
  private final ViewWriter writer;

  LogFilling(String name, String version, EventView view, EventStore store, Pool pool) {
    this.store = store;
    this.pool = pool;
    this.kinds = view.kinds();
    this.live = new Checkpoint(name);
    this.mine = new Checkpoint(version);
    this.writer = new ViewWriter(view, pool, mine, new ParkedStreams(version));
  }

  @Override
  public Uni<Filled> step() {
    return live.read(pool)
        .chain(to ->
            mine.read(pool)
                .chain(from ->
                    from >= to
                        ? Uni.createFrom().item(new Filled(from, to))
                        : store
                            .readLog(from, MOST_EVENTS, kinds)
                            .chain(slice -> write(from, to, slice))
                            .map(reached -> new Filled(reached, to))));
  }

  private Uni<Long> write(long from, long to, LogSlice slice) {
    var events = slice.events().stream().filter(event -> event.position() <= to).toList();
    long reached = Math.min(slice.next(), to);
    return reached <= from
        ? Uni.createFrom().item(from)
        : writer.write(from, reached, events).replaceWith(reached);
  }

  @Override
  public void close() {
    // It holds nothing but what a step holds.
  }
}
