package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.LogFollower;
import fr.ght.eventsourcing.postgres.Outlet;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a service publishes of its log to its topic, in the order of the log: key = stream id,
 * all sends awaited, then the checkpoint. One replica leads at a time.
 *
 * <p>Nothing is skipped, and order holds within a stream; after a crash or a change of leader some
 * facts may be on the topic twice, with the same id and stream version, which readers go by. A fact
 * that cannot be mapped or sent parks its stream; the others go on.
 *
 * <p>How far the topic is complete is told on {@link Topics#PROGRESS}, at most five times a second
 * while facts move and once a second otherwise.
 */
public final class FactRelay {
  private static final String NAME = "relay";

  private final LogFollower follower;

  /**
   * @param topic where the facts go
   * @param source the service, as CloudEvents name it: {@code urn:ght:inventory}
   * @param kafka how Kafka is reached: {@code bootstrap.servers} and what security needs
   * @param pool of the database that holds the log
   */
  public FactRelay(
      String topic,
      URI source,
      Publication publication,
      EventStore store,
      Pool pool,
      Map<String, Object> kafka,
      MeterRegistry meters) {
    var outlet = new TopicOutlet(topic, source, publication, Map.copyOf(kafka));
    this.follower = LogFollower.through(outlet, NAME, store, pool, meters);
  }

  /** Begins to send, or to stand by. Returns at once; Kafka need not be there yet. */
  public void start() {
    follower.start();
  }

  /** Sends no more when the Uni completes; a batch under way is finished first. */
  public Uni<Void> stop() {
    return follower.stop();
  }

  public FollowerStatus status() {
    return follower.status();
  }

  /** The streams whose facts stand aside, with the reasons. */
  public Uni<List<Parked>> parked() {
    return follower.parked();
  }

  private static final class TopicOutlet implements Outlet {
    private static final Duration WHILE_FACTS_MOVE = Duration.ofMillis(200);
    private static final Duration OTHERWISE = Duration.ofSeconds(1);

    private final String topic;
    private final URI source;
    private final Publication publication;
    private final Map<String, Object> kafka;

    private @Nullable FactSender sender;
    private boolean moved;
    private long toldAt = System.nanoTime() - OTHERWISE.toNanos();

    TopicOutlet(String topic, URI source, Publication publication, Map<String, Object> kafka) {
      this.topic = topic;
      this.source = source;
      this.publication = publication;
      this.kafka = kafka;
    }

    @Override
    public Uni<Void> open() {
      return Uni.createFrom()
          .voidItem()
          .emitOn(Infrastructure.getDefaultWorkerPool())
          .invoke(this::connected)
          .replaceWithVoid();
    }

    private synchronized FactSender connected() {
      var current = sender;
      if (current == null) {
        current = FactSender.open(topic, kafka);
        sender = current;
      }
      return current;
    }

    @Override
    public Uni<Void> send(List<StoredEvent> events) {
      return Uni.createFrom()
          .item(() -> facts(events))
          .invoke(facts -> {
            if (!facts.isEmpty()) {
              sendNow(facts);
            }
          })
          .replaceWithVoid();
    }

    private List<ProducerRecord<String, byte[]>> facts(List<StoredEvent> events) {
      var facts = new ArrayList<ProducerRecord<String, byte[]>>();
      for (var event : events) {
        publication
            .publish(event)
            .ifPresent(fact -> facts.add(FactRecords.write(topic, source, event, fact)));
      }
      return facts;
    }

    private synchronized void sendNow(List<ProducerRecord<String, byte[]>> facts) {
      try {
        connected().send(facts);
        moved = true;
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    @Override
    public synchronized void sentUpTo(Instant upTo) {
      var pause = moved ? WHILE_FACTS_MOVE : OTHERWISE;
      var current = sender;
      if (current != null
          && !upTo.equals(Instant.MIN)
          && System.nanoTime() - toldAt >= pause.toNanos()) {
        current.tell(upTo);
        toldAt = System.nanoTime();
        moved = false;
      }
    }

    @Override
    public synchronized void close() {
      var current = sender;
      sender = null;
      if (current != null) {
        current.close();
      }
    }
  }
}
