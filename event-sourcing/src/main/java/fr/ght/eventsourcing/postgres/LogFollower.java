package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogReader;
import fr.ght.eventsourcing.postgres.Following.Place;
import fr.ght.eventsourcing.postgres.Following.Standing;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows a service's own log, from a checkpoint.
 *
 * <p>{@link #into} keeps a view up to date: each batch and the new checkpoint are written in one
 * transaction, so that every event is in the view exactly once. Several replicas may follow under
 * the same name: a batch that another one was faster with is rolled back. {@link #through} sends
 * events out of the database: one replica leads, by a lease; after a failure it may send some
 * again.
 *
 * <p>While the database or the outlet is away, or the view's statements do not fit its tables, it
 * tries again every few seconds, and {@link #status} says so. An event that fails three times parks
 * its stream ({@link ParkedStreams}); the others go on.
 */
public final class LogFollower {
  private static final int BATCH = 500;

  /** A transaction for each event would cost a view more than the event itself. */
  private static final Duration GATHERING = Duration.ofMillis(25);

  private final String name;
  private final EventStore store;
  private final Pool pool;
  private final Checkpoint checkpoint;
  private final ParkedStreams parkedStreams;
  private final SliceWriter writer;
  private final FollowerMetrics metrics;
  private final Set<String> kinds;
  private final @Nullable Led led;

  /** What one replica at a time does. */
  private record Led(Lease lease, Outlet outlet) {}

  private @Nullable Following following;
  private Instant startedAt = Instant.now();

  private LogFollower(
      String name,
      EventStore store,
      Pool pool,
      BiFunction<Checkpoint, ParkedStreams, SliceWriter> writer,
      Set<String> kinds,
      @Nullable Led led,
      MeterRegistry meters) {
    this.name = name;
    this.store = store;
    this.pool = pool;
    this.checkpoint = new Checkpoint(name);
    this.parkedStreams = new ParkedStreams(name);
    this.writer = writer.apply(checkpoint, parkedStreams);
    this.kinds = kinds;
    this.led = led;
    this.metrics = new FollowerMetrics(name, this::status, meters);
  }

  /**
   * @param name of the checkpoint: stable, one per view
   * @param pool of the database that holds both the log and the view
   */
  public static LogFollower into(
      EventView view, String name, EventStore store, Pool pool, MeterRegistry meters) {
    return new LogFollower(
        name,
        store,
        pool,
        (checkpoint, parked) -> SliceWriter.into(view, pool, checkpoint, parked),
        view.kinds(),
        null,
        meters);
  }

  /**
   * @param name of the checkpoint and the lease: stable, one per outlet
   * @param pool of the database that holds the log
   */
  public static LogFollower through(
      Outlet outlet, String name, EventStore store, Pool pool, MeterRegistry meters) {
    var led = new Led(new Lease(name), outlet);
    return new LogFollower(
        name,
        store,
        pool,
        (checkpoint, parked) ->
            SliceWriter.through(led.outlet(), led.lease(), pool, checkpoint, parked),
        Set.of(),
        led,
        meters);
  }

  /** Begins to follow, unless it does already. Returns at once. */
  public synchronized void start() {
    if (following == null) {
      startedAt = Instant.now();
      following =
          new Following(
              name,
              this::place,
              () -> new LogReader(store, BATCH, kinds, gathering()),
              writer,
              metrics,
              led == null ? upTo -> {} : led.outlet()::sentUpTo);
      following.start();
    }
  }

  /** What leaves the database is waited for elsewhere; a view's own lists may be a moment late. */
  private Duration gathering() {
    return led == null ? GATHERING : Duration.ZERO;
  }

  /** Follows no more when the Uni completes; a batch under way is finished first. */
  public synchronized Uni<Void> stop() {
    var ending = following;
    following = null;
    return ending == null ? Uni.createFrom().voidItem() : ending.stop().chain(this::letGo);
  }

  private Uni<Void> letGo() {
    if (led == null) {
      return Uni.createFrom().voidItem();
    }
    led.outlet().close();
    // If the database is away, the lease ends by itself.
    return led.lease().release(pool).onFailure().recoverWithNull();
  }

  /**
   * Starts the view over from the first event of the log.
   *
   * @param emptying empties the view's tables, in the transaction that takes the checkpoint back;
   *     replicas and a run under way notice within a second
   */
  public Uni<Void> reset(Function<SqlConnection, Uni<Void>> emptying) {
    return pool.withTransaction(tx ->
            checkpoint
                .reset(tx)
                .chain(() -> emptying.apply(tx))
                .chain(() -> parkedStreams.clear(tx)))
        .invoke(this::lookAgain);
  }

  public synchronized FollowerStatus status() {
    var running = following;
    var standing = running == null ? Standing.UNKNOWN : running.standing();
    var since = standing.completeUpTo().equals(Instant.MIN) ? startedAt : standing.completeUpTo();
    var lag = Duration.between(since, Instant.now());
    return new FollowerStatus(
        name,
        running != null,
        standing.position(),
        standing.completeUpTo(),
        lag.isNegative() || standing.standsBy() ? Duration.ZERO : lag,
        standing.standsBy(),
        standing.parkedStreams(),
        standing.trouble());
  }

  /** The streams that stand aside, with the reasons. */
  public Uni<List<Parked>> parked() {
    return parkedStreams.read(pool);
  }

  private synchronized void lookAgain() {
    if (following != null) {
      following.lookAgain();
    }
  }

  private Uni<Place> place() {
    return mayLead()
        .chain(() -> checkpoint.open(pool))
        .chain(position ->
            parkedStreams
                .read(pool)
                .map(parked ->
                    new Place(
                        position,
                        parked.stream().map(Parked::stream).collect(Collectors.toSet()))));
  }

  private Uni<Void> mayLead() {
    return led == null
        ? Uni.createFrom().voidItem()
        : led.lease().hold(pool).chain(led.outlet()::open);
  }
}
