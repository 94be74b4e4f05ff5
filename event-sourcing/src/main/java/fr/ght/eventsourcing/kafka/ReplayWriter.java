package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.FactBatch.Decoded;
import fr.ght.eventsourcing.kafka.FactConsumer.ParkedFacts;
import fr.ght.eventsourcing.kafka.ViewTables.Offsets;
import fr.ght.eventsourcing.kafka.ViewTables.Standing;
import fr.ght.eventsourcing.kafka.ViewTables.StreamKey;
import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes parked facts into their view, rows and books in one transaction. */
final class ReplayWriter<F> {
  private static final int LONGEST_REASON = 1_000;
  private static final String HOLD = Sql.named(ReplayWriter.class, "hold-parked-fact");
  private static final String UNPARK = Sql.named(ReplayWriter.class, "unpark-fact");
  private static final String SHORTEN = Sql.named(ReplayWriter.class, "shorten-parked-fact");
  private static final String PARK_AGAIN = Sql.named(ReplayWriter.class, "park-fact-again");

  private final FactView<F> view;
  private final Pool pool;
  private final ViewTables tables;

  ReplayWriter(String topic, FactView<F> view, Pool pool) {
    this.view = view;
    this.pool = pool;
    this.tables = new ViewTables(topic, Set.of(view.name()));
  }

  /** What of this stream stands aside now. */
  Uni<Optional<ParkedFacts>> parked(StreamId stream) {
    return tables.parkedOne(pool, view.name(), stream.toString());
  }

  /**
   * @param reached the offset up to which there is nothing else of the stream
   * @return how many of the facts were dealt with: all, or none if somebody else did meanwhile
   */
  Uni<Integer> write(ParkedFacts parked, List<Decoded<F>> facts, long reached) {
    return held(
        parked,
        (tx, offsets, last) ->
            apply(tx, offsets, parked, facts)
                .chain(() -> leave(tx, parked, facts.size(), reached, last))
                .replaceWith(facts.size()));
  }

  /** It stands aside from here on, for this reason. */
  Uni<Integer> parkAgain(ParkedFacts parked, long offset, long version, String reason) {
    return held(
        parked,
        (tx, _, _) ->
            tx.preparedQuery(PARK_AGAIN)
                .execute(
                    Tuple.of(
                        view.name(),
                        parked.stream().toString(),
                        offset,
                        version,
                        reason.substring(0, Math.min(reason.length(), LONGEST_REASON))))
                .replaceWith(0));
  }

  private interface Work {
    Uni<Integer> in(SqlConnection tx, Offsets offsets, long last);
  }

  /** The view takes nothing of that partition, and nobody else replays the stream. */
  private Uni<Integer> held(ParkedFacts parked, Work work) {
    return pool.withTransaction(tx ->
        tables
            .lock(tx, Set.of(parked.partition()))
            .chain(offsets ->
                tx.preparedQuery(HOLD)
                    .execute(Tuple.of(view.name(), parked.stream().toString()))
                    .chain(rows -> {
                      var row = rows.size() == 0 ? null : rows.iterator().next();
                      return row == null || row.getLong("first_offset") != parked.firstOffset()
                          ? Uni.createFrom().item(0)
                          : work.in(tx, offsets, row.getLong("last_offset"));
                    })));
  }

  private Uni<Void> apply(
      SqlConnection tx, Offsets offsets, ParkedFacts parked, List<Decoded<F>> facts) {
    if (facts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var stream = facts.getFirst().received().stream();
    return tables
        .streams(tx, offsets, Set.of(stream.toString()))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(standing -> {
          var key = new StreamKey(view.name(), stream.toString());
          var held = standing.getOrDefault(key, Standing.NEW);
          if (!stream.equals(parked.stream())) {
            refuseOvertaken(held, facts.getFirst());
          }
          var mine =
              facts.stream()
                  .map(Decoded::received)
                  .filter(fact -> fact.version() > held.version() && view.takes(fact.fact()))
                  .toList();
          return mine.isEmpty()
              ? Uni.createFrom().voidItem()
              : view.apply(tx, mine)
                  .chain(
                      () -> tables.moveStreams(tx, offsets, Map.of(key, mine.getLast().version())));
        });
  }

  /** What could not be read named no stream, so that nothing waited for it. */
  private static void refuseOvertaken(Standing held, Decoded<?> fact) {
    if (held.parked()) {
      throw new IllegalStateException(
          fact.received().stream() + " stands aside: replay that first");
    }
    if (held.version() >= fact.received().version()) {
      throw new IllegalStateException(
          fact.received().stream() + " has gone on without it: build the view anew");
    }
  }

  private Uni<Void> leave(
      SqlConnection tx, ParkedFacts parked, int taken, long reached, long last) {
    var stream = parked.stream().toString();
    var left =
        reached > last
            ? tx.preparedQuery(UNPARK).execute(Tuple.of(view.name(), stream))
            : tx.preparedQuery(SHORTEN)
                .execute(Tuple.of(view.name(), stream, reached, (long) taken));
    return left.replaceWithVoid();
  }
}
