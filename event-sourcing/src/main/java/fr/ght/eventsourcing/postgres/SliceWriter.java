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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes slices of the log into a view, each with the checkpoint in one transaction. A slice that
 * fails is written event by event, so that only the stream of the event at fault is parked.
 */
final class SliceWriter {
  private static final Logger LOG = Logger.getLogger(SliceWriter.class);
  private static final int TRIES_AGAIN = 2;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** No leader is elected among the replicas of a view. */
  private static final long EPOCH = 0;

  private final EventView view;
  private final Pool pool;
  private final Checkpoint checkpoint;
  private final ParkedStreams parkedStreams;

  SliceWriter(EventView view, Pool pool, Checkpoint checkpoint, ParkedStreams parkedStreams) {
    this.view = view;
    this.pool = pool;
    this.checkpoint = checkpoint;
    this.parkedStreams = parkedStreams;
  }

  /**
   * @param from where the checkpoint stands, and what is parked
   * @return the same after writing; fails if the database is away, or another replica was faster:
   *     then nothing, or only the first part of the slice, is written
   */
  Uni<Place> write(Place from, LogSlice slice) {
    return together(from, slice.next(), slice.events())
        .replaceWith(() -> new Place(slice.next(), from.parked()))
        .onFailure(SliceWriter::isTheEventsFault)
        .recoverWithUni(() -> oneByOne(from, slice.events()));
  }

  private Uni<Void> together(Place from, long to, List<StoredEvent> events) {
    var sides = events.stream().collect(Collectors.partitioningBy(from::isAside));
    var aside = sides.getOrDefault(true, List.of());
    var taken = sides.getOrDefault(false, List.of());
    return pool.withTransaction(tx ->
        checkpoint
            .move(tx, from.checkpoint(), to, EPOCH)
            .chain(() -> parkedStreams.parkBehind(tx, aside))
            .chain(() -> taken.isEmpty() ? Uni.createFrom().voidItem() : apply(tx, taken)));
  }

  private Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultExecutor())
        .chain(() -> view.apply(tx, events));
  }

  private Uni<Place> oneByOne(Place from, List<StoredEvent> events) {
    var parked = new HashMap<>(from.parked());
    return Multi.createFrom()
        .range(0, events.size())
        .onItem()
        .transformToUniAndConcatenate(i -> {
          var before = i == 0 ? from.checkpoint() : events.get(i - 1).position();
          return alone(before, events.get(i), parked);
        })
        .onItem()
        .ignoreAsUni()
        .replaceWith(() -> new Place(events.getLast().position(), parked));
  }

  private Uni<Void> alone(long from, StoredEvent event, Map<StreamId, Long> parked) {
    return together(new Place(from, parked), event.position(), List.of(event))
        .onFailure(SliceWriter::isTheEventsFault)
        .retry()
        .withBackOff(PAUSE)
        .atMost(TRIES_AGAIN)
        .onFailure(SliceWriter::isTheEventsFault)
        .recoverWithUni(failure -> park(from, event, failure, parked));
  }

  private Uni<Void> park(
      long from, StoredEvent event, Throwable failure, Map<StreamId, Long> parked) {
    LOG.errorf(
        "parking %s from version %d (%s) on: %s",
        event.stream(), event.version(), event.type(), failure);
    LOG.debug("The failure in full:", failure);
    return pool.withTransaction(tx ->
            checkpoint
                .move(tx, from, event.position(), EPOCH)
                .chain(() -> parkedStreams.park(tx, event, failure)))
        .invoke(() -> parked.put(event.stream(), event.position()));
  }

  private static boolean isTheEventsFault(Throwable failure) {
    return !(failure instanceof Overtaken) && Unavailability.blamesInput(failure);
  }
}
