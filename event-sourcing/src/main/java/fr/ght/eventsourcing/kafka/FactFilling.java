package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.kafka.Delivery.Part;
import fr.ght.eventsourcing.kafka.TopicReader.Piece;
import fr.ght.eventsourcing.kafka.ViewTables.Offsets;
import fr.ght.eventsourcing.rebuild.Source.Filled;
import fr.ght.eventsourcing.rebuild.Source.Filling;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fills a version of a view from a topic, up to where the live version is. */
final class FactFilling<F> implements Filling {
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

  private FactBatch<F> read(Map<Integer, Piece> wanted) {
    var pieces = reader.read(wanted);
    var parts = new ArrayList<Part<ConsumerRecord<String, byte[]>>>();
    pieces.forEach(
        piece -> parts.add(new Part<>(piece.partition(), piece.from(), piece.records())));
    var batch = FactBatch.open(parts, format);
    pieces.forEach(piece -> batch.passes(piece.partition(), piece.from(), piece.reached()));
    return batch;
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
