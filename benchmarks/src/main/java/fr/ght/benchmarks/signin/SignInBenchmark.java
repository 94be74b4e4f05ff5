package fr.ght.benchmarks.signin;

import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The same intake request with and without the check of who sends it, in the same run: blocks of
 * requests in the order with, without, without, with, so that what the machine and the compiler do
 * meanwhile meets both. One process answers both; see {@link ServiceCopy}.
 */
@Command(
    name = "sign-in",
    mixinStandardHelpOptions = true,
    description = "What the check of who calls costs an intake request, in the same service.")
public final class SignInBenchmark implements Callable<Integer> {
  private static final int FLEET = 500;

  @Option(names = "--rounds", description = "default: ${DEFAULT-VALUE}")
  private int rounds = 20;

  @Option(names = "--requests", description = "of a block, four a round; default: ${DEFAULT-VALUE}")
  private int requests = 1_000;

  @Option(names = "--callers", description = "at once; default: ${DEFAULT-VALUE}")
  private int callers = 8;

  @Option(names = "--warm-up", description = "seconds of each case; default: ${DEFAULT-VALUE}")
  private int warmUpSeconds = 60;

  @Option(names = "--software", description = "entries of a report; default: ${DEFAULT-VALUE}")
  private int software = 150;

  @Option(
      names = "--service",
      description = "another built quarkus-app than this project's, to compare")
  private Path service =
      Path.of(System.getProperty("ght.home", "."), "inventory-service", "target", "quarkus-app");

  private final AtomicInteger next = new AtomicInteger();

  /** A kind of request: the next one of it, with and without the check. */
  private record Case(
      String name, IntFunction<HttpRequest> with, IntFunction<HttpRequest> without) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("ght-sign-in-");
    try (var measured =
        new MeasuredService(
            ServiceCopy.of(service, folder.resolve("application")).folder(), folder)) {
      var cases = List.of(declaration(measured), report(measured));
      for (var one : cases) {
        warmUp(measured, one);
      }
      System.out.printf(
          "%d processors, %d callers, %d rounds of 4 x %d requests%n",
          Runtime.getRuntime().availableProcessors(), callers, rounds, requests);
      for (var one : cases) {
        measure(measured, one);
      }
    } finally {
      remove(folder);
    }
    return 0;
  }

  private static Case declaration(MeasuredService measured) {
    var body =
        """
        {"establishment":"%s","function":"laboratory","product":"GLIMS","version":"10.2",
         "state":"IN_PRODUCTION","users":340}
        """
            .formatted(MeasuredService.FINESS);
    IntFunction<HttpRequest.Builder> declare =
        i ->
            measured
                .request("/api/inventory/applications/mesure-" + i)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
    return new Case(
        "a new application declared (PUT, one event)",
        i -> measured.signed(declare.apply(i)).build(),
        i -> measured.known(declare.apply(i)).build());
  }

  /** Machines that say what they said before, a second later: the cheapest report there is. */
  private Case report(MeasuredService measured) {
    var begin = Instant.now().minus(Duration.ofDays(7));
    var packages = Packages.installed(software);
    IntFunction<HttpRequest.Builder> push =
        i ->
            measured
                .request("/agents/" + MeasuredService.FINESS)
                .header("Content-Type", "application/x-compress-zlib")
                .header("User-Agent", "FusionInventory-Agent_v2.6-3")
                .POST(
                    BodyPublishers.ofByteArray(
                        Report.zlib(
                            Report.of(
                                    InventedMachine.of("mesure", i % FLEET),
                                    begin.plusSeconds(i),
                                    packages)
                                .withEverythingAgentsSend()
                                .xml())));
    return new Case(
        "an unchanged report of %d software entries".formatted(software),
        i -> measured.asAgent(push.apply(i)).build(),
        i -> measured.asKnownAgent(push.apply(i)).build());
  }

  private void warmUp(MeasuredService measured, Case one) {
    var end = System.nanoTime() + Duration.ofSeconds(warmUpSeconds).toNanos();
    while (System.nanoTime() < end) {
      block(measured, one.with());
      block(measured, one.without());
    }
  }

  private void measure(MeasuredService measured, Case one) {
    var load = ManagementFactory.getOperatingSystemMXBean();
    var before = load.getSystemLoadAverage();
    var all = new ArrayList<Round>();
    for (int round = 0; round < rounds; round++) {
      var with = new ArrayList<Block>();
      var without = new ArrayList<Block>();
      with.add(block(measured, one.with()));
      without.add(block(measured, one.without()));
      without.add(block(measured, one.without()));
      with.add(block(measured, one.with()));
      all.add(new Round(Block.mean(with), Block.mean(without)));
    }
    System.out.printf(
        "%n%s; load average %.1f before, %.1f after%n",
        one.name(), before, load.getSystemLoadAverage());
    System.out.println(
        "                                    with   without   the check costs, middle half of rounds");
    System.out.println(Round.line("service, CPU µs", all, Block::serviceMicros));
    System.out.println(Round.line("service and database, CPU µs", all, Block::allMicros));
    System.out.println(Round.line("answer, median ms", all, Block::medianMillis));
    System.out.println(Round.line("answer, p99 ms", all, Block::p99Millis));
  }

  /** Closed loop: each caller sends its next request as soon as it has its answer. */
  private Block block(MeasuredService measured, IntFunction<HttpRequest> kind) {
    var micros = new ConcurrentHistogram(3);
    var left = new AtomicInteger(requests);
    var service = measured.serviceTime();
    var database = measured.databaseTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending =
          IntStream.range(0, callers)
              .mapToObj(_ -> threads.submit(() -> send(measured, kind, left, micros)))
              .toList();
      for (var one : sending) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return new Block(
        measured.serviceTime().since(service).server().toNanos() / 1e3 / requests,
        measured.databaseTime().since(database).server().toNanos() / 1e3 / requests,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3);
  }

  /** How many this caller has sent. */
  private int send(
      MeasuredService measured,
      IntFunction<HttpRequest> kind,
      AtomicInteger left,
      ConcurrentHistogram micros)
      throws IOException, InterruptedException {
    int sent = 0;
    while (left.getAndDecrement() > 0) {
      var request = kind.apply(next.getAndIncrement());
      var begin = System.nanoTime();
      MeasuredService.demand(measured.send(request));
      micros.recordValue((System.nanoTime() - begin) / 1_000);
      sent++;
    }
    return sent;
  }

  private static void remove(Path folder) {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
