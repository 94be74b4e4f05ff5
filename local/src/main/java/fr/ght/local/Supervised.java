package fr.ght.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A process that is started again whenever it ends by itself. One that keeps ending is given more
 * and more time between starts, up to half a minute, and every end is said.
 */
final class Supervised {

  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final Duration LIVED_WELL = Duration.ofSeconds(30);

  private final String name;
  private final int port;
  private final Supplier<GuardedProcess> starter;
  private final Consumer<String> say;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile GuardedProcess process;

  /** Takes over a process that runs, and watches it. */
  Supervised(
      String name,
      int port,
      GuardedProcess running,
      Supplier<GuardedProcess> starter,
      Consumer<String> say) {
    this.name = name;
    this.port = port;
    this.process = running;
    this.starter = starter;
    this.say = say;
  }

  Supervised watched(Runnable changed) {
    Thread.ofVirtual().name("watch-" + name).start(() -> watch(changed));
    return this;
  }

  Instance.Part part() {
    return new Instance.Part(name, process.pid(), port);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void stop(Duration patience) {
    stopping.countDown();
    process.stop(patience);
  }

  private void watch(Runnable changed) {
    var delay = Duration.ZERO;
    var since = System.nanoTime();
    while (true) {
      process.onExit().join();
      var lived = Duration.ofNanos(System.nanoTime() - since);
      delay = lived.compareTo(LIVED_WELL) > 0 ? Duration.ZERO : longer(delay);
      if (isStopping(Duration.ofMillis(50))) {
        return;
      }
      say.accept(
          "%s (pid %d) has ended after %d s; starting it again%s"
              .formatted(
                  name,
                  process.pid(),
                  lived.toSeconds(),
                  delay.isZero() ? "" : " in %d s".formatted(delay.toSeconds())));
      if (isStopping(delay)) {
        return;
      }
      since = System.nanoTime();
      startAgain(changed);
    }
  }

  private void startAgain(Runnable changed) {
    try {
      // Whoever killed the guard alone left the server running.
      process.kill();
      process = starter.get();
      if (isStopping(Duration.ZERO)) {
        process.stop(Duration.ofSeconds(1));
        return;
      }
      changed.run();
      say.accept("%s started again, pid %d".formatted(name, process.pid()));
    } catch (RuntimeException e) {
      say.accept("%s could not be started: %s".formatted(name, e.getMessage()));
    }
  }

  private boolean isStopping(Duration within) {
    try {
      return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration longer(Duration delay) {
    var next = delay.isZero() ? Duration.ofSeconds(1) : delay.multipliedBy(2);
    return next.compareTo(LONGEST_DELAY) < 0 ? next : LONGEST_DELAY;
  }
}
