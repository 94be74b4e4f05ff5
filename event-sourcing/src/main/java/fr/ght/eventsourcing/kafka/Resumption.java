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

  private static final String INCARNATION = Sql.named(Resumption.class, "read-incarnation");
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
    long life = rows(INCARNATION, Tuple.tuple()).iterator().next().getLong("number");
    var known = sender.checkpoint().orElse(null);
    if (known == null) {
      return written(takenOver(life));
    }
    sender.goOnFrom(known.next());
    if (known.incarnation() > life) {
      throw new LostFuture(
          "an earlier life of the log was put back: this is life %d, and the topic was told of life %d"
              .formatted(life, known.incarnation()));
    }
    if (known.incarnation() < life) {
      LOG.warnf("the log lives anew, life %d: everything is told again", life);
      return written(anew(life));
    }
    var mark = lastEvent(known.position());
    return mark.position() == known.position() && Objects.equals(mark.event(), known.event())
        ? known
        : written(restored(known.position(), known.ahead(), life));
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
  private Relayed takenOver(long life) {
    var ends = sender.ends();
    if (ends.stream().allMatch(end -> end == 0)) {
      return anew(life);
    }
    // Without transactions there are no markers: the last fact is at the end.
    sender.goOnFrom(ends);
    if (life > FactRecords.FIRST_INCARNATION) {
      return anew(life);
    }
    var former = rows(FORMER, Tuple.of(name));
    if (former.size() == 0) {
      return restored(0, Set.of(), life);
    }
    var row = former.iterator().next();
    var movedAt = row.getOffsetDateTime("moved_at").toInstant();
    var mark = lastEvent(row.getLong("position"));
    var ahead = new HashSet<UUID>();
    heldAgainstLog(
        sender.since(movedAt.minus(CLOCKS_APART)), mark.position(), life, (id, _) -> ahead.add(id));
    LOG.infof(
        "the checkpoint goes from the database to the topic: position %d, %d facts ahead of it",
        mark.position(), ahead.size());
    return new Relayed(mark.position(), mark.event(), sender.next(), ahead, life, null);
  }

  private Relayed anew(long life) {
    new ParkedStreams(name).clear(pool).await().atMost(PATIENCE);
    return Relayed.nothing(sender.next(), life);
  }

  /**
   * An earlier state of the log was put back. If every fact that was told in this life is in it,
   * nothing is lost; else nothing that is sent now would be understood.
   */
  private Relayed restored(long position, Set<UUID> ahead, long life) {
    LOG.warnf(
        "the log does not have the event at position %d: looking through the topic for the last"
            + " fact that it has",
        position);
    var highest = new AtomicLong();
    var known = new AtomicLong();
    long told =
        heldAgainstLog(
            Collections.nCopies(Topics.PARTITIONS, 0L),
            0,
            life,
            (id, at) -> {
              known.incrementAndGet();
              if (!ahead.contains(id)) {
                highest.accumulateAndGet(at, Math::max);
              }
            });
    if (told > known.get()) {
      throw new LostFuture(
          "an older state of the log was put back: it does not have %d of the %d facts that were told, and nothing is sent until a later state is put back or the log lives anew (docs/backup.md)"
              .formatted(told - known.get(), told));
    }
    var mark = lastEvent(highest.get());
    return new Relayed(mark.position(), mark.event(), sender.next(), ahead, life, null);
  }

  private Mark lastEvent(long upTo) {
    var rows = rows(LAST_EVENT, Tuple.of(upTo));
    if (rows.size() == 0) {
      return new Mark(0, null);
    }
    var row = rows.iterator().next();
    return new Mark(row.getLong("position"), row.getUUID("id"));
  }

  /**
   * Tells of each fact on the topic from there on that the log has, later than {@code after}.
   *
   * @return how many facts of this life there are
   */
  private long heldAgainstLog(List<Long> from, long after, long life, BiConsumer<UUID, Long> each) {
    var told = new AtomicLong();
    var some = new ArrayList<FactRecords.Head>();
    sender.read(
        from,
        record -> {
          try {
            var head = FactRecords.read(record);
            if (head.incarnation() == life) {
              told.incrementAndGet();
              some.add(head);
            }
          } catch (Malformed e) {
            LOG.warn(e.getMessage());
          }
          if (some.size() == AT_ONCE) {
            positions(some, after, each);
            some.clear();
          }
        });
    positions(some, after, each);
    return told.get();
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

  /** Others were told what this log does not know; what it tells now would be taken wrongly. */
  static final class LostFuture extends RuntimeException {
    LostFuture(String message) {
      super(message, null, false, false);
    }

    /** What health shows: without the class, which means nothing to an operator. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // a message alone does not hide the class
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
