package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A relay in a process of its own, for tests to kill; it ends with its parent. */
final class RelayProcess {
  private static final String MENDED = "mended";

  private RelayProcess() {}

  static Process start(LogDatabase database, String bootstrapServers, String topic)
      throws IOException {
    return start(database, bootstrapServers, topic, "as it is");
  }

  /** One that can map what {@link FactRelayTest#publish} cannot. */
  static Process startMended(LogDatabase database, String bootstrapServers, String topic)
      throws IOException {
    return start(database, bootstrapServers, topic, MENDED);
  }

  private static Process start(
      LogDatabase database, String bootstrapServers, String topic, String program)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RelayProcess.class.getName(),
            database.reactiveUrl(),
            database.server().user(),
            database.server().password(),
            bootstrapServers,
            topic,
            program)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) throws IOException {
    var options =
        PgConnectOptions.fromUri(arguments[0])
            .setUser(arguments[1])
            .setPassword(arguments[2])
            .setCachePreparedStatements(true);
    var pool =
        PgBuilder.pool()
            .connectingTo(options)
            .with(new PoolOptions().setMaxSize(4))
            .using(Vertx.vertx())
            .build();
    var meters = new SimpleMeterRegistry();
    new FactRelay(
            arguments[4],
            URI.create("urn:test"),
            arguments[5].equals(MENDED) ? RelayReplayTest::mended : FactRelayTest::publish,
            new PostgresEventStore(pool, meters),
            pool,
            Map.of("bootstrap.servers", arguments[3]),
            meters)
        .start();
    while (System.in.read() >= 0) {
      // Only the end of the parent's pipe is of interest.
    }
    Runtime.getRuntime().halt(0);
  }
}
