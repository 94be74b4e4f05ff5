package fr.ght.stress;

import fr.ght.benchmarks.Front;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that push by the public API, each its own machines and applications, so that it knows
 * what came before what. What was not answered is pushed again, by any entrance, until it is.
 */
final class Load implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final Duration BEFORE_AGAIN = Duration.ofMillis(100);

  private final List<Front> entrances;
  private final List<String> hospitals;
  private final Ledger ledger;
  private final long seed;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService copies = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean ending;

  Load(List<Front> entrances, List<String> hospitals, Ledger ledger, long seed) {
    this.entrances = entrances;
    this.hospitals = hospitals;
    this.ledger = ledger;
    this.seed = seed;
  }

  void start() {
    for (int number = 0; number < CALLERS; number++) {
      var caller = new Caller(number, hospitals, new Random(seed * CALLERS + number), this);
      callers.execute(() -> {
        while (!ending) {
          caller.next();
        }
      });
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /**
   * Begins nothing new.
   *
   * @return whether all that was begun is acknowledged within this time
   */
  boolean endWithin(Duration patience) throws InterruptedException {
    ending = true;
    callers.shutdown();
    var deadline = System.nanoTime() + patience.toNanos();
    var ended = callers.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    copies.shutdown();
    return copies.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) && ended;
  }

  /**
   * Returns when the platform has answered it well.
   *
   * @param entrance to try first
   * @return false if it will never be taken
   */
  boolean push(Request request, int entrance) {
    for (int attempt = entrance; ; attempt++) {
      try {
        var answer = request.sendBy(entrances.get(attempt % entrances.size()));
        if (answer.statusCode() / 100 == 2) {
          return true;
        }
        if (answer.statusCode() / 100 == 4) {
          ledger.refuse("%s: %d".formatted(request.path(), answer.statusCode()));
          return false;
        }
      } catch (IOException _) {
        // Its process is being killed, or started again.
      }
      ledger.sentAgain();
      LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
  }

  /** The same twice at once, each by another entrance; the copy may well arrive much later. */
  boolean pushTwice(Request request, int entrance) {
    ledger.sentTwiceAtOnce();
    copies.execute(() -> push(request, entrance + 1));
    return push(request, entrance);
  }

  @Override
  public void close() {
    callers.shutdownNow();
    copies.shutdownNow();
  }
}
