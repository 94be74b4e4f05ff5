package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.FactSender.Refused;
import fr.ght.eventsourcing.kafka.Outgoing.Fact;
import fr.ght.eventsourcing.kafka.Outgoing.Private;
import fr.ght.eventsourcing.kafka.Outgoing.Unmappable;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic of facts as the way out of a log: each call of {@link #send} is one transaction of Kafka,
 * with the checkpoint in it.
 */
final class TopicOutlet implements Outlet {
  private static final Duration WHILE_FACTS_MOVE = Duration.ofMillis(200);
  private static final Duration OTHERWISE = Duration.ofSeconds(1);

  /** So many events without a fact are worth a checkpoint: after a start they are read again. */
  private static final long FAR = 10_000;

  private final String topic;
  private final Mapping mapping;
  private final Pool pool;
  private final Map<String, Object> kafka;

  private volatile @Nullable Connected connected;
  private boolean moved;
  private long toldAt = System.nanoTime() - OTHERWISE.toNanos();

  /** While Kafka is there and nobody else has opened the topic. */
  private record Connected(FactSender sender, ProgressTeller teller, Relayed upTo) {
    Connected at(Relayed later) {
      return new Connected(sender, teller, later);
    }
  }

  /** What the checkpoint says once these events are dealt with. */
  @FunctionalInterface
  private interface Moving {
    Relayed to(Connected from, List<StoredEvent> events);
  }

  TopicOutlet(
      String topic, URI source, Publication publication, Pool pool, Map<String, Object> kafka) {
    this.topic = topic;
    this.mapping = new Mapping(topic, source, publication);
    this.pool = pool;
    this.kafka = kafka;
  }

  @Override
  public Uni<Opened> open() {
    return Uni.createFrom()
        .item(this::opened)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private synchronized Opened opened() {
    var current = connected == null ? connect() : connected;
    connected = current;
    return new Opened(current.upTo().position(), current.upTo().resent());
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
  public void ahead(List<StoredEvent> events) {
    var current = connected;
    if (current != null) {
      mapping.ahead(events, current.upTo().incarnation());
    }
  }

  @Override
  public Uni<Void> send(List<StoredEvent> events) {
    return Uni.createFrom().voidItem().invoke(() -> sendNow(events));
  }

  private synchronized void sendNow(List<StoredEvent> events) {
    var upTo = current().upTo();
    deliver(
        events.stream().filter(event -> event.position() > upTo.position()).toList(),
        TopicOutlet::passed);
  }

  @Override
  public Uni<Void> resend(List<StoredEvent> events) {
    return Uni.createFrom().voidItem().invoke(() -> resendNow(events));
  }

  private synchronized void resendNow(List<StoredEvent> events) {
    deliver(events, TopicOutlet::resent);
  }

  private void deliver(List<StoredEvent> events, Moving moving) {
    var upTo = current().upTo();
    var going = new ArrayList<Fact>(events.size());
    int place = 0;
    for (var outgoing : mapping.of(events, upTo.incarnation())) {
      if (!upTo.ahead().contains(outgoing.event().id())) {
        switch (outgoing) {
          case Fact fact -> going.add(fact);
          case Private _ -> {}
          case Unmappable(var event, var why) -> {
            commit(events.subList(0, place), going, moving);
            throw new Unsendable(event, why);
          }
        }
      }
      place++;
    }
    commit(events, going, moving);
  }

  /**
   * Kafka does not tell which record it refuses, so the transaction is halved until one is left.
   */
  private void commit(List<StoredEvent> events, List<Fact> going, Moving moving) {
    try {
      commitTogether(events, going, moving);
    } catch (Refused e) {
      if (going.size() == 1) {
        throw new Unsendable(going.getFirst().event(), e);
      }
      int half = going.size() / 2;
      int until = events.indexOf(going.get(half).event());
      commit(events.subList(0, until), going.subList(0, half), moving);
      commit(events.subList(until, events.size()), going.subList(half, going.size()), moving);
    }
  }

  private void commitTogether(List<StoredEvent> events, List<Fact> going, Moving moving) {
    if (events.isEmpty()) {
      return;
    }
    var current = current();
    var upTo = moving.to(current, events);
    if (going.isEmpty() && !isWorthATransaction(current.upTo(), upTo)) {
      return;
    }
    try {
      current.sender().commit(going.stream().map(Fact::message).toList(), upTo);
    } catch (Refused e) {
      throw e;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    moved |= !going.isEmpty();
    connected = current.at(upTo);
  }

  private static boolean isWorthATransaction(Relayed before, Relayed upTo) {
    return upTo.position() - before.position() >= FAR
        || !Objects.equals(upTo.resent(), before.resent());
  }

  private Connected current() {
    var current = connected;
    if (current == null) {
      throw new IllegalStateException("the topic was not opened");
    }
    return current;
  }

  /** The log was read on to here. */
  private static Relayed passed(Connected from, List<StoredEvent> events) {
    var before = from.upTo();
    var last = events.getLast();
    return new Relayed(
        last.position(),
        last.id(),
        from.sender().next(),
        stillAhead(before.ahead(), events),
        before.incarnation(),
        before.resent());
  }

  private static Set<UUID> stillAhead(Set<UUID> ahead, List<StoredEvent> events) {
    if (ahead.isEmpty()) {
      return ahead;
    }
    var still = new HashSet<>(ahead);
    events.forEach(event -> still.remove(event.id()));
    return still;
  }

  /** The log is read on from where it was; what comes there again is passed over. */
  private static Relayed resent(Connected from, List<StoredEvent> events) {
    var before = from.upTo();
    var last = events.getLast();
    var ahead = new HashSet<>(before.ahead());
    events.stream()
        .filter(event -> event.position() > before.position())
        .forEach(event -> ahead.add(event.id()));
    return new Relayed(
        before.position(),
        before.event(),
        from.sender().next(),
        ahead,
        before.incarnation(),
        new Resent(last.stream(), last.position()));
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
