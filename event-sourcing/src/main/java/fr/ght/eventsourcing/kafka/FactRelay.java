package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.LogFollower;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import fr.ght.eventsourcing.postgres.Replayed;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a service publishes of its log to its topic, in the order of the log: key = stream id.
 * One replica leads at a time.
 *
 * <p>For readers of what is committed, each fact is on the topic exactly once, in order within a
 * stream: facts and checkpoint are written in one transaction of Kafka, and a new leader shuts the
 * one before out (ADR 11). A fact that cannot be mapped or sent parks its stream; the others go on.
 *
 * <p>How far the topic is complete is told on {@link Topics#PROGRESS}, at most five times a second
 * while facts move and once a second otherwise.
 */
public final class FactRelay {
  static final String NAME = "relay";

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
    var outlet = new TopicOutlet(topic, source, publication, pool, Map.copyOf(kafka));
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

  /**
   * Has facts that stand aside sent after all, each once and in the order of its stream, before
   * what came later; what fails again stands aside again, with the new reason (ADR 15). May be
   * asked of any replica.
   *
   * @param stream all of them if null
   * @return fails with {@link StoreUnavailable} if no relay takes it up in time: it is done later
   */
  public Uni<List<Replayed>> replay(@Nullable StreamId stream) {
    return follower.replay(stream);
  }

  /** The streams whose facts stand aside, with the reasons. */
  public Uni<List<Parked>> parked() {
    return follower.parked();
  }

  /**
   * Some of them in the order in which they were parked.
   *
   * @param since and {@code behind}: what comes behind this stream, parked at this instant
   */
  public Uni<List<Parked>> parked(Instant since, String behind, int limit) {
    return follower.parked(since, behind, limit);
  }
}
