package fr.ght.inventory.publication;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.FactRelay;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.http.operations.ParkedStream;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The relay while the service runs: from its log to its topic. */
@Singleton
public final class InventoryRelay {
  private static final URI SOURCE = URI.create("urn:ght:inventory");
  private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

  private final FactRelay relay;
  private final boolean enabled;

  InventoryRelay(
      EventStore log,
      Pool pool,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "ght.relay.topic", defaultValue = "ght.inventory") String topic,
      @ConfigProperty(name = "ght.relay.enabled", defaultValue = "true") boolean enabled,
      MeterRegistry meters) {
    this.relay = new FactRelay(topic, SOURCE, new InventoryPublication(), log, pool, kafka, meters);
    this.enabled = enabled;
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      relay.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    relay.stop().await().atMost(LONGEST_STOP);
  }

  public FollowerStatus status() {
    return relay.status();
  }

  /** Some of the streams that stand aside; see {@link FactRelay#parked(Instant, String, int)}. */
  Uni<List<ParkedStream>> parked(Instant since, String behind, int limit) {
    return relay
        .parked(since, behind, limit)
        .map(parked -> parked.stream().map(ParkedStream::of).toList());
  }

  /** Of one stream, or of all where it is null; see {@link FactRelay#replay}. */
  Uni<List<Replayed>> replay(@Nullable StreamId stream) {
    return relay.replay(stream);
  }
}
