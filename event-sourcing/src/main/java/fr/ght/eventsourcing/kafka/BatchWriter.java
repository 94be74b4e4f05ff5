package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.kafka.FactBatch.Decoded;
import fr.ght.eventsourcing.kafka.FactBatch.Opened;
import fr.ght.eventsourcing.kafka.FactBatch.Unreadable;
import fr.ght.eventsourcing.kafka.ViewTables.Offsets;
import fr.ght.eventsourcing.kafka.ViewTables.VersionChanged;
import fr.ght.eventsourcing.postgres.Unavailability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of facts into all views, rows and offsets in one transaction. A batch that a view
 * fails on is written in ever smaller parts, so that only the stream of the fact at fault is
 * parked, and only for that view.
 */
final class BatchWriter<F> {
  private static final Logger LOG = Logger.getLogger(BatchWriter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int TRIES_OF_A_FACT = 3;

  private final Map<String, FactView<F>> views;
  private final Pool pool;
  private final ViewTables tables;
  private final BiConsumer<String, Integer> counted;
  private final BiConsumer<Set<Integer>, Offsets> gap;
  private final Consumer<Offsets> seen;
  private volatile @Nullable String trouble;

  /**
   * @param counted told how many facts a view took
   * @param gap told of partitions in which something is missing before a batch's records, and where
   *     the views are; their records are not written
   * @param seen told where the views are after a batch
   */
  BatchWriter(
      Map<String, FactView<F>> views,
      Pool pool,
      ViewTables tables,
      BiConsumer<String, Integer> counted,
      BiConsumer<Set<Integer>, Offsets> gap,
      Consumer<Offsets> seen) {
    this.views = views;
    this.pool = pool;
    this.tables = tables;
    this.counted = counted;
    this.gap = gap;
    this.seen = seen;
  }

  /** Completes when all of it is in the views or set aside; never fails. */
  Uni<Void> write(FactBatch<F> batch, Runnable failed) {
    return attempt(batch)
        .onFailure()
        .invoke(failure -> {
          trouble = failure.toString();
          failed.run();
          LOG.warnf("the views try again: %s", failure);
        })
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(() -> trouble = null);
  }

  /** The same, once: fails if the database is away, with nothing or the first part written. */
  Uni<Void> attempt(FactBatch<F> batch) {
    return write(batch, Map.of())
        .onFailure(VersionChanged.class)
        .retry()
        .withBackOff(FIRST_PAUSE)
        .atMost(TRIES_OF_A_FACT)
        .onFailure(ViewFailed.class)
        .recoverWithUni(() -> inParts(batch));
  }

  /** What keeps it from going on, while it tries again; null if nothing does. */
  @Nullable String trouble() {
    return trouble;
  }

  /** In halves, so that one fact at fault among many is soon alone. */
  private Uni<Void> inParts(FactBatch<F> batch) {
    return batch.opened().size() == 1
        ? alone(batch, Map.of(), 1)
        : Multi.createFrom()
            .iterable(batch.halves())
            .onItem()
            .transformToUniAndConcatenate(this::attempt)
            .collect()
            .last()
            .chain(() -> write(batch.offsetsOnly(), Map.of()));
  }

  private Uni<Void> alone(FactBatch<F> one, Map<String, String> parkingFor, int attempt) {
    return write(one, parkingFor)
        .onFailure(ViewFailed.class)
        .recoverWithUni(failure -> {
          if (attempt < TRIES_OF_A_FACT) {
            return alone(one, parkingFor, attempt + 1);
          }
          var failed = failure.view;
          LOG.errorf("%s cannot take a fact, its stream is parked: %s", failed, failure.getCause());
          var more = new HashMap<>(parkingFor);
          more.put(failed, String.valueOf(failure.getCause()));
          return alone(one, more, 1);
        });
  }

  /**
   * @param parkingFor the views that set the batch's one fact aside instead of taking it, and why
   */
  private Uni<Void> write(FactBatch<F> batch, Map<String, String> parkingFor) {
    return pool.withTransaction(tx ->
            tables
                .lock(tx, batch.next().keySet())
                .chain(offsets -> writeAfter(offsets, tx, batch, parkingFor)))
        .invoke(seen)
        .replaceWithVoid();
  }

  private Uni<Offsets> writeAfter(
      Offsets offsets, SqlConnection tx, FactBatch<F> batch, Map<String, String> parkingFor) {
    var gaps =
        batch.from().entrySet().stream()
            .filter(from -> offsets.least(from.getKey()) < from.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (!gaps.isEmpty()) {
      gap.accept(gaps, offsets);
    }
    var next = new HashMap<>(batch.next());
    next.keySet().removeAll(gaps);
    if (next.isEmpty()) {
      return Uni.createFrom().item(offsets);
    }
    var facts = batch.opened().stream().filter(one -> !gaps.contains(one.partition())).toList();
    return intoTheLifeOf(facts, offsets, tx)
        .chain(standingIn ->
            tables
                .streams(tx, standingIn, streams(facts))
                .chain(standing -> {
                  var work = new Sorting<F>(standingIn, standing, parkingFor);
                  facts.forEach(one -> views.values().forEach(view -> work.sort(view, one)));
                  return apply(tx, standingIn, work);
                })
                .chain(() -> tables.move(tx, next))
                .replaceWith(() -> moved(standingIn, next)));
  }

  /** A log that was rewound tells everything anew, and nothing that it told before counts. */
  private Uni<Offsets> intoTheLifeOf(List<Opened<F>> facts, Offsets offsets, SqlConnection tx) {
    var latest = new HashMap<String, Long>();
    for (var one : facts) {
      for (var view : views.keySet()) {
        if (one.offset() >= offsets.of(view, one.partition())
            && one.incarnation() > offsets.incarnation(view)) {
          latest.merge(view, one.incarnation(), Math::max);
        }
      }
    }
    if (latest.isEmpty()) {
      return Uni.createFrom().item(offsets);
    }
    var incarnations = new HashMap<>(offsets.incarnations());
    incarnations.putAll(latest);
    return Multi.createFrom()
        .iterable(latest.entrySet())
        .onItem()
        .transformToUniAndConcatenate(one -> liveAnew(tx, one.getKey(), one.getValue()))
        .collect()
        .last()
        .replaceWith(() -> offsets.in(incarnations));
  }

  private Uni<Void> liveAnew(SqlConnection tx, String view, long incarnation) {
    LOG.warnf("%s starts over: the log was rewound and lives anew, life %d", view, incarnation);
    return tables
        .liveAnew(tx, view, incarnation)
        .chain(() -> Objects.requireNonNull(views.get(view)).empty(tx));
  }

  private static <F> Set<String> streams(List<Opened<F>> facts) {
    return facts.stream().map(BatchWriter::stream).collect(Collectors.toSet());
  }

  private static <F> String stream(Opened<F> one) {
    return switch (one) {
      case Decoded<F> decoded -> decoded.received().stream().toString();
      case Unreadable<F> unreadable -> unreadable.stream();
    };
  }

  private Offsets moved(Offsets offsets, Map<Integer, Long> next) {
    var all = new HashMap<String, Map<Integer, Long>>();
    for (var view : views.keySet()) {
      var mine = new HashMap<>(offsets.next().getOrDefault(view, Map.of()));
      next.forEach((partition, offset) -> mine.merge(partition, offset, Math::max));
      all.put(view, mine);
    }
    return offsets.with(all);
  }

  private Uni<Void> apply(SqlConnection tx, Offsets offsets, Sorting<F> work) {
    return Multi.createFrom()
        .iterable(work.taken.entrySet())
        .onItem()
        .transformToUniAndConcatenate(entry -> apply(tx, entry.getKey(), entry.getValue()))
        .collect()
        .last()
        .chain(() -> tables.moveStreams(tx, offsets, work.versions))
        .chain(() -> park(tx, work.parking))
        .invoke(() -> work.taken.forEach((view, facts) -> counted.accept(view, facts.size())));
  }

  private Uni<Void> apply(SqlConnection tx, String name, List<ReceivedFact<F>> facts) {
    var view = Objects.requireNonNull(views.get(name));
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(() -> view.apply(tx, facts))
        .onFailure(Unavailability::blamesInput)
        .transform(failure -> new ViewFailed(name, failure));
  }

  private Uni<Void> park(SqlConnection tx, List<Sorting.Parking> parking) {
    return Multi.createFrom()
        .iterable(parking)
        .onItem()
        .transformToUniAndConcatenate(one -> {
          var reason = one.reason();
          return reason == null
              ? tables.parkBehind(tx, one.key(), one.offset())
              : tables.park(tx, one.key(), one.partition(), one.offset(), one.version(), reason);
        })
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** A view could not take a fact, and trying again is of no use. */
  private static final class ViewFailed extends RuntimeException {
    private final String view;

    ViewFailed(String view, Throwable cause) {
      super(view + " cannot take a fact", cause, false, false);
      this.view = view;
    }
  }
}
