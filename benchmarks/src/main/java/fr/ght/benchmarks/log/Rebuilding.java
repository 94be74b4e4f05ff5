package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import fr.ght.eventsourcing.rebuild.Source;
import fr.ght.eventsourcing.rebuild.VersionState;
import fr.ght.eventsourcing.rebuild.ViewVersion;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A view built anew as an operator has it done: tables, filling, indexes, both digests, the switch.
 * The view that is live is taken to have had all events.
 *
 * @param broker its process
 */
record Rebuilding(
    RebuiltView view, Source source, BenchDatabase database, Pool pool, long broker, long events) {
  private static final long LOOK_NANOS = 20_000_000;

  /** The first one is compared with tables that nobody has filled yet. */
  Measured first() {
    return build(false);
  }

  /** Fails unless the view is what it was. */
  Measured again() {
    return build(true);
  }

  private Measured build(boolean again) {
    var rebuilds = new Rebuilds(List.of(view), source, pool);
    var cpu = CpuTime.now(database.postmaster(), broker);
    var begin = System.nanoTime();
    int version = rebuilds.begin(view.name(), false).await().indefinitely();
    var built = awaitLive(rebuilds, version);
    var seconds = (System.nanoTime() - begin) / 1e9;
    var used = CpuTime.now(database.postmaster(), broker).since(cpu);
    if (again && !Boolean.TRUE.equals(built.same())) {
      throw new IllegalStateException("another view than before: " + built);
    }
    dropFormer(rebuilds);
    return new Measured(events, seconds, new Histogram(3), used);
  }

  private ViewVersion awaitLive(Rebuilds rebuilds, int version) {
    while (true) {
      LockSupport.parkNanos(LOOK_NANOS);
      for (var one : versions(rebuilds)) {
        if (one.trouble() != null) {
          throw new IllegalStateException(one.trouble());
        }
        if (one.version() == version && one.state() == VersionState.LIVE) {
          return one;
        }
      }
    }
  }

  private void dropFormer(Rebuilds rebuilds) {
    versions(rebuilds).stream()
        .filter(one -> one.state() == VersionState.KEPT)
        .forEach(one -> rebuilds.drop(view.name(), one.version()).await().indefinitely());
  }

  private List<ViewVersion> versions(Rebuilds rebuilds) {
    return rebuilds.versions(view.name()).await().indefinitely();
  }
}
