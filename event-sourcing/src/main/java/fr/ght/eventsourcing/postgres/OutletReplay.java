package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Outlet.Opened;
import fr.ght.eventsourcing.postgres.Outlet.Resent;
import fr.ght.eventsourcing.postgres.Outlet.Unsendable;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends streams that stand aside through an outlet after all, where an operator asked for it; done
 * by the leader, before it sends anything else, so that later events of the stream come behind.
 *
 * <p>The outlet notes what it has sent together with it, and only then the database is told. What a
 * crash leaves untold in between is told from the outlet's note, before anything else is sent (ADR
 * 15). A row is changed only as long as it says what it said when the sending began: a leader that
 * was shut out meanwhile changes nothing.
 */
final class OutletReplay {
  private static final Logger LOG = Logger.getLogger(OutletReplay.class);
  private static final int AT_ONCE = 1_000;

  /** What comes later in the log is sent in its turn: the outlet holds only so much in mind. */
  private static final long REACH = 10_000;

  private static final String SETTLE = Sql.named("settle-resent");
  private static final String PARK_AGAIN = Sql.named("park-unsent-again");

  private final String name;
  private final Outlet outlet;
  private final Lease lease;
  private final EventStore store;
  private final Pool pool;
  private final ParkedStreams parkedStreams;

  OutletReplay(String name, Outlet outlet, Lease lease, EventStore store, Pool pool) {
    this.name = name;
    this.outlet = outlet;
    this.lease = lease;
    this.store = store;
    this.pool = pool;
    this.parkedStreams = new ParkedStreams(name);
  }

  /** Tells the database what the outlet has, then sends all that is asked for. */
  Uni<Void> catchUp(Opened opened) {
    var resent = opened.resent();
    var told =
        resent == null ? Uni.createFrom().voidItem() : settle(resent, opened.position() + REACH);
    return told.chain(() -> replayAsked(opened.position() + REACH));
  }

  private Uni<Void> replayAsked(long reach) {
    return parkedStreams
        .read(pool)
        .map(all -> all.stream().filter(Parked::isAsked).findFirst())
        .chain(asked ->
            asked.isEmpty()
                ? Uni.createFrom().voidItem()
                : lease
                    .hold(pool)
                    .chain(() -> replaySome(asked.get(), reach))
                    .chain(() -> replayAsked(reach)));
  }

  private Uni<Void> replaySome(Parked parked, long reach) {
    return store
        .read(parked.stream())
        .map(all ->
            all.events().stream()
                .filter(event ->
                    event.position() >= parked.firstPosition() && event.position() <= reach)
                .limit(AT_ONCE)
                .toList())
        .emitOn(Infrastructure.getDefaultExecutor())
        .chain(events ->
            events.isEmpty()
                ? settle(new Resent(parked.stream(), parked.firstPosition()), 0)
                : resend(parked, events, reach));
  }

  private Uni<Void> resend(Parked parked, List<StoredEvent> events, long reach) {
    return outlet
        .resend(events)
        .chain(() -> {
          LOG.infof("%s: %d events of %s are sent after all", name, events.size(), parked.stream());
          return settle(new Resent(parked.stream(), events.getLast().position()), reach);
        })
        .onFailure(Unsendable.class)
        .recoverWithUni(failure -> parkAgain(parked, events, failure, reach));
  }

  /** What came before it is sent. */
  private Uni<Void> parkAgain(
      Parked parked, List<StoredEvent> events, Unsendable failure, long reach) {
    var event = failure.event();
    LOG.errorf(
        "%s stands aside again from version %d (%s) on: %s",
        event.stream(), event.version(), event.type(), failure.reason());
    int before = events.indexOf(event) - 1;
    return before < 0
        ? parkAgain(event.stream(), parked.firstPosition(), failure.reason())
        : settle(new Resent(event.stream(), events.get(before).position()), reach)
            .chain(() -> parkAgain(event.stream(), event.position(), failure.reason()));
  }

  private Uni<Void> parkAgain(StreamId stream, long from, Throwable why) {
    return pool.preparedQuery(PARK_AGAIN)
        .execute(Tuple.of(name, stream.toString(), from, ParkedStreams.reason(why)))
        .replaceWithVoid();
  }

  /**
   * @param reach up to where the stream's next event stands aside still
   */
  private Uni<Void> settle(Resent resent, long reach) {
    return pool.preparedQuery(SETTLE)
        .execute(Tuple.of(name, resent.stream().toString(), resent.upTo(), reach))
        .replaceWithVoid();
  }

  /**
   * @param asked as they stood aside before
   * @param now what stands aside since
   */
  static List<Replayed> outcome(List<Parked> asked, List<Parked> now) {
    var still = now.stream().collect(Collectors.toMap(Parked::stream, parked -> parked));
    return asked.stream().map(before -> outcome(before, still.get(before.stream()))).toList();
  }

  private static Replayed outcome(Parked before, @Nullable Parked after) {
    var stream = before.stream();
    return after == null
        ? new Replayed(stream, before.events(), null)
        : new Replayed(stream, after.firstVersion() - before.firstVersion(), after.reason());
  }
}
