package fr.ght.eventsourcing.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What Kafka has handed over of each partition, so that nothing is taken for the continuation of
 * something that it does not continue.
 *
 * <p>A view is set back to the start, or another replica moves it, while records are on their way
 * that were asked for earlier. So each part of a delivery says from where on nothing is missing
 * before it; and a partition that is to be read again lets nothing through until the offsets have
 * gone back.
 */
final class Delivery {

  /**
   * Records of one partition, in order.
   *
   * @param from nothing is missing between this offset and the first record
   */
  record Part<R>(int partition, long from, List<R> records) {}

  /**
   * Where a partition is: all below {@code next} was delivered, all below {@code settled} taken.
   */
  private static final class Place {
    long next;
    long settled;

    /** While the partition is read again: back to where, and what offset to be below of first. */
    OptionalLong backTo = OptionalLong.empty();

    Place(long next) {
      this.next = next;
      this.settled = next;
    }
  }

  private final Map<Integer, Place> places = new HashMap<>();

  /** Kafka hands over the partition from {@code target} on; records may still be on their way. */
  synchronized void assigned(int partition, long target) {
    var known = places.get(partition);
    if (known != null && target < known.next) {
      known.backTo = OptionalLong.of(target);
    } else {
      places.put(partition, new Place(target));
    }
  }

  /** The partition is to be read again from {@code target}. */
  synchronized void goBack(int partition, long target) {
    var place = places.get(partition);
    if (place != null) {
      place.backTo = OptionalLong.of(target);
    }
  }

  /** Where to each partition that is read again is to go back: Kafka may have to be asked again. */
  synchronized Map<Integer, Long> goingBack() {
    var back = new HashMap<Integer, Long>();
    places.forEach(
        (partition, place) -> place.backTo.ifPresent(target -> back.put(partition, target)));
    return back;
  }

  /** What of these records is to be looked at, and what it continues. */
  synchronized <V> Part<ConsumerRecord<String, V>> admit(
      int partition, List<ConsumerRecord<String, V>> records) {
    var place = places.computeIfAbsent(partition, _ -> new Place(records.getFirst().offset()));
    int first = 0;
    long from = place.next;
    if (place.backTo.isPresent()) {
      while (first < records.size() && records.get(first).offset() >= place.next) {
        first++;
      }
      if (first == records.size()) {
        return new Part<>(partition, place.next, List.of());
      }
      from = place.backTo.getAsLong();
      place.backTo = OptionalLong.empty();
      place.next = from;
      place.settled = from;
    }
    place.next = Math.max(place.next, records.getLast().offset() + 1);
    return new Part<>(partition, from, records.subList(first, records.size()));
  }

  /** The views have taken the partition up to here. */
  synchronized void settled(int partition, long next) {
    var place = places.get(partition);
    if (place != null) {
      place.settled = Math.max(place.settled, next);
    }
  }

  /** By partition, up to where this process knows the views to be. */
  synchronized Map<Integer, Long> settled() {
    var settled = new HashMap<Integer, Long>();
    places.forEach((partition, place) -> {
      if (place.backTo.isEmpty()) {
        settled.put(partition, place.settled);
      }
    });
    return settled;
  }

  synchronized void revoked(int partition) {
    var place = places.get(partition);
    if (place != null) {
      // What is on its way may still come: it continues what came before.
      place.settled = 0;
    }
  }
}
