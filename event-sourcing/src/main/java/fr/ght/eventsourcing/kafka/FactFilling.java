package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.kafka.Delivery.Part;
import fr.ght.eventsourcing.kafka.TopicReader.Found;
import fr.ght.eventsourcing.kafka.TopicReader.Piece;
import fr.ght.eventsourcing.kafka.ViewTables.Offsets;
import fr.ght.eventsourcing.rebuild.Source.Filled;
import fr.ght.eventsourcing.rebuild.Source.Filling;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fills a version of a view from a topic, up to where the live version is. */
final class FactFilling<F> implements Filling {
  private static final int ENOUGH_FACTS = 30_000;
  private static final long ENOUGH_BYTES = 16L * 1024 * 1024;

  private final String live;
  private final String version;
  private final FactFormat<F> format;
  private final Pool pool;
  private final TopicReader reader;
  private final ViewTables both;
  private final BatchWriter<F> writer;

  FactFilling(
      String topic,
      String live,
      FactView<F> view,
      FactFormat<F> format,
      Pool pool,
      TopicReader reader) {
    this.live = live;
    this.version = view.name();
    this.format = format;
    this.pool = pool;
    this.reader = reader;
    this.both = new ViewTables(topic, Set.of(live, version));
    this.writer =
        new BatchWriter<>(
            Map.of(version, view),
            pool,
            new ViewTables(topic, Set.of(version)),
            (_, _) -> {},
            (_, _) -> {},
            _ -> {});
  }

  @Override
  public Uni<Filled> step() {
    return both.read(pool)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(offsets -> {
          var wanted = wanted(offsets);
          if (wanted.isEmpty()) {
            return Uni.createFrom().item(filled(offsets, Map.of()));
          }
          var batch = read(wanted);
          return writer.attempt(batch).map(_ -> filled(offsets, batch.next()));
        });
  }

  private Map<Integer, Piece> wanted(Offsets offsets) {
    var wanted = new HashMap<Integer, Piece>();
    offsets
        .next()
        .getOrDefault(live, Map.of())
        .forEach((partition, to) -> {
          long from = offsets.of(version, partition);
          if (from < to) {
            wanted.put(partition, new Piece(from, to));
          }
        });
    return wanted;
  }

  /**
   * What several polls bring: the more facts of a stream are written together, the fewer rows are
   * written for nothing.
   */
  private FactBatch<F> read(Map<Integer, Piece> wanted) {
    var batch = FactBatch.<F>empty();
    var missing = new HashMap<>(wanted);
    long bytes = 0;
    do {
      var found = reader.read(missing);
      boolean any = false;
      for (var piece : found) {
        batch.add(new Part<>(piece.partition(), piece.from(), piece.records()), format);
        batch.passes(piece.partition(), piece.from(), piece.reached());
        bytes += bytes(piece.records());
        any |= piece.reached() > piece.from();
        advance(missing, piece);
      }
      if (!any) {
        break;
      }
    } while (!missing.isEmpty() && batch.opened().size() < ENOUGH_FACTS && bytes < ENOUGH_BYTES);
    return batch;
  }

  private static long bytes(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().mapToLong(row -> Math.max(0, row.serializedValueSize())).sum();
  }

  private static void advance(Map<Integer, Piece> missing, Found piece) {
    missing.computeIfPresent(
        piece.partition(),
        (_, wanted) ->
            piece.reached() < wanted.to() ? new Piece(piece.reached(), wanted.to()) : null);
  }

  private Filled filled(Offsets offsets, Map<Integer, Long> reached) {
    long done = 0;
    long total = 0;
    for (var of : offsets.next().getOrDefault(live, Map.of()).entrySet()) {
      total += of.getValue();
      done += Math.max(offsets.of(version, of.getKey()), reached.getOrDefault(of.getKey(), 0L));
    }
    return new Filled(done, total);
  }

  @Override
  public void close() {
    reader.close();
  }
}
