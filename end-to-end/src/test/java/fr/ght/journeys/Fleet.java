package fr.ght.journeys;

import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.Front;
import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The reports of an establishment's machines, and the patience of whoever pushes them. */
final class Fleet {
  private static final int CALLERS = 16;
  private static final Duration ALL_ANSWERED_WITHIN = Duration.ofMinutes(5);

  private final List<byte[]> bodies;

  private Fleet(List<byte[]> bodies) {
    this.bodies = bodies;
  }

  /**
   * So many machines, no more and no fewer, in confusion: of a hundred, five were installed again
   * (a new device id on the same hardware), five run under the disk image of another (its device id
   * on their own hardware), ten reports come twice, and all arrive in any order.
   */
  static Fleet inConfusion(String name, int machines, long seed) {
    var random = new Random(seed);
    var bodies = new ArrayList<byte[]>();
    for (int i = 0; i < machines; i++) {
      var machine = InventedMachine.of(name, i);
      switch (i % 20) {
        case 7 -> {
          bodies.add(report(machine, random));
          bodies.add(report(machine.reinstalled(), random));
        }
        case 13 -> bodies.add(report(machine.imagedFrom(InventedMachine.of(name, i - 1)), random));
        default -> bodies.add(report(machine, random));
      }
    }
    for (int i = 0; i < machines / 10; i++) {
      bodies.add(bodies.get(random.nextInt(machines)));
    }
    Collections.shuffle(bodies, random);
    return new Fleet(bodies);
  }

  /** Each machine once, in order. */
  static Fleet of(String name, int machines) {
    var bodies = new ArrayList<byte[]>();
    for (int i = 0; i < machines; i++) {
      bodies.add(report(InventedMachine.of(name, i), new Random(i)));
    }
    return new Fleet(bodies);
  }

  private static byte[] report(InventedMachine machine, Random random) {
    var at = Instant.now().minusSeconds(60 + random.nextInt(80_000));
    // Sometimes an older state of the machine, which may arrive after the newer one.
    List<Map<String, Object>> software = Packages.installed(30, random.nextInt(3), 20);
    return Report.zlib(Report.of(machine, at, software).xml());
  }

  int size() {
    return bodies.size();
  }

  /**
   * Pushes all, and again whatever was not answered 200, until everything was.
   *
   * @param answered told how many were answered 200 so far, after each
   */
  void pushUntilTaken(Front front, String finess, IntConsumer answered) {
    var count = new AtomicInteger();
    var left = new ArrayList<>(List.of(bodies));
    await("all reports taken")
        .atMost(ALL_ANSWERED_WITHIN)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          var pending = left.removeFirst();
          left.add(push(front, finess, pending, () -> answered.accept(count.incrementAndGet())));
          return left.getFirst().isEmpty();
        });
  }

  /** Pushes all once; returns those that were not answered 200. */
  List<byte[]> push(Front front, String finess, Runnable answered) {
    return push(front, finess, bodies, answered);
  }

  private static List<byte[]> push(
      Front front, String finess, List<byte[]> bodies, Runnable answered) {
    var waiting = new ConcurrentLinkedQueue<>(bodies);
    Queue<byte[]> notTaken = new ConcurrentLinkedQueue<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> {
          for (var body = waiting.poll(); body != null; body = waiting.poll()) {
            if (isTaken(front, finess, body)) {
              answered.run();
            } else {
              notTaken.add(body);
            }
          }
        });
      }
    }
    return List.copyOf(notTaken);
  }

  private static boolean isTaken(Front front, String finess, byte[] body) {
    try {
      return front.report(finess, body).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
