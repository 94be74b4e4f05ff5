package fr.ght.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Watches the rows of a fleet's machines come up in the view's own table, once every few
 * milliseconds.
 *
 * <p>It asks the table and not the page's address on purpose: one indexed look at the newest rows
 * costs the database a fraction of a millisecond, while a list over HTTP every few milliseconds
 * would itself be the load. A delay read here is at most one look too long.
 */
final class RowWatch implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);

  private final String fleet;
  private final Connection connection;
  private final Map<String, Long> answered = new ConcurrentHashMap<>();
  private final Map<String, Long> shown = new ConcurrentHashMap<>();
  private final Thread looking;
  private volatile boolean open = true;

  private RowWatch(Connection connection, String fleet) {
    this.connection = connection;
    this.fleet = fleet;
    this.looking = Thread.ofPlatform().name("row-watch").start(this::look);
  }

  static RowWatch of(String database, String fleet) {
    try {
      var connection = DriverManager.getConnection(database);
      execute(connection, "watch-newest");
      return new RowWatch(connection, fleet);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look into " + database, e);
    }
  }

  private static void execute(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(Sql.named(name));
    }
  }

  /** The platform answered this machine's report at this {@link System#nanoTime}. */
  void answered(String machine, long at) {
    answered.put(machine, at);
  }

  private void look() {
    try (var newest = connection.prepareStatement(Sql.named("newest-machines"))) {
      newest.setString(1, fleet + "-%");
      while (open) {
        try (var rows = newest.executeQuery()) {
          var now = System.nanoTime();
          while (rows.next()) {
            shown.putIfAbsent(rows.getString(1), now);
          }
        }
        TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the view's table could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The delays of all machines answered, after waiting at most so long for the last row. */
  String line(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!shown.keySet().containsAll(answered.keySet()) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    var micros = new Histogram(3);
    answered.forEach((machine, at) -> {
      var row = shown.get(machine);
      if (row != null) {
        micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(row - at)));
      }
    });
    return "answer to row      p50 %.1f  p95 %.1f  p99 %.1f  p99.9 %.1f ms   %d of %d rows"
        .formatted(
            micros.getValueAtPercentile(50) / 1000.0,
            micros.getValueAtPercentile(95) / 1000.0,
            micros.getValueAtPercentile(99) / 1000.0,
            micros.getValueAtPercentile(99.9) / 1000.0,
            micros.getTotalCount(),
            answered.size());
  }

  @Override
  public void close() {
    open = false;
    try {
      looking.join();
      execute(connection, "unwatch-newest");
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
