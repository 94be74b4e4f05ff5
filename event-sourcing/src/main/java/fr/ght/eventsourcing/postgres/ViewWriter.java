package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.postgres.Checkpoint.Overtaken;
import fr.ght.eventsourcing.postgres.Following.Place;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes events into a view, rows and checkpoint in one transaction. What fails is written in ever
 * smaller parts, so that only the stream of the event at fault is parked.
 *
 * <p>Which streams stand aside is read under the checkpoint's lock: a replay, or another version of
 * the view, may have changed that since the caller looked.
 */
final class ViewWriter {
  private static final Logger LOG = Logger.getLogger(ViewWriter.class);
  private static final int TRIES_AGAIN = 2;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** No leader is elected among the replicas of a view. */
  private static final long EPOCH = 0;

  private final EventView view;
  private final Pool pool;
  private final Checkpoint checkpoint;
  private final ParkedStreams parkedStreams;

  ViewWriter(EventView view, Pool pool, Checkpoint checkpoint, ParkedStreams parkedStreams) {
    this.view = view;
    this.pool = pool;
    this.checkpoint = checkpoint;
    this.parkedStreams = parkedStreams;
  }

  /** A slice of the log after {@code from}; the same after writing. */
  Uni<Place> write(Place from, LogSlice slice) {
    return write(from.checkpoint(), slice.next(), slice.events())
        .map(parked -> {
          var all = new HashMap<>(from.parked());
          parked.forEach(event -> all.putIfAbsent(event.stream(), event.position()));
          return new Place(slice.next(), all);
        });
  }

  /**
   * @param from where the checkpoint stands
   * @param to where it is to stand, at or behind the last of the events
   * @return the events that were parked by it; fails if the database is away, or another was
   *     faster: then nothing, or only the first part, is written
   */
  Uni<Set<StoredEvent>> write(long from, long to, List<StoredEvent> events) {
    return together(from, to, events)
        .map(_ -> Set.<StoredEvent>of())
        .onFailure(ViewWriter::isTheEventsFault)
        .recoverWithUni(() ->
            events.size() == 1 ? alone(from, to, events.getFirst()) : inHalves(from, to, events));
  }

  private Uni<Void> together(long from, long to, List<StoredEvent> events) {
    return pool.withTransaction(
        tx -> checkpoint.move(tx, from, to, EPOCH).chain(() -> unlessParked(tx, events)));
  }

  private Uni<Void> unlessParked(SqlConnection tx, List<StoredEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var streams = events.stream().map(StoredEvent::stream).collect(Collectors.toSet());
    return parkedStreams
        .among(tx, streams)
        .chain(parked -> {
          var sides =
              events.stream()
                  .collect(Collectors.partitioningBy(event -> parked.contains(event.stream())));
          var taken = sides.getOrDefault(false, List.of());
          return parkedStreams
              .parkBehind(tx, sides.getOrDefault(true, List.of()))
              .chain(() -> taken.isEmpty() ? Uni.createFrom().voidItem() : apply(tx, taken));
        });
  }

  private Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultExecutor())
        .chain(() -> view.apply(tx, events));
  }

  private Uni<Set<StoredEvent>> inHalves(long from, long to, List<StoredEvent> events) {
    var first = events.subList(0, events.size() / 2);
    var middle = first.getLast().position();
    return write(from, middle, first)
        .chain(parked ->
            write(middle, to, events.subList(first.size(), events.size()))
                .map(more ->
                    Stream.concat(parked.stream(), more.stream()).collect(Collectors.toSet())));
  }

  private Uni<Set<StoredEvent>> alone(long from, long to, StoredEvent event) {
    return together(from, to, List.of(event))
        .onFailure(ViewWriter::isTheEventsFault)
        .retry()
        .withBackOff(PAUSE)
        .atMost(TRIES_AGAIN)
        .map(_ -> Set.<StoredEvent>of())
        .onFailure(ViewWriter::isTheEventsFault)
        .recoverWithUni(failure -> park(from, to, event, failure));
  }

  private Uni<Set<StoredEvent>> park(long from, long to, StoredEvent event, Throwable failure) {
    LOG.errorf(
        "parking %s from version %d (%s) on: %s",
        event.stream(), event.version(), event.type(), failure);
    LOG.debug("The failure in full:", failure);
    return pool.withTransaction(tx ->
            checkpoint
                .move(tx, from, to, EPOCH)
                .chain(() -> parkedStreams.park(tx, event, failure)))
        .map(_ -> Set.of(event));
  }

  static boolean isTheEventsFault(Throwable failure) {
    return !(failure instanceof Overtaken) && Unavailability.blamesInput(failure);
  }
}
