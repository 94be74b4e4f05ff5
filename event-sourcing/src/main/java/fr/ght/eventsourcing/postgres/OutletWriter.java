package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.postgres.Following.Place;
import fr.ght.eventsourcing.postgres.Following.Writing;
import fr.ght.eventsourcing.postgres.Outlet.Unsendable;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends slices of the log through an outlet. What can never be sent is parked with its stream
 * first, for good, and the rest is sent without it: the outlet's checkpoint passes over nothing
 * that is neither sent nor parked.
 */
final class OutletWriter implements Writing {
  private static final Logger LOG = Logger.getLogger(OutletWriter.class);

  private final Outlet outlet;
  private final Lease lease;
  private final Pool pool;
  private final ParkedStreams parkedStreams;

  OutletWriter(Outlet outlet, Lease lease, Pool pool, ParkedStreams parkedStreams) {
    this.outlet = outlet;
    this.lease = lease;
    this.pool = pool;
    this.parkedStreams = parkedStreams;
  }

  /**
   * @param from where the checkpoint stands, and what is parked
   * @return the same after sending; fails if the database or the outlet is away: then the outlet
   *     knows how far it came
   */
  @Override
  public Uni<Place> write(Place from, LogSlice slice) {
    var sides = slice.events().stream().collect(Collectors.partitioningBy(from::isAside));
    var aside = sides.getOrDefault(true, List.of());
    var taken = sides.getOrDefault(false, List.of());
    return countBehind(aside)
        .emitOn(Infrastructure.getDefaultExecutor())
        .chain(() -> taken.isEmpty() ? Uni.createFrom().voidItem() : outlet.send(taken))
        .replaceWith(() -> new Place(slice.next(), from.parked()))
        .onFailure(Unsendable.class)
        .recoverWithUni(failure ->
            park(from, failure.event(), failure.reason()).chain(parked -> write(parked, slice)));
  }

  @Override
  public void ahead(LogSlice slice) {
    outlet.ahead(slice.events());
  }

  private Uni<Void> countBehind(List<StoredEvent> aside) {
    return aside.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.withTransaction(tx -> parkedStreams.parkBehind(tx, aside));
  }

  /** Only by the leader: one who was paused would park what another has sent meanwhile. */
  private Uni<Place> park(Place from, StoredEvent event, Throwable why) {
    LOG.errorf(
        "parking %s from version %d (%s) on: %s",
        event.stream(), event.version(), event.type(), why);
    LOG.debug("The failure in full:", why);
    var parked = new HashMap<>(from.parked());
    parked.put(event.stream(), event.position());
    return pool.withTransaction(
            tx -> lease.keep(tx).chain(() -> parkedStreams.park(tx, event, why)))
        .replaceWith(() -> new Place(from.checkpoint(), parked));
  }
}
