package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogReader;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Following.Ground;
import fr.ght.eventsourcing.postgres.Following.Look;
import fr.ght.eventsourcing.postgres.Following.Place;
import fr.ght.eventsourcing.postgres.Following.Standing;
import fr.ght.eventsourcing.postgres.Following.Writing;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows a service's own log, from a checkpoint.
 *
 * <p>{@link #into} keeps a view up to date: each batch and the new checkpoint are written in one
 * transaction, so that every event is in the view exactly once. Several replicas may follow under
 * the same name: a batch that another one was faster with is rolled back. {@link #through} sends
 * events out of the database: one replica leads, by a lease, and the outlet keeps the checkpoint
 * together with what was sent. The lease spares the replicas each other's way; that nothing is sent
 * twice rests on the outlet alone.
 *
 * <p>While the database or the outlet is away, or the view's statements do not fit its tables, it
 * tries again every few seconds, and {@link #status} says so. An event that fails three times parks
 * its stream ({@link ParkedStreams}); the others go on.
 */
public final class LogFollower {
  private static final int BATCH = 500;

  /** Each batch costs the outlet a commit of its own, of several milliseconds. */
  private static final int LED_BATCH = 5_000;

  /** A transaction for each event would cost a view more than the event itself. */
  private static final Duration GATHERING = Duration.ofMillis(25);

  private static final Duration ASK_EVERY = Duration.ofMillis(100);
  private static final Duration LONGEST_REPLAY = Duration.ofSeconds(30);

  private final String name;
  private final EventStore store;
  private final Pool pool;
  private final Checkpoint checkpoint;
  private final ParkedStreams parkedStreams;
  private final Writing writing;
  private final FollowerMetrics metrics;
  private final Set<String> kinds;
  private final @Nullable Led led;

  /** What one replica at a time does. */
  private record Led(Lease lease, Outlet outlet, OutletReplay replay) {}

  private @Nullable Following following;
  private Instant startedAt = Instant.now();

  private LogFollower(
      String name,
      EventStore store,
      Pool pool,
      BiFunction<Checkpoint, ParkedStreams, Writing> writing,
      Set<String> kinds,
      @Nullable Led led,
      MeterRegistry meters) {
    this.name = name;
    this.store = store;
    this.pool = pool;
    this.checkpoint = new Checkpoint(name);
    this.parkedStreams = new ParkedStreams(name);
    this.writing = writing.apply(checkpoint, parkedStreams);
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
        (checkpoint, parked) -> new ViewWriter(view, pool, checkpoint, parked)::write,
        view.kinds(),
        null,
        meters);
  }

  /**
   * @param name of the lease, and of the checkpoint's copy in the database: stable, one per outlet
   * @param pool of the database that holds the log
   */
  public static LogFollower through(
      Outlet outlet, String name, EventStore store, Pool pool, MeterRegistry meters) {
    var lease = new Lease(name);
    var led = new Led(lease, outlet, new OutletReplay(name, outlet, lease, store, pool));
    return new LogFollower(
        name,
        store,
        pool,
        (_, parked) -> new OutletWriter(outlet, lease, pool, parked),
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
              led == null ? new ViewGround() : new LedGround(led),
              () -> new LogReader(store, led == null ? BATCH : LED_BATCH, kinds, gathering()),
              writing,
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
    return ending == null
        ? Uni.createFrom().voidItem()
        : ending.stop().chain(() -> letGo(ending.standing()));
  }

  private Uni<Void> letGo(Standing last) {
    if (led == null) {
      return Uni.createFrom().voidItem();
    }
    led.outlet().close();
    var lease = led.lease();
    var copied =
        last.position() == 0
            ? Uni.createFrom().voidItem()
            : checkpoint.copy(pool, last.position(), lease.epoch());
    // If the database is away, the lease ends by itself.
    return copied.chain(() -> lease.release(pool)).onFailure().recoverWithNull();
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

  /**
   * Some of them in the order in which they were parked.
   *
   * @param since and {@code behind}: what comes behind this stream, parked at this instant
   */
  public Uni<List<Parked>> parked(Instant since, String behind, int limit) {
    return parkedStreams.page(pool, since, behind, limit);
  }

  /**
   * Has streams that stand aside sent after all: by the leader, whichever replica is asked.
   *
   * @param stream all of them if null
   * @return what came of it; fails with {@link StoreUnavailable} after half a minute: what was
   *     asked for is then done as soon as a replica leads and the outlet is there
   */
  public Uni<List<Replayed>> replay(@Nullable StreamId stream) {
    return parkedStreams
        .ask(pool, stream)
        .chain(asked ->
            parkedStreams
                .read(pool)
                .onItem()
                .delayIt()
                .by(ASK_EVERY)
                .repeat()
                .whilst(now -> now.stream().anyMatch(Parked::isAsked))
                .collect()
                .last()
                .map(now -> OutletReplay.outcome(asked, now)))
        .ifNoItem()
        .after(LONGEST_REPLAY)
        .failWith(() ->
            new StoreUnavailable(
                "the replay is asked for, and goes on as soon as a relay leads and Kafka answers",
                null));
  }

  private Uni<Place> placeAt(long position) {
    return parkedStreams.read(pool).map(parked -> place(position, parked));
  }

  private static Place place(long position, List<Parked> parked) {
    return new Place(
        position, parked.stream().collect(Collectors.toMap(Parked::stream, Parked::firstPosition)));
  }

  /** The database knows the checkpoint, and others may move it. */
  private final class ViewGround implements Ground {
    @Override
    public Uni<Place> find() {
      return checkpoint.open(pool).chain(LogFollower.this::placeAt);
    }

    @Override
    public Uni<Look> look(Place now) {
      return checkpoint
          .read(pool)
          .chain(LogFollower.this::placeAt)
          .map(place -> new Look(place, false));
    }
  }

  /** The outlet knows the checkpoint; the database gets a copy, for whoever looks there. */
  private final class LedGround implements Ground {
    private final Led led;

    LedGround(Led led) {
      this.led = led;
    }

    @Override
    public Uni<Place> find() {
      return led.lease()
          .hold(pool)
          .chain(led.outlet()::open)
          .call(led.replay()::catchUp)
          .chain(opened -> placeAt(opened.position()));
    }

    @Override
    public Uni<Look> look(Place now) {
      return led.lease()
          .hold(pool)
          .chain(() -> checkpoint.copy(pool, now.checkpoint(), led.lease().epoch()))
          .chain(() -> parkedStreams.read(pool))
          .map(parked ->
              new Look(place(now.checkpoint(), parked), parked.stream().anyMatch(Parked::isAsked)));
    }
  }
}
