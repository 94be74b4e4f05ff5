package fr.ght.eventsourcing.rebuild;

import fr.ght.eventsourcing.rebuild.RebuildRefused.Reason;
import fr.ght.eventsourcing.rebuild.VersionTable.Listed;
import fr.ght.eventsourcing.rebuild.VersionTable.Locked;
import fr.ght.eventsourcing.rebuild.VersionTable.Subject;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a service's views, and building them anew: what an operator may ask. Every
 * replica may be asked; one of them at a time fills a version, and another goes on when that one
 * dies.
 *
 * <p>What is asked and not possible fails with {@link RebuildRefused}.
 */
public final class Rebuilds {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int TRIES = 20;
  private static final long LOOK_EVERY_MS = 1_000;
  private static final Logger LOG = Logger.getLogger(Rebuilds.class);

  private final Map<String, RebuiltView> views = new LinkedHashMap<>();
  private final Source source;
  private final Pool pool;
  private final String holder = UUID.randomUUID().toString();
  private final Map<String, Rebuild> running = new ConcurrentHashMap<>();
  private @Nullable ScheduledFuture<?> looking;
  private volatile boolean stopped;

  /**
   * @param pool of the database with the views, their books, and the tables of {@code db/rebuild}
   */
  public Rebuilds(Collection<? extends RebuiltView> views, Source source, Pool pool) {
    views.forEach(view -> this.views.put(view.name(), view));
    this.source = source;
    this.pool = pool;
  }

  /**
   * Begins to build a view anew; the number of the new version.
   *
   * @param hold whether to wait for the operator's word where it turns out to be another
   */
  public Uni<Integer> begin(String name, boolean hold) {
    return known(name)
        .chain(view ->
            pool.withTransaction(tx ->
                VersionTable.begin(tx, view, hold)
                    .call(version -> source.open(tx, name, VersionName.of(name, version)))))
        .call(this::look);
  }

  /** All versions of a view, the oldest first; one that was never built anew has none. */
  public Uni<List<ViewVersion>> versions(String name) {
    return known(name)
        .chain(_ -> VersionTable.read(pool, name))
        .map(listed -> listed.stream().map(Listed::version).toList());
  }

  /** Gives up a version that is being filled or held, or drops one that was kept. */
  public Uni<Void> drop(String name, int version) {
    return changed(
        name,
        version,
        (tx, versions) ->
            versions.get(version) instanceof Locked(var state, _) && state == VersionState.LIVE
                ? refused(Reason.IS_LIVE)
                : source
                    .forget(tx, VersionName.of(name, version))
                    .chain(() -> VersionTable.forget(tx, name, version)));
  }

  /**
   * A held version goes on to the switch; one that was kept is read again, as it was left, and
   * takes from there on what came since.
   */
  public Uni<Void> switchTo(String name, int version) {
    return changed(
            name,
            version,
            (tx, versions) ->
                switch (state(versions, version)) {
                  case HELD -> VersionTable.resume(tx, name, version);
                  case KEPT -> back(tx, name, version, versions);
                  case FILLING -> refused(Reason.STILL_FILLING);
                  case LIVE -> refused(Reason.IS_LIVE);
                })
        .call(this::look);
  }

  private Uni<Void> back(
      SqlConnection tx, String name, int version, Map<Integer, Locked> versions) {
    if (versions.values().stream().anyMatch(Locked::isBeingBuilt)) {
      return refused(Reason.ALREADY_REBUILDING);
    }
    var view = view(name);
    return Switch.waitShortly(tx)
        .chain(() -> VersionTable.hasSameShape(tx, view, VersionName.of(name, version)))
        .chain(same ->
            same ? Switch.to(tx, view, source, versions, version) : refused(Reason.OTHER_SHAPE));
  }

  private Uni<Void> changed(
      String name, int version, BiFunction<SqlConnection, Map<Integer, Locked>, Uni<Void>> change) {
    return known(name)
        .chain(() ->
            pool.withTransaction(tx ->
                    source
                        .hold(tx, name)
                        .chain(() -> VersionTable.lock(tx, name))
                        .chain(versions ->
                            versions.containsKey(version)
                                ? change.apply(tx, versions)
                                : refused(Reason.UNKNOWN_VERSION)))
                .onFailure(Switch::isBusy)
                .retry()
                .withBackOff(PAUSE)
                .atMost(TRIES));
  }

  private static VersionState state(Map<Integer, Locked> versions, int version) {
    return versions.get(version) instanceof Locked(var state, _) ? state : VersionState.KEPT;
  }

  private static <T> Uni<T> refused(Reason reason) {
    return Uni.createFrom().failure(new RebuildRefused(reason));
  }

  private Uni<RebuiltView> known(String name) {
    return views.containsKey(name)
        ? Uni.createFrom().item(() -> view(name))
        : refused(Reason.UNKNOWN_VIEW);
  }

  private RebuiltView view(String name) {
    var view = views.get(name);
    if (view == null) {
      throw new RebuildRefused(Reason.UNKNOWN_VIEW);
    }
    return view;
  }

  /** Looks every second for what nobody works on: after a start, or when another died. */
  public synchronized void start() {
    if (looking == null) {
      looking = every(this::lookOnce);
    }
  }

  private void lookOnce() {
    look()
        .subscribe()
        .with(_ -> {}, failure -> LOG.debugf("cannot look for versions to be filled: %s", failure));
  }

  private Uni<Void> look() {
    return VersionTable.read(pool, null)
        .invoke(listed ->
            listed.stream()
                .filter(one -> one.version().state() == VersionState.FILLING && !one.held())
                .forEach(this::takeUp))
        .replaceWithVoid();
  }

  private void takeUp(Listed listed) {
    var version = listed.version();
    var view = views.get(version.view());
    var name = VersionName.of(version.view(), version.version());
    if (view == null || stopped) {
      return;
    }
    var subject = new Subject(version.view(), version.version(), holder);
    var rebuild = new Rebuild(view, subject, listed.hold(), source, pool);
    if (running.putIfAbsent(name, rebuild) == null) {
      Thread.ofVirtual()
          .name("rebuild " + name)
          .start(() -> {
            try {
              run(rebuild, subject);
            } finally {
              running.remove(name);
            }
          });
    }
  }

  private void run(Rebuild rebuild, Subject subject) {
    if (!Session.await(
        VersionTable.claim(pool, subject, null, null, null).onFailure().recoverWithItem(false))) {
      return;
    }
    // Indexes and digests take longer than a version is held for.
    var renewing =
        every(() ->
            VersionTable.renew(pool, subject)
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("cannot renew: %s", failure)));
    try {
      rebuild.run();
    } finally {
      renewing.cancel(false);
      Session.await(VersionTable.release(pool, subject).onFailure().recoverWithNull());
    }
  }

  private static ScheduledFuture<?> every(Runnable work) {
    return Infrastructure.getDefaultWorkerPool()
        .scheduleWithFixedDelay(work, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Lets go of what it fills, within moments; a later start goes on. */
  public synchronized void stop() {
    stopped = true;
    var ending = looking;
    if (ending != null) {
      ending.cancel(false);
    }
    running.values().forEach(Rebuild::stop);
  }
}
