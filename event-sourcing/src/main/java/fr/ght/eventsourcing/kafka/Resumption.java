package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.kafka.FactRecords.Malformed;
import fr.ght.eventsourcing.postgres.ParkedStreams;
import fr.ght.eventsourcing.postgres.Sql;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where a relay goes on: at the checkpoint beside the facts. Where there is none, or it speaks of
 * an event that this log does not have, the facts on the topic are held against the log (ADR 11).
 * Blocks its caller.
 */
final class Resumption {
  private static final Logger LOG = Logger.getLogger(Resumption.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int AT_ONCE = 5_000;

  /** By so much the clocks of the database and of whoever sent may differ. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  private static final String FORMER = Sql.named(Resumption.class, "read-former-checkpoint");
  private static final String LAST_EVENT = Sql.named(Resumption.class, "read-last-event");
  private static final String POSITIONS = Sql.named(Resumption.class, "read-positions-of-facts");

  private final String name;
  private final Pool pool;
  private final FactSender sender;

  /** An event of the log; none at position 0. */
  private record Mark(long position, @Nullable UUID event) {}

  /**
   * @param name of the checkpoint in the database, and of what is parked there
   */
  Resumption(String name, Pool pool, FactSender sender) {
    this.name = name;
    this.pool = pool;
    this.sender = sender;
  }

  Relayed find() {
    var known = sender.checkpoint().orElse(null);
    if (known == null) {
      return written(takenOver());
    }
    sender.goOnFrom(known.next());
    var mark = lastEvent(known.position());
    return mark.position() == known.position() && Objects.equals(mark.event(), known.event())
        ? known
        : written(restored(known.position()));
  }

  /** At once, so that what was found out here need never be found out again. */
  private Relayed written(Relayed found) {
    sender.commit(List.of(), found);
    return found;
  }

  /**
   * From a relay without transactions: its checkpoint is in the database, and may not cover the
   * last that it sent. An empty topic gets everything, whatever the database says.
   */
  private Relayed takenOver() {
    var ends = sender.ends();
    if (ends.stream().allMatch(end -> end == 0)) {
      new ParkedStreams(name).clear(pool).await().atMost(PATIENCE);
      return Relayed.NOTHING;
    }
    // Without transactions there are no markers: the last fact is at the end.
    sender.goOnFrom(ends);
    var former = rows(FORMER, Tuple.of(name));
    if (former.size() == 0) {
      return restored(0);
    }
    var row = former.iterator().next();
    var movedAt = row.getOffsetDateTime("moved_at").toInstant();
    var mark = lastEvent(row.getLong("position"));
    var ahead = new HashSet<UUID>();
    heldAgainstLog(
        sender.since(movedAt.minus(CLOCKS_APART)), mark.position(), (id, _) -> ahead.add(id));
    LOG.infof(
        "the checkpoint goes from the database to the topic: position %d, %d facts ahead of it",
        mark.position(), ahead.size());
    return new Relayed(mark.position(), mark.event(), sender.next(), ahead);
  }

  /** The topic is ahead of the log: an earlier state of the log was put back. */
  private Relayed restored(long position) {
    LOG.warnf(
        "the log does not have the event at position %d: looking through the topic for the last"
            + " fact that it has",
        position);
    var highest = new AtomicLong();
    heldAgainstLog(
        Collections.nCopies(Topics.PARTITIONS, 0L),
        0,
        (_, known) -> highest.accumulateAndGet(known, Math::max));
    var mark = lastEvent(highest.get());
    return new Relayed(mark.position(), mark.event(), sender.next(), Set.of());
  }

  private Mark lastEvent(long upTo) {
    var rows = rows(LAST_EVENT, Tuple.of(upTo));
    if (rows.size() == 0) {
      return new Mark(0, null);
    }
    var row = rows.iterator().next();
    return new Mark(row.getLong("position"), row.getUUID("id"));
  }

  /** Tells of each fact on the topic from there on that the log has, later than {@code after}. */
  private void heldAgainstLog(List<Long> from, long after, BiConsumer<UUID, Long> each) {
    var some = new ArrayList<FactRecords.Head>();
    sender.read(
        from,
        record -> {
          try {
            some.add(FactRecords.read(record));
          } catch (Malformed e) {
            LOG.warn(e.getMessage());
          }
          if (some.size() == AT_ONCE) {
            positions(some, after, each);
            some.clear();
          }
        });
    positions(some, after, each);
  }

  private void positions(List<FactRecords.Head> facts, long after, BiConsumer<UUID, Long> each) {
    var streams = facts.stream().map(fact -> fact.stream().toString()).toArray(String[]::new);
    var versions = facts.stream().map(FactRecords.Head::version).toArray(Long[]::new);
    var ids = facts.stream().map(FactRecords.Head::id).toArray(UUID[]::new);
    rows(POSITIONS, Tuple.of(streams, versions, ids, after))
        .forEach(row -> each.accept(row.getUUID("id"), row.getLong("position")));
  }

  private RowSet<Row> rows(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).await().atMost(PATIENCE);
  }
}
