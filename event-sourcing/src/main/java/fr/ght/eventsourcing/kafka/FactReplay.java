package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.Delivery.Part;
import fr.ght.eventsourcing.kafka.FactBatch.Decoded;
import fr.ght.eventsourcing.kafka.FactBatch.Opened;
import fr.ght.eventsourcing.kafka.FactBatch.Unreadable;
import fr.ght.eventsourcing.kafka.FactConsumer.ParkedFacts;
import fr.ght.eventsourcing.kafka.TopicReader.Piece;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.eventsourcing.postgres.Unavailability;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes facts that stand aside into their view after all, in their order, once what kept them out
 * is mended: reads them from the topic again, and decodes them again.
 *
 * <p>Rows and books change together, a piece at a time: whatever is killed, the rest stands aside
 * as before. While a piece is written the view takes nothing else of that partition, so that later
 * facts of the stream stay behind. What fails again stands aside again, with the new reason.
 */
public final class FactReplay<F> {
  private static final int AT_ONCE = 200;

  private final String topic;
  private final FactFormat<F> format;
  private final Map<String, FactView<F>> views = new HashMap<>();
  private final Pool pool;
  private final Map<String, Object> kafka;

  /**
   * @param pool of the database with the views and the tables of {@code db/consumption}
   * @param kafka how Kafka is reached: {@code bootstrap.servers} and what security needs
   */
  public FactReplay(
      String topic,
      FactFormat<F> format,
      List<? extends FactView<F>> views,
      Pool pool,
      Map<String, Object> kafka) {
    this.topic = topic;
    this.format = format;
    views.forEach(view -> this.views.put(view.name(), view));
    this.pool = pool;
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * Completes when the stream stands aside no more, or again; nothing to do for one that did not.
   */
  public Uni<Replayed> replay(String view, StreamId stream) {
    var rules = views.get(view);
    if (rules == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(() -> {
          var reader = new TopicReader(topic, kafka);
          var writer = new ReplayWriter<>(topic, rules, pool);
          return replay(reader, writer, stream, AT_ONCE, 0)
              .emitOn(Infrastructure.getDefaultWorkerPool())
              .onTermination()
              .invoke(reader::close);
        });
  }

  /**
   * The next of the stream's facts.
   *
   * @param reached up to where the topic was looked through
   * @param unreadable what is there, if that cannot be read
   */
  private record Found<F>(
      List<Decoded<F>> facts, long reached, @Nullable Unreadable<F> unreadable) {}

  private Uni<Replayed> replay(
      TopicReader reader, ReplayWriter<F> writer, StreamId stream, int atOnce, long taken) {
    return writer
        .parked(stream)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(parked ->
            parked.isEmpty()
                ? Uni.createFrom().item(new Replayed(stream, taken, null))
                : replay(reader, writer, parked.get(), atOnce, taken));
  }

  private Uni<Replayed> replay(
      TopicReader reader, ReplayWriter<F> writer, ParkedFacts parked, int atOnce, long taken) {
    var stream = parked.stream();
    var found = find(reader, parked, atOnce);
    var unreadable = found.unreadable();
    if (unreadable != null && found.facts().isEmpty()) {
      return writer
          .parkAgain(parked, unreadable.offset(), unreadable.version(), unreadable.reason())
          .replaceWith(new Replayed(stream, taken, unreadable.reason()));
    }
    return writer
        .write(parked, found.facts(), found.reached())
        .chain(more -> replay(reader, writer, stream, atOnce, taken + more))
        .onFailure(Unavailability::blamesInput)
        .recoverWithUni(failure ->
            found.facts().size() == 1
                ? parkAgain(writer, parked, found.facts().getFirst(), failure, taken)
                : replay(reader, writer, stream, Math.max(1, atOnce / 8), taken));
  }

  private static <F> Uni<Replayed> parkAgain(
      ReplayWriter<F> writer, ParkedFacts parked, Decoded<F> first, Throwable failure, long taken) {
    var reason = failure.toString();
    return writer
        .parkAgain(parked, first.offset(), first.received().version(), reason)
        .replaceWith(new Replayed(parked.stream(), taken, reason));
  }

  private Found<F> find(TopicReader reader, ParkedFacts parked, int atOnce) {
    var facts = new ArrayList<Decoded<F>>();
    long from = parked.firstOffset();
    while (from <= parked.lastOffset()) {
      var wanted = Map.of(parked.partition(), new Piece(from, parked.lastOffset() + 1));
      var part = reader.read(wanted).getFirst();
      for (var one : open(parked, from, part.records())) {
        switch (one) {
          case Decoded<F> decoded -> {
            if (facts.size() == atOnce) {
              return new Found<>(facts, decoded.offset(), null);
            }
            facts.add(decoded);
          }
          case Unreadable<F> unreadable -> {
            return new Found<>(facts, unreadable.offset(), unreadable);
          }
        }
      }
      from = part.reached();
    }
    return new Found<>(facts, from, null);
  }

  /** Only its own: the key of a fact is its stream, and what is no fact is told by its offset. */
  private List<Opened<F>> open(
      ParkedFacts parked, long from, List<ConsumerRecord<String, byte[]>> records) {
    var stream = parked.stream().toString();
    var own =
        records.stream()
            .filter(row -> stream.equals(row.key()) || row.offset() == parked.firstOffset())
            .toList();
    return FactBatch.open(List.of(new Part<>(parked.partition(), from, own)), format).opened();
  }
}
