package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes events that stand aside into their view after all, in their order, once what kept them out
 * is mended. They are decoded again, so that today's upcasters have their say.
 *
 * <p>Rows and books change together, a piece at a time: whatever is killed, the rest stands aside
 * as before. While a piece is written the view takes nothing else, so that later events of the
 * stream stay behind. What fails again stands aside again, with the new reason.
 */
public final class EventReplay {
  private static final int AT_ONCE = 500;

  private static final String HOLD = Sql.named("hold-books");
  private static final String HOLD_PARKED = Sql.named("hold-parked");
  private static final String UNPARK = Sql.named("unpark");
  private static final String SHORTEN = Sql.named("shorten-parked");
  private static final String PARK_AGAIN = Sql.named("park-again");
  private static final int LONGEST_REASON = 1_000;

  private final Map<String, EventView> views;
  private final EventStore store;
  private final Pool pool;

  /**
   * @param views by name
   * @param pool of the database that holds both the log and the views
   */
  public EventReplay(Map<String, ? extends EventView> views, EventStore store, Pool pool) {
    this.views = Map.copyOf(views);
    this.store = store;
    this.pool = pool;
  }

  /** What is to be written: the next of the stream's events that the view has passed. */
  private record Piece(List<StoredEvent> events, @Nullable StoredEvent next) {}

  /**
   * Completes when the stream stands aside no more, or again; nothing to do for one that did not.
   */
  public Uni<Replayed> replay(String view, StreamId stream) {
    var rules = views.get(view);
    if (rules == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return replay(rules, view, stream, AT_ONCE, 0);
  }

  private Uni<Replayed> replay(
      EventView rules, String view, StreamId stream, int atOnce, long taken) {
    return pool.withTransaction(tx ->
            piece(tx, view, stream, atOnce).chain(piece -> write(tx, rules, view, stream, piece)))
        .chain(more ->
            more == 0
                ? Uni.createFrom().item(new Replayed(stream, taken, null))
                : replay(rules, view, stream, atOnce, taken + more))
        .onFailure(ViewWriter::isTheEventsFault)
        .recoverWithUni(failure ->
            atOnce == 1
                ? parkAgain(view, stream, failure, taken)
                : replay(rules, view, stream, Math.max(1, atOnce / 8), taken));
  }

  /** Held until the transaction ends: nobody else replays it, and the view takes nothing. */
  private Uni<Piece> piece(SqlConnection tx, String view, StreamId stream, int atOnce) {
    return tx.preparedQuery(HOLD)
        .execute(Tuple.of(view))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("position"))
        .chain(position ->
            tx.preparedQuery(HOLD_PARKED)
                .execute(Tuple.of(view, stream.toString()))
                .chain(rows ->
                    rows.size() == 0
                        ? Uni.createFrom().item(new Piece(List.of(), null))
                        : store
                            .read(stream)
                            .map(all ->
                                piece(
                                    all.events(),
                                    rows.iterator().next().getLong("first_version"),
                                    position,
                                    atOnce))));
  }

  private static Piece piece(List<StoredEvent> all, long from, long upTo, int atOnce) {
    var aside =
        all.stream().filter(event -> event.version() >= from && event.position() <= upTo).toList();
    return aside.size() <= atOnce
        ? new Piece(aside, null)
        : new Piece(aside.subList(0, atOnce), aside.get(atOnce));
  }

  /** How many events were written; none if nothing stands aside any more. */
  private static Uni<Integer> write(
      SqlConnection tx, EventView rules, String view, StreamId stream, Piece piece) {
    var events = piece.events();
    return events.isEmpty()
        ? unpark(tx, view, stream).replaceWith(0)
        : Uni.createFrom()
            .voidItem()
            .emitOn(Infrastructure.getDefaultExecutor())
            .chain(() -> rules.apply(tx, events))
            .chain(() -> leave(tx, view, stream, piece))
            .replaceWith(events.size());
  }

  private static Uni<Void> leave(SqlConnection tx, String view, StreamId stream, Piece piece) {
    var next = piece.next();
    return next == null
        ? unpark(tx, view, stream)
        : tx.preparedQuery(SHORTEN)
            .execute(
                Tuple.of(
                    view,
                    stream.toString(),
                    next.position(),
                    next.version(),
                    (long) piece.events().size()))
            .replaceWithVoid();
  }

  private static Uni<Void> unpark(SqlConnection tx, String view, StreamId stream) {
    return tx.preparedQuery(UNPARK).execute(Tuple.of(view, stream.toString())).replaceWithVoid();
  }

  private Uni<Replayed> parkAgain(String view, StreamId stream, Throwable failure, long taken) {
    var reason = failure.toString();
    return pool.withTransaction(tx ->
            piece(tx, view, stream, 1)
                .map(Piece::events)
                .chain(events ->
                    events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : parkAgain(tx, view, events.getFirst(), reason)))
        .replaceWith(new Replayed(stream, taken, reason));
  }

  private static Uni<Void> parkAgain(
      SqlConnection tx, String view, StoredEvent first, String reason) {
    return tx.preparedQuery(PARK_AGAIN)
        .execute(
            Tuple.of(
                view,
                first.stream().toString(),
                first.position(),
                first.version(),
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON))))
        .replaceWithVoid();
  }
}
