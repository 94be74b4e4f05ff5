package fr.ght.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance that does not run, held so that nobody starts it meanwhile; its servers are started
 * without their services where somebody needs them.
 */
final class StoppedInstance implements AutoCloseable {
  private final DataFolder data;
  private final FolderLock lock;
  private @Nullable PostgresServer postgres;
  private @Nullable KafkaServer kafka;

  private StoppedInstance(DataFolder data, FolderLock lock) {
    this.data = data;
    this.lock = lock;
  }

  /**
   * @throws IllegalStateException if it runs
   */
  static StoppedInstance hold(DataFolder data) throws IOException {
    var lock =
        data.lock()
            .orElseThrow(() ->
                new IllegalStateException(data.path() + " is in use: stop the instance first"));
    Orphans.end(data);
    return new StoppedInstance(data, lock);
  }

  /** Starts PostgreSQL on the instance's data, which are made if they are not there. */
  PostgresServer postgres() {
    var server = postgres;
    if (server == null) {
      server = PostgresServer.start(data.postgres(), FreePorts.one(), data.log("postgres"));
      postgres = server;
    }
    return server;
  }

  /** Starts Kafka on the instance's data; none if it never had one. */
  Optional<KafkaServer> kafka() {
    if (kafka == null && Files.isDirectory(data.kafka())) {
      var ports = FreePorts.several(2);
      kafka = KafkaServer.start(data.kafka(), ports.getFirst(), ports.getLast(), data.log("kafka"));
    }
    return Optional.ofNullable(kafka);
  }

  @Override
  public void close() throws IOException {
    var stoppedLast = postgres;
    var stoppedFirst = kafka;
    if (stoppedFirst != null) {
      stoppedFirst.close();
    }
    if (stoppedLast != null) {
      stoppedLast.close();
    }
    lock.close();
  }
}
