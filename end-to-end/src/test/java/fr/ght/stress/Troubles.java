package fr.ght.stress;

import fr.ght.benchmarks.Front;
import fr.ght.journeys.RunningPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What befalls the processes, one thing after the other: each kind once in an order that the seed
 * gives, then each again in another order. Whoever is killed is started again by the runner.
 */
final class Troubles {
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(60);
  private static final Duration DIES_OF_FULL_DISK_WITHIN = Duration.ofSeconds(15);
  private static final String INVENTORY = "inventory-service";
  private static final String KAFKA = "kafka";

  private final RunningPlatform platform;
  private final Replica replica;
  private final Settings settings;
  private final Ledger ledger;
  private final Random random;
  private final Consumer<String> say;
  private final Map<String, AtomicInteger> counts = Collections.synchronizedMap(new TreeMap<>());

  private record Trouble(String name, Runnable befall) {}

  Troubles(
      RunningPlatform platform,
      Replica replica,
      Settings settings,
      Ledger ledger,
      Consumer<String> say) {
    this.platform = platform;
    this.replica = replica;
    this.settings = settings;
    this.ledger = ledger;
    this.random = new Random(settings.seed());
    this.say = say;
  }

  /** How often each kind has befallen. */
  Map<String, AtomicInteger> counts() {
    return counts;
  }

  /** Returns when the load's time is over, each kind has befallen and nobody is paused. */
  void befallUntil(long deadline) {
    var deck = new ArrayList<>(all());
    Collections.shuffle(deck, random);
    awaitWrites();
    while (true) {
      replica.keepAlive();
      befall(deck.removeLast());
      if (deck.isEmpty()) {
        if (System.nanoTime() > deadline) {
          return;
        }
        deck.addAll(all());
        Collections.shuffle(deck, random);
      }
      if (random.nextInt(4) == 0) {
        pause(Duration.ofMillis(random.nextInt(2_000)));
      } else {
        awaitWrites();
      }
    }
  }

  /** Sometimes trouble does not come alone; mostly the platform has come to itself again. */
  private void awaitWrites() {
    var enough = ledger.taken() + settings.writes() / 2 + random.nextInt(settings.writes());
    var until = System.nanoTime() + RECOVERS_WITHIN.toNanos();
    while (ledger.taken() < enough) {
      if (System.nanoTime() > until) {
        say.accept("  few writes are taken");
        return;
      }
      replica.keepAlive();
      pause(Duration.ofMillis(20));
    }
  }

  private void befall(Trouble trouble) {
    say.accept(trouble.name());
    trouble.befall().run();
    counts.computeIfAbsent(trouble.name(), _ -> new AtomicInteger()).incrementAndGet();
  }

  private List<Trouble> all() {
    var all = new ArrayList<Trouble>();
    for (var part : RunningPlatform.PARTS) {
      all.add(new Trouble("kill -9 " + part, () -> kill(part)));
    }
    all.add(new Trouble("kill -9 " + Replica.NAME, replica::killAndStartAgain));
    all.add(new Trouble("the relay's leader paused beyond its lease", this::pauseLeader));
    all.add(new Trouble("kafka paused", () -> pause(platform.pid(KAFKA), Duration.ofSeconds(5))));
    all.add(new Trouble("kafka away", this::keepKafkaAway));
    all.add(new Trouble("kafka's disk full", this::fillDisk));
    return all;
  }

  private void kill(String part) {
    ProcessHandle.of(platform.pid(part)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Killed as often as it comes back. */
  private void keepKafkaAway() {
    var until = System.nanoTime() + settings.outage().toNanos();
    while (System.nanoTime() < until) {
      kill(KAFKA);
      pause(Duration.ofMillis(100));
    }
  }

  /**
   * It may make no file longer: its writes fail as on a full disk, and its next start has space.
   */
  private void fillDisk() {
    var pid = platform.pid(KAFKA);
    run("prlimit", "--pid", Long.toString(pid), "--fsize=0");
    var until = System.nanoTime() + DIES_OF_FULL_DISK_WITHIN.toNanos();
    while (isAlive(pid) && System.nanoTime() < until) {
      pause(Duration.ofMillis(50));
    }
    if (isAlive(pid)) {
      say.accept("  kafka goes on without its disk; killed");
      kill(KAFKA);
    }
  }

  private void pauseLeader() {
    var leader = leads(replica.port()) ? replica.pid() : platform.pid(INVENTORY);
    pause(leader, settings.pause());
  }

  private boolean leads(int port) {
    try (var service =
        new Front(URI.create("http://127.0.0.1:" + port + "/"), platform.front().rights())) {
      var relay = service.get("/ops/relay");
      return relay.path("running").asBoolean() && !relay.path("standsBy").asBoolean();
    } catch (IllegalStateException | UncheckedIOException _) {
      return false;
    }
  }

  private static void pause(long pid, Duration duration) {
    if (isAlive(pid)) {
      run("kill", "-STOP", Long.toString(pid));
      try {
        pause(duration);
      } finally {
        run("kill", "-CONT", Long.toString(pid));
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Whoever it is about may have ended meanwhile. */
  private static void run(String... words) {
    try {
      new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(words[0] + " is needed and was not found", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
