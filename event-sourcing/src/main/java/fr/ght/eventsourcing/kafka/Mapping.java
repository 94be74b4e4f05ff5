package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.Outgoing.Fact;
import fr.ght.eventsourcing.kafka.Outgoing.Private;
import fr.ght.eventsourcing.kafka.Outgoing.Unmappable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * From events to the records of their facts: a pure function, so that the next slice of the log is
 * mapped beside the sending of the one before. Safe to use by one thread that maps ahead and
 * another that sends.
 */
final class Mapping {
  private final String topic;
  private final URI source;
  private final Publication publication;

  private volatile Ahead ahead = new Ahead(0, List.of());

  /** What is ready, in the order of the log. */
  private record Ahead(long incarnation, List<Outgoing> all) {}

  Mapping(String topic, URI source, Publication publication) {
    this.topic = topic;
    this.source = source;
    this.publication = publication;
  }

  /** Makes ready what {@link #of} is asked for next. */
  void ahead(List<StoredEvent> events, long incarnation) {
    var all = new ArrayList<Outgoing>(events.size());
    events.forEach(event -> all.add(one(event, incarnation)));
    ahead = new Ahead(incarnation, all);
  }

  /**
   * What becomes of each of them.
   *
   * @param events in the order of the log
   */
  List<Outgoing> of(List<StoredEvent> events, long incarnation) {
    var ready = ahead;
    var all = ready.incarnation() == incarnation ? ready.all() : List.<Outgoing>of();
    var found = new ArrayList<Outgoing>(events.size());
    int next = 0;
    for (var event : events) {
      while (next < all.size() && all.get(next).event().position() < event.position()) {
        next++;
      }
      found.add(
          next < all.size() && all.get(next).event().equals(event)
              ? all.get(next)
              : one(event, incarnation));
    }
    return found;
  }

  private Outgoing one(StoredEvent event, long incarnation) {
    try {
      return publication
          .publish(event)
          .<Outgoing>map(
              fact -> new Fact(event, FactRecords.write(topic, source, incarnation, event, fact)))
          .orElseGet(() -> new Private(event));
    } catch (RuntimeException e) {
      return new Unmappable(event, e);
    }
  }
}
