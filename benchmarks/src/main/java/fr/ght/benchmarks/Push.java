package fr.ght.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Sends prepared reports of one establishment and times their answers.
 *
 * @param callers how many wait for an answer at once, at most
 */
record Push(Front front, String finess, int callers) {

  /** A report ready to be sent, under the name of its machine. */
  record Body(String machine, byte[] zlib) {}

  /** What came back. */
  record Answers(int accepted, int refused, double seconds, ConcurrentHistogram micros) {

    String line(String of) {
      return "%-18s %7.0f reports/s   p50 %.1f  p95 %.1f  p99 %.1f  p99.9 %.1f ms%s"
          .formatted(
              of,
              accepted / seconds,
              millis(50),
              millis(95),
              millis(99),
              millis(99.9),
              refused == 0 ? "" : "   NOT TAKEN: " + refused);
    }

    private double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /** Closed loop: each caller sends its next report as soon as it has its answer. */
  Answers allAtOnce(List<Body> bodies) {
    var sending = new Sending();
    var next = new AtomicInteger();
    var begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        threads.execute(() -> {
          for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
            sending.send(bodies.get(i), System.nanoTime(), (machine, at) -> {});
          }
        });
      }
    }
    return sending.answers(begin);
  }

  /**
   * Open loop: a report leaves every {@code 1/rate} seconds, however slowly others are answered,
   * and its time counts from when it should have left.
   *
   * @param answered told each machine and the {@link System#nanoTime} of its answer
   */
  Answers atRate(List<Body> bodies, int rate, ObjLongConsumer<String> answered) {
    var sending = new Sending();
    var free = new Semaphore(Math.max(callers, rate));
    var begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < bodies.size(); i++) {
        var body = bodies.get(i);
        var due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
        java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
        free.acquireUninterruptibly();
        threads.execute(() -> {
          sending.send(body, due, answered);
          free.release();
        });
      }
    }
    return sending.answers(begin);
  }

  private final class Sending {
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    void send(Body body, long due, ObjLongConsumer<String> answered) {
      try {
        var status = front.report(finess, body.zlib()).statusCode();
        var now = System.nanoTime();
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
        if (status == 200) {
          accepted.incrementAndGet();
          answered.accept(body.machine(), now);
        } else {
          refused.incrementAndGet();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(body.machine(), e);
      }
    }

    Answers answers(long begin) {
      var seconds = (System.nanoTime() - begin) / 1e9;
      return new Answers(accepted.get(), refused.get(), seconds, micros);
    }
  }
}
