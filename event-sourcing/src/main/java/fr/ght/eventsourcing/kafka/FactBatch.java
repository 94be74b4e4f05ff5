package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.kafka.FactRecords.Head;
import fr.ght.eventsourcing.kafka.FactRecords.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as views take them: decoded once, whatever the number of views. */
final class FactBatch<F> {

  /** A record that was looked into; what it is a fact of decides which views it goes to. */
  sealed interface Opened<F> {
    int partition();

    long offset();

    /** The life of the log that tells it; 0 where the record does not say. */
    long incarnation();
  }

  record Decoded<F>(int partition, long offset, long incarnation, ReceivedFact<F> received)
      implements Opened<F> {}

  /**
   * A record that no view can take.
   *
   * @param stream whose facts after it must wait; one of its own where the record names none
   */
  record Unreadable<F>(
      int partition, long offset, long incarnation, String stream, long version, String reason)
      implements Opened<F> {}

  private final List<Opened<F>> opened;
  private final Map<Integer, Long> from = new HashMap<>();
  private final Map<Integer, Long> next = new HashMap<>();

  private FactBatch(List<Opened<F>> opened) {
    this.opened = opened;
  }

  static <F> FactBatch<F> empty() {
    return new FactBatch<>(new ArrayList<>());
  }

  /** A newer sender's fact is left out: its offset passes, and nothing else. */
  static <F> FactBatch<F> open(
      List<Delivery.Part<ConsumerRecord<String, byte[]>>> parts, FactFormat<F> format) {
    var batch = FactBatch.<F>empty();
    parts.forEach(part -> batch.add(part, format));
    return batch;
  }

  /** More of it: what of this partition is there already ends where the part begins. */
  void add(Delivery.Part<ConsumerRecord<String, byte[]>> part, FactFormat<F> format) {
    if (part.records().isEmpty()) {
      return;
    }
    part.records().forEach(row -> open(row, format, opened));
    from.putIfAbsent(part.partition(), part.from());
    next.put(part.partition(), part.records().getLast().offset() + 1);
  }

  private static <F> void open(
      ConsumerRecord<String, byte[]> row, FactFormat<F> format, List<Opened<F>> opened) {
    Head head;
    try {
      head = FactRecords.read(row);
    } catch (Malformed e) {
      var own = "unreadable/%d-%d".formatted(row.partition(), row.offset());
      opened.add(
          new Unreadable<>(
              row.partition(), row.offset(), 0, own, 0, String.valueOf(e.getMessage())));
      return;
    }
    try {
      format
          .read(head.type(), head.body())
          .ifPresent(fact ->
              opened.add(
                  new Decoded<>(
                      row.partition(), row.offset(), head.incarnation(), received(head, fact))));
    } catch (IOException e) {
      opened.add(
          new Unreadable<>(
              row.partition(),
              row.offset(),
              head.incarnation(),
              head.stream().toString(),
              head.version(),
              String.valueOf(e.getMessage())));
    }
  }

  private static <F> ReceivedFact<F> received(Head head, F fact) {
    return new ReceivedFact<>(
        fact,
        head.id(),
        head.type(),
        head.stream(),
        head.version(),
        head.occurredAt(),
        head.recordedAt(),
        head.actor(),
        head.correlation(),
        head.causation(),
        head.command());
  }

  /** The same in two parts, the second as the continuation of the first. */
  List<FactBatch<F>> halves() {
    int middle = opened.size() / 2;
    var reached = new HashMap<>(from);
    var first = part(opened.subList(0, middle), reached);
    return List.of(first, part(opened.subList(middle, opened.size()), reached));
  }

  private static <F> FactBatch<F> part(List<Opened<F>> some, Map<Integer, Long> reached) {
    var part = new FactBatch<F>(some);
    for (var one : some) {
      part.from.putIfAbsent(one.partition(), reached.getOrDefault(one.partition(), one.offset()));
      part.next.put(one.partition(), one.offset() + 1);
    }
    reached.putAll(part.next);
    return part;
  }

  /** Nothing more comes below {@code to}: what is there between records is no fact. */
  void passes(int partition, long from, long to) {
    this.from.putIfAbsent(partition, from);
    next.merge(partition, to, Math::max);
  }

  /** Without its records: the offsets only, for what was taken in parts. */
  FactBatch<F> offsetsOnly() {
    var rest = new FactBatch<F>(List.of());
    rest.from.putAll(from);
    rest.next.putAll(next);
    return rest;
  }

  List<Opened<F>> opened() {
    return opened;
  }

  /** By partition, the offset from which on nothing is missing before its records. */
  Map<Integer, Long> from() {
    return from;
  }

  /** By partition, the offset behind its last record. */
  Map<Integer, Long> next() {
    return next;
  }

  boolean isEmpty() {
    return next.isEmpty();
  }
}
