package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Checkpoint.Overtaken;
import fr.ght.eventsourcing.postgres.Following.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes slices of the log into a view, each with the checkpoint in one transaction; or sends them
 * through an outlet and moves the checkpoint after. A slice that fails is written event by event,
 * so that only the stream of the event at fault is parked.
 */
final class SliceWriter {
  private static final Logger LOG = Logger.getLogger(SliceWriter.class);
  private static final int TRIES_AGAIN = 2;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Pool pool;
  private final Destination destination;
  private final Checkpoint checkpoint;
  private final ParkedStreams parkedStreams;

  /** What becomes of events: before the transaction that moves the checkpoint, and in it. */
  private interface Destination {
    Uni<Void> before(List<StoredEvent> events);

    Uni<Void> within(SqlConnection tx, List<StoredEvent> events);

    long epoch();
  }

  private SliceWriter(
      Pool pool, Destination destination, Checkpoint checkpoint, ParkedStreams parkedStreams) {
    this.pool = pool;
    this.destination = destination;
    this.checkpoint = checkpoint;
    this.parkedStreams = parkedStreams;
  }

  static SliceWriter into(
      EventView view, Pool pool, Checkpoint checkpoint, ParkedStreams parkedStreams) {
    return new SliceWriter(
        pool,
        new Destination() {
          @Override
          public Uni<Void> before(List<StoredEvent> events) {
            return Uni.createFrom().voidItem();
          }

          @Override
          public Uni<Void> within(SqlConnection tx, List<StoredEvent> events) {
            return inWorker(() -> view.apply(tx, events));
          }

          @Override
          public long epoch() {
            return 0;
          }
        },
        checkpoint,
        parkedStreams);
  }

  static SliceWriter through(
      Outlet outlet, Lease lease, Pool pool, Checkpoint checkpoint, ParkedStreams parkedStreams) {
    return new SliceWriter(
        pool,
        new Destination() {
          @Override
          public Uni<Void> before(List<StoredEvent> events) {
            return inWorker(() -> outlet.send(events));
          }

          @Override
          public Uni<Void> within(SqlConnection tx, List<StoredEvent> events) {
            return Uni.createFrom().voidItem();
          }

          @Override
          public long epoch() {
            return lease.epoch();
          }
        },
        checkpoint,
        parkedStreams);
  }

  /**
   * @param from where the checkpoint stands, and what is parked
   * @return the same after writing; fails if the database is away, or another replica was faster:
   *     then nothing, or only the first part of the slice, is written
   */
  Uni<Place> write(Place from, LogSlice slice) {
    return together(from.checkpoint(), slice.next(), slice.events(), from.parked())
        .replaceWith(() -> new Place(slice.next(), from.parked()))
        .onFailure(SliceWriter::isTheEventsFault)
        .recoverWithUni(() -> oneByOne(from, slice.events()));
  }

  private Uni<Void> together(long from, long to, List<StoredEvent> events, Set<StreamId> parked) {
    var sides =
        events.stream()
            .collect(Collectors.partitioningBy(event -> parked.contains(event.stream())));
    var aside = sides.getOrDefault(true, List.of());
    var taken = sides.getOrDefault(false, List.of());
    return unlessEmpty(taken, destination::before)
        .chain(() ->
            pool.withTransaction(tx ->
                checkpoint
                    .move(tx, from, to, destination.epoch())
                    .chain(() -> parkedStreams.parkBehind(tx, aside))
                    .chain(() -> unlessEmpty(taken, some -> destination.within(tx, some)))));
  }

  private static Uni<Void> unlessEmpty(
      List<StoredEvent> events, Function<List<StoredEvent>, Uni<Void>> work) {
    return events.isEmpty() ? Uni.createFrom().voidItem() : work.apply(events);
  }

  private static Uni<Void> inWorker(Supplier<Uni<Void>> work) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultExecutor())
        .chain(() -> work.get());
  }

  private Uni<Place> oneByOne(Place from, List<StoredEvent> events) {
    var parked = new HashSet<>(from.parked());
    return Multi.createFrom()
        .range(0, events.size())
        .onItem()
        .transformToUniAndConcatenate(i -> {
          var before = i == 0 ? from.checkpoint() : events.get(i - 1).position();
          return alone(before, events.get(i), parked);
        })
        .onItem()
        .ignoreAsUni()
        .replaceWith(() -> new Place(events.getLast().position(), Set.copyOf(parked)));
  }

  private Uni<Void> alone(long from, StoredEvent event, Set<StreamId> parked) {
    return together(from, event.position(), List.of(event), parked)
        .onFailure(SliceWriter::isTheEventsFault)
        .retry()
        .withBackOff(PAUSE)
        .atMost(TRIES_AGAIN)
        .onFailure(SliceWriter::isTheEventsFault)
        .recoverWithUni(failure -> park(from, event, failure, parked));
  }

  private Uni<Void> park(long from, StoredEvent event, Throwable failure, Set<StreamId> parked) {
    LOG.errorf(
        "parking %s from version %d (%s) on: %s",
        event.stream(), event.version(), event.type(), failure);
    LOG.debug("The failure in full:", failure);
    return pool.withTransaction(tx ->
            checkpoint
                .move(tx, from, event.position(), destination.epoch())
                .chain(() -> parkedStreams.park(tx, event, failure)))
        .invoke(() -> parked.add(event.stream()));
  }

  private static boolean isTheEventsFault(Throwable failure) {
    return !(failure instanceof Overtaken) && Unavailability.blamesInput(failure);
  }
}
