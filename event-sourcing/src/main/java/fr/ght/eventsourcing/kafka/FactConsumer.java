package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Delivery.Part;
import fr.ght.eventsourcing.kafka.ViewTables.Offsets;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the facts of one topic into the views of one service: each batch is decoded once and
 * written in one transaction, rows and offsets together, so that every fact is in each view exactly
 * once, whatever is killed when.
 *
 * <p>Where facts come from is its caller's business: it is told which partitions it has ({@link
 * #assigned}), and given their records in order ({@link #take}). Offsets in Kafka mean nothing to
 * it. A fact counts for a view only if its stream version is higher than the one the view holds. A
 * view that hears of a later life of the log starts over, and takes nothing of former lives (ADR
 * 13). A fact that a view cannot take parks its stream for that view; everything else goes on.
 * While the database is away it tries again, and {@link #status} says so.
 */
public final class FactConsumer<F> {
  private final Map<String, FactView<F>> views = new LinkedHashMap<>();
  private final FactFormat<F> format;
  private final Pool pool;
  private final ViewTables tables;
  private final Rewinding rewinding;
  private final Delivery delivery = new Delivery();
  private final Completeness completeness = new Completeness();
  private final FactMetrics metrics;
  private final BatchWriter<F> writer;
  private final Instant startedAt = Instant.now();

  private volatile Offsets known = Offsets.NONE;
  private volatile Map<String, Integer> parkedStreams = Map.of();

  /** How Kafka is asked to hand over a partition again from an earlier offset. */
  @FunctionalInterface
  public interface Rewinding {
    /** Between two polls; a partition that is no longer ours is passed over. */
    void seek(Map<Integer, Long> offsets);
  }

  /**
   * Facts of a stream that a view has set aside.
   *
   * @param firstVersion of the fact that could not be taken
   * @param facts how many stand aside, that one included
   * @param parkedAt since when
   * @param replays how often they were replayed in vain
   * @param replayedAt when they were last replayed
   */
  public record ParkedFacts(
      StreamId stream,
      String topic,
      int partition,
      long firstOffset,
      long lastOffset,
      long firstVersion,
      long facts,
      String reason,
      Instant parkedAt,
      int replays,
      @Nullable Instant replayedAt) {}

  /**
   * @param pool of the database with the views and the tables of {@code db/consumption}
   */
  public FactConsumer(
      String topic,
      FactFormat<F> format,
      List<? extends FactView<F>> views,
      Pool pool,
      Rewinding rewinding,
      MeterRegistry meters) {
    views.forEach(view -> this.views.put(view.name(), view));
    this.format = format;
    this.pool = pool;
    this.tables = new ViewTables(topic, this.views.keySet());
    this.rewinding = rewinding;
    this.metrics = new FactMetrics(this.views.keySet(), this::status, meters);
    this.writer =
        new BatchWriter<>(this.views, pool, tables, metrics::taken, this::goBack, this::seen);
  }

  /**
   * These partitions are ours from now on.
   *
   * @return where to read each of them from
   */
  public Uni<Map<Integer, Long>> assigned(Collection<Integer> partitions) {
    return tables
        .create(pool, partitions)
        .chain(() -> tables.read(pool))
        .map(offsets -> {
          var targets = new HashMap<Integer, Long>();
          for (var partition : partitions) {
            var target = offsets.least(partition);
            delivery.assigned(partition, target);
            targets.put(partition, target);
          }
          seen(offsets);
          return targets;
        });
  }

  /** These partitions are another replica's from now on. */
  public void revoked(Collection<Integer> partitions) {
    partitions.forEach(delivery::revoked);
  }

  /**
   * Takes what one poll brought.
   *
   * @param records in order within each partition
   * @return completes when all of it is in the views or set aside; never fails
   */
  public Uni<Void> take(Collection<ConsumerRecord<String, byte[]>> records) {
    return Uni.createFrom()
        .item(() -> open(records))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(batch ->
            batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : writer
                    .write(batch, metrics::failed)
                    .invoke(() -> batch.next().forEach(delivery::settled)));
  }

  private FactBatch<F> open(Collection<ConsumerRecord<String, byte[]>> records) {
    var byPartition = new TreeMap<Integer, List<ConsumerRecord<String, byte[]>>>();
    records.forEach(
        row -> byPartition.computeIfAbsent(row.partition(), _ -> new ArrayList<>()).add(row));
    var parts = new ArrayList<Part<ConsumerRecord<String, byte[]>>>();
    byPartition.forEach((partition, rows) -> parts.add(delivery.admit(partition, rows)));
    return FactBatch.open(parts, format);
  }

  private void goBack(Collection<Integer> partitions, Offsets offsets) {
    partitions.forEach(partition -> delivery.goBack(partition, offsets.least(partition)));
    rewinding.seek(delivery.goingBack());
  }

  /** By partition of ours, the offset up to which the views have taken it: for lag metrics. */
  public Map<Integer, Long> taken() {
    return delivery.settled();
  }

  /** Puts together what the database said of some partitions with what is known of the others. */
  private synchronized void seen(Offsets offsets) {
    var all = new HashMap<String, Map<Integer, Long>>();
    known.next().forEach((view, next) -> all.put(view, new HashMap<>(next)));
    offsets
        .next()
        .forEach((view, next) -> all.computeIfAbsent(view, _ -> new HashMap<>()).putAll(next));
    known = offsets.with(all);
    completeness.taken(known);
  }

  /** How far the topic is complete, as its relay told. */
  public void told(Progress progress) {
    completeness.told(progress);
    completeness.taken(known);
  }

  /** Below this instant none of the views ever answers the same {@code asOf} differently. */
  public @Nullable Instant completeUpTo(List<String> of) {
    return completeness.upTo(of);
  }

  /**
   * Looks whether a view was set back, as by a switch to an older version of it, here or by another
   * replica. To be called every second.
   */
  public Uni<Void> look() {
    var settled = delivery.settled();
    return tables
        .read(pool)
        .invoke(offsets -> looked(offsets, settled))
        .chain(() -> tables.countParked(pool))
        .invoke(counts -> parkedStreams = counts)
        .replaceWithVoid();
  }

  private void looked(Offsets offsets, Map<Integer, Long> settled) {
    for (var view : views.keySet()) {
      var before = known.next().getOrDefault(view, Map.of());
      if (before.entrySet().stream()
          .anyMatch(entry -> offsets.of(view, entry.getKey()) < entry.getValue())) {
        completeness.forget(view);
      }
    }
    seen(offsets);
    var setBack =
        settled.entrySet().stream()
            .filter(entry -> offsets.least(entry.getKey()) < entry.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (!setBack.isEmpty() || !delivery.goingBack().isEmpty()) {
      goBack(setBack, offsets);
    }
  }

  public List<FactViewStatus> statuses() {
    return views.keySet().stream().map(this::status).toList();
  }

  /**
   * @throws IllegalArgumentException for a view that there is not
   */
  public FactViewStatus status(String view) {
    if (!views.containsKey(view)) {
      throw new IllegalArgumentException("no view " + view);
    }
    var completeUpTo = completeness.upTo(view);
    var lag = Duration.between(completeUpTo == null ? startedAt : completeUpTo, Instant.now());
    return new FactViewStatus(
        view,
        completeUpTo,
        lag.isNegative() ? Duration.ZERO : lag,
        parkedStreams.getOrDefault(view, 0),
        writer.trouble());
  }

  /** What a view has set aside; empty for a view that there is not. */
  public Optional<Uni<List<ParkedFacts>>> parked(String view) {
    return parked(view, Instant.EPOCH, "", Integer.MAX_VALUE);
  }

  /**
   * Some of it in the order in which it was parked.
   *
   * @param since and {@code behind}: what comes behind this stream, parked at this instant
   */
  public Optional<Uni<List<ParkedFacts>>> parked(
      String view, Instant since, String behind, int limit) {
    return Optional.ofNullable(views.get(view))
        .map(_ -> tables.parked(pool, view, since, behind, limit));
  }
}
