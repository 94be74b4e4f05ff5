package fr.ght.stress;

import fr.ght.eventsourcing.testing.Oracle;
import fr.ght.journeys.RunningPlatform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The control: reads the log while it grows and goes on from the highest position it saw. An oracle
 * that finds nothing wrong with it finds nothing.
 */
final class NaiveReader implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final String AFTER =
      "select position, stream, version, id from event where position > ? order by position";

  private final RunningPlatform platform;
  private final List<Oracle.Line> taken = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ending;
  private long position;

  private NaiveReader(RunningPlatform platform) {
    this.platform = platform;
    this.thread = Thread.ofPlatform().name("naive-reader").start(this::read);
  }

  static NaiveReader start(RunningPlatform platform) {
    return new NaiveReader(platform);
  }

  /** All it took, once it has looked a last time. */
  List<Oracle.Line> taken() throws InterruptedException {
    ending = true;
    thread.join();
    return List.copyOf(taken);
  }

  private void read() {
    while (!ending) {
      try (var connection = platform.database("inventory");
          var after = connection.prepareStatement(AFTER)) {
        while (!ending) {
          after.setLong(1, position);
          try (var rows = after.executeQuery()) {
            while (rows.next()) {
              position = rows.getLong(1);
              taken.add(
                  new Oracle.Line(
                      rows.getString(2), rows.getLong(3), rows.getObject(4, UUID.class)));
            }
          }
          LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
      } catch (SQLException _) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  @Override
  public void close() {
    ending = true;
  }
}
