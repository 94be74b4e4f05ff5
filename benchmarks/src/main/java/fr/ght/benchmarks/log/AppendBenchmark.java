package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.postgres.PostgresEventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Appends beside one bare insert per transaction, run by run in turn. */
@Command(
    name = "append",
    mixinStandardHelpOptions = true,
    description = "Appends to the log beside bare inserts, on a PostgreSQL of its own.")
public final class AppendBenchmark implements Callable<Integer> {

  @Option(names = "--callers", split = ",", description = "default: ${DEFAULT-VALUE}")
  private List<Integer> callers = List.of(1, 8, 32, 128);

  @Option(names = "--events", split = ",", description = "an append; default: ${DEFAULT-VALUE}")
  private List<Integer> events = List.of(1);

  @Option(names = "--streams", split = ",", description = "default: ${DEFAULT-VALUE}")
  private List<Scenario.Streams> streams = List.of(Scenario.Streams.NEW);

  @Option(names = "--payload", description = "characters an event; default: ${DEFAULT-VALUE}")
  private int payload = 300;

  @Option(names = "--runs", description = "of each, in turn; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  @Option(names = "--seconds", description = "a run; default: ${DEFAULT-VALUE}")
  private int seconds = 4;

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new AppendBenchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws SQLException {
    try (var database = new BenchDatabase()) {
      System.out.printf(
          "%d processors, fsync %s, synchronous_commit %s%n",
          Runtime.getRuntime().availableProcessors(),
          database.show("fsync"),
          database.show("synchronous_commit"));
      measure(
          database, new Scenario(32, 1, Scenario.Streams.NEW, payload), 1, Duration.ofSeconds(15));
      for (var kind : streams) {
        for (int many : events) {
          for (int number : callers) {
            measure(
                database,
                new Scenario(number, many, kind, payload),
                runs,
                Duration.ofSeconds(seconds));
          }
        }
      }
    }
    return 0;
  }

  private static void measure(
      BenchDatabase database, Scenario scenario, int runs, Duration lasting) {
    var pool = database.pool(scenario.connections());
    var store = new PostgresEventStore(pool, new SimpleMeterRegistry());
    var appends = new Appends(store, scenario, new StreamChoice(scenario.streams()));
    var bare = new BareInserts(pool, scenario);
    var bareRuns = new ArrayList<Measured>();
    var appendRuns = new ArrayList<Measured>();
    var each = new Callers(scenario.callers(), lasting, database.postmaster());
    for (int run = 0; run < runs; run++) {
      bareRuns.add(each.run(_ -> bare.one()));
      appendRuns.add(each.run(_ -> appends.one()));
    }
    pool.closeAndAwait();
    System.out.printf(
        Locale.ROOT,
        "%s%n  bare   %s%n  append %s%n  ratio  %.2f%s%n",
        scenario.name(),
        line(bareRuns),
        line(appendRuns),
        median(appendRuns, Measured::perSecond) / median(bareRuns, Measured::perSecond),
        appends.conflicts() == 0 ? "" : "   NOT STORED: " + appends.conflicts());
  }

  private static String line(List<Measured> runs) {
    return String.format(
        Locale.ROOT,
        "%7.0f /s (%.0f to %.0f)  p50 %.2f  p99 %.2f  p99.9 %.2f ms" + "  cpu %.0f + %.0f us",
        median(runs, Measured::perSecond),
        runs.stream().mapToDouble(Measured::perSecond).min().orElseThrow(),
        runs.stream().mapToDouble(Measured::perSecond).max().orElseThrow(),
        median(runs, run -> run.millisAt(50)),
        median(runs, run -> run.millisAt(99)),
        median(runs, run -> run.millisAt(99.9)),
        median(runs, Measured::serverMicros),
        median(runs, Measured::clientMicros));
  }

  private static double median(List<Measured> runs, ToDoubleFunction<Measured> figure) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(figure))
        .skip(runs.size() / 2)
        .mapToDouble(figure)
        .findFirst()
        .orElseThrow();
  }
}
