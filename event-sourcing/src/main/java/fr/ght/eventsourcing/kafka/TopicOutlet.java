package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.FactSender.Refused;
import fr.ght.eventsourcing.postgres.Outlet;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A topic of facts as the way out of a log: each call of {@link #send} is one transaction of Kafka,
 * with the checkpoint in it.
 */
final class TopicOutlet implements Outlet {
  private static final Logger LOG = Logger.getLogger(TopicOutlet.class);
  private static final Duration WHILE_FACTS_MOVE = Duration.ofMillis(200);
  private static final Duration OTHERWISE = Duration.ofSeconds(1);

  /** So many events without a fact are worth a checkpoint: after a start they are read again. */
  private static final long FAR = 10_000;

  private final String topic;
  private final URI source;
  private final Publication publication;
  private final Pool pool;
  private final Map<String, Object> kafka;

  private @Nullable Connected connected;
  private boolean moved;
  private long toldAt = System.nanoTime() - OTHERWISE.toNanos();

  /** While Kafka is there and nobody else has opened the topic. */
  private record Connected(FactSender sender, ProgressTeller teller, Relayed upTo) {
    Connected at(Relayed later) {
      return new Connected(sender, teller, later);
    }
  }

  private record Outgoing(StoredEvent event, ProducerRecord<String, byte[]> fact) {}

  TopicOutlet(
      String topic, URI source, Publication publication, Pool pool, Map<String, Object> kafka) {
    this.topic = topic;
    this.source = source;
    this.publication = publication;
    this.pool = pool;
    this.kafka = kafka;
  }

  @Override
  public Uni<Long> open() {
    return Uni.createFrom()
        .item(this::opened)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private synchronized long opened() {
    var current = connected == null ? connect() : connected;
    connected = current;
    return current.upTo().position();
  }

  private Connected connect() {
    var sender = FactSender.open(topic, kafka);
    try {
      return new Connected(
          sender, new ProgressTeller(kafka), new Resumption(FactRelay.NAME, pool, sender).find());
    } catch (RuntimeException e) {
      sender.close();
      throw e;
    }
  }

  @Override
  public Uni<Void> send(List<StoredEvent> events) {
    return Uni.createFrom().voidItem().invoke(() -> sendNow(events));
  }

  private synchronized void sendNow(List<StoredEvent> events) {
    var upTo = current().upTo();
    var left = events.stream().filter(event -> event.position() > upTo.position()).toList();
    var going = new ArrayList<Outgoing>(left.size());
    for (int place = 0; place < left.size(); place++) {
      var event = left.get(place);
      try {
        if (!upTo.ahead().contains(event.id())) {
          outgoing(event).ifPresent(going::add);
        }
      } catch (RuntimeException e) {
        commit(left.subList(0, place), going);
        throw new Unsendable(event, e);
      }
    }
    commit(left, going);
  }

  private Optional<Outgoing> outgoing(StoredEvent event) {
    return publication
        .publish(event)
        .map(fact ->
            new Outgoing(
                event,
                FactRecords.write(topic, source, current().upTo().incarnation(), event, fact)));
  }

  /**
   * Kafka does not tell which record it refuses, so the transaction is halved until one is left.
   */
  private void commit(List<StoredEvent> events, List<Outgoing> going) {
    try {
      commitTogether(events, going);
    } catch (Refused e) {
      if (going.size() == 1) {
        throw new Unsendable(going.getFirst().event(), e);
      }
      int half = going.size() / 2;
      int until = events.indexOf(going.get(half).event());
      commit(events.subList(0, until), going.subList(0, half));
      commit(events.subList(until, events.size()), going.subList(half, going.size()));
    }
  }

  private void commitTogether(List<StoredEvent> events, List<Outgoing> going) {
    if (events.isEmpty()) {
      return;
    }
    var current = current();
    var before = current.upTo();
    var last = events.getLast();
    if (going.isEmpty() && last.position() - before.position() < FAR) {
      return;
    }
    var ahead = stillAhead(before.ahead(), events);
    var upTo =
        new Relayed(
            last.position(), last.id(), current.sender().next(), ahead, before.incarnation());
    try {
      current.sender().commit(going.stream().map(Outgoing::fact).toList(), upTo);
    } catch (Refused e) {
      throw e;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    moved |= !going.isEmpty();
    connected = current.at(upTo);
  }

  private Connected current() {
    var current = connected;
    if (current == null) {
      throw new IllegalStateException("the topic was not opened");
    }
    return current;
  }

  private static Set<UUID> stillAhead(Set<UUID> ahead, List<StoredEvent> events) {
    if (ahead.isEmpty()) {
      return ahead;
    }
    var still = new HashSet<>(ahead);
    events.forEach(event -> still.remove(event.id()));
    return still;
  }

  @Override
  public synchronized void sentUpTo(Instant upTo) {
    var pause = moved ? WHILE_FACTS_MOVE : OTHERWISE;
    var current = connected;
    if (current != null
        && !upTo.equals(Instant.MIN)
        && System.nanoTime() - toldAt >= pause.toNanos()) {
      current
          .teller()
          .tell(new Progress(topic, upTo, current.sender().next(), current.upTo().incarnation()));
      toldAt = System.nanoTime();
      moved = false;
    }
  }

  @Override
  public synchronized void close() {
    var current = connected;
    connected = null;
    if (current != null) {
      current.teller().close();
      current.sender().close();
    }
  }
}
