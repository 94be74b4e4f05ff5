package fr.ght.eventsourcing.rebuild;

import static fr.ght.eventsourcing.rebuild.Session.await;

import fr.ght.eventsourcing.rebuild.Comparison.Difference;
import fr.ght.eventsourcing.rebuild.Source.Filled;
import fr.ght.eventsourcing.rebuild.Source.Filling;
import fr.ght.eventsourcing.rebuild.VersionTable.Subject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One process's work on one version, in a thread of its own, until the version is switched to,
 * held, given up, or another process's. Whatever fails, it is tried again; whatever is killed,
 * another goes on where the tables are.
 */
final class Rebuild implements Runnable {
  private static final Logger LOG = Logger.getLogger(Rebuild.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  private final RebuiltView view;
  private final Subject subject;
  private final boolean hold;
  private final Source source;
  private final Pool pool;

  private volatile boolean stopped;
  private Filled told = new Filled(0, 0);
  private long toldAt = System.nanoTime();

  Rebuild(RebuiltView view, Subject subject, boolean hold, Source source, Pool pool) {
    this.view = view;
    this.subject = subject;
    this.hold = hold;
    this.source = source;
    this.pool = pool;
  }

  /** It ends soon; another process, or a later start, goes on. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    var pause = FIRST_PAUSE;
    while (!stopped) {
      try (var filling = source.fill(view.name(), subject.name())) {
        build(filling);
        return;
      } catch (NotOurs e) {
        return;
      } catch (RuntimeException e) {
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        LOG.warnf("%s is tried again in %s: %s", subject.name(), pause, e);
        if (!troubled(e)) {
          return;
        }
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  private boolean troubled(RuntimeException failure) {
    try {
      return await(VersionTable.claim(pool, subject, null, 0L, failure.toString()));
    } catch (RuntimeException e) {
      // The database is away: whose the version is will be seen when it is back.
      return true;
    }
  }

  private void build(Filling filling) {
    catchUp(filling);
    if (!await(VersionTable.hasSameShape(pool, view, subject.name()))) {
      throw new RebuildRefused(RebuildRefused.Reason.OTHER_SHAPE);
    }
    await(VersionTable.finish(pool, view, subject.name()));
    catchUp(filling);
    var difference = compare(filling);
    await(VersionTable.compared(pool, subject, difference));
    if (hold && !difference.isNone()) {
      await(VersionTable.hold(pool, subject));
      return;
    }
    while (!isSwitched(filling)) {
      LockSupport.parkNanos(FIRST_PAUSE.toNanos());
      catchUp(filling);
    }
  }

  private void catchUp(Filling filling) {
    Filled filled;
    do {
      filled = await(filling.step());
      if (System.nanoTime() - toldAt >= TELL_EVERY.toNanos() || filled.isAsFar()) {
        tell(filled);
      }
    } while (!filled.isAsFar());
  }

  /** Also the sign of life that keeps the version ours. */
  private void tell(Filled filled) {
    var now = System.nanoTime();
    var millis = (now - toldAt) / 1_000_000;
    @Nullable Long perSecond =
        millis < TELL_EVERY.toMillis()
            ? null
            : Long.valueOf((filled.done() - told.done()) * 1_000 / millis);
    if (stopped || !await(VersionTable.claim(pool, subject, filled, perSecond, null))) {
      throw new NotOurs();
    }
    if (perSecond != null) {
      told = filled;
      toldAt = now;
    }
  }

  /** The live version stands still for the moment in which a snapshot of both is taken. */
  private Difference compare(Filling filling) {
    try (var snapshot = Session.begin(pool)) {
      snapshot.run("set transaction isolation level repeatable read, read only");
      try (var standstill = Session.begin(pool)) {
        standstill.run(tx -> source.hold(tx, view.name()));
        catchUp(filling);
        snapshot.run("select 1");
      }
      snapshot.run("set local time zone 'UTC'");
      return snapshot.run(tx -> Comparison.of(tx, view.compared(), subject.name()));
    }
  }

  private boolean isSwitched(Filling filling) {
    try (var session = Session.begin(pool)) {
      session.run(tx -> source.hold(tx, view.name()));
      catchUp(filling);
      var versions = session.run(tx -> VersionTable.lock(tx, view.name()));
      var mine = versions.get(subject.version());
      if (mine == null
          || mine.state() != VersionState.FILLING
          || !subject.holder().equals(mine.holder())) {
        throw new NotOurs();
      }
      session.run(Switch::waitShortly);
      session.run(tx -> Switch.to(tx, view, source, versions, subject.version()));
      session.commit();
      LOG.infof("%s is live", subject.name());
      return true;
    } catch (PgException e) {
      if (Switch.isBusy(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Given up, or another process fills it. */
  private static final class NotOurs extends RuntimeException {
    NotOurs() {
      super("another fills it, or nobody any more", null, false, false);
    }
  }
}
