package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.FactRelay;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A log of machines as inventory agents make it over some weeks, and the same on a topic. */
final class AssetLog {
  private static final long LOOK_NANOS = 20_000_000;

  private AssetLog() {}

  /** Adds the events of so many machines, so many of each. */
  static void fill(BenchDatabase database, int machines, int each) throws SQLException {
    database.execute("fill-assets", machines, each);
    database.settle();
  }

  static String factType(StoredEvent event) {
    return "fr.ght.inventory." + event.type() + ".v1";
  }

  private static Optional<OutgoingFact> publish(StoredEvent event) {
    var body = event.payload().getBytes(StandardCharsets.UTF_8);
    return Optional.of(new OutgoingFact(factType(event), body, "420784878", null));
  }

  /** Tells all of it to a topic, as the service's relay does. */
  static void relay(BenchDatabase database, String topic, long last, Map<String, Object> kafka) {
    var pool = database.pool(4);
    var meters = new SimpleMeterRegistry();
    var relay =
        new FactRelay(
            topic,
            URI.create("urn:ght:bench"),
            AssetLog::publish,
            new PostgresEventStore(pool, meters),
            pool,
            kafka,
            meters);
    relay.start();
    while (relay.status().position() < last) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    relay.stop().await().indefinitely();
    pool.closeAndAwait();
  }
}
