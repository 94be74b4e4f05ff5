package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.postgres.PostgresEventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Appends beside one bare insert per transaction. */
@Command(
    name = "append",
    mixinStandardHelpOptions = true,
    description = "Appends to the log beside bare inserts, on a PostgreSQL of its own.")
final class AppendBenchmark implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  @Option(names = "--callers", split = ",", description = "default: ${DEFAULT-VALUE}")
  private List<Integer> callers = List.of(1, 8, 32, 128);

  @Option(names = "--events", split = ",", description = "an append; default: ${DEFAULT-VALUE}")
  private List<Integer> events = List.of(1, 10);

  @Option(names = "--streams", split = ",", description = "default: ${DEFAULT-VALUE}")
  private List<Scenario.Streams> streams = List.of(Scenario.Streams.values());

  @Option(
      names = "--filled",
      split = ",",
      description = "million events there before; default: ${DEFAULT-VALUE}")
  private List<Integer> filled = List.of(0, 5);

  @Option(
      names = "--commands",
      split = ",",
      description = "whether commands carry identities; default: ${DEFAULT-VALUE}")
  private List<Boolean> commands = List.of(false, true);

  @Option(names = "--payload", description = "characters an event; default: ${DEFAULT-VALUE}")
  private int payload = 300;

  @Option(names = "--runs", description = "of each, in turn; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  @Option(names = "--seconds", description = "a run; default: ${DEFAULT-VALUE}")
  private int seconds = 3;

  @Option(names = "--out", description = "folder for the table and the plot")
  private @Nullable Path out;

  @Override
  public Integer call() throws SQLException, IOException {
    var results =
        new Results("Appends", "one bare insert per transaction with the same client", "appends");
    try (var database = new BenchDatabase()) {
      results.note(
          "PostgreSQL %s, `fsync` %s, `synchronous_commit` %s."
              .formatted(
                  database.show("server_version"),
                  database.show("fsync"),
                  database.show("synchronous_commit")));
      measure(database, "", new Scenario(32, 1, Scenario.Streams.NEW, payload, true), 1, WARM_UP);
      for (int millions : filled) {
        database.fill(millions * 1_000_000);
        for (var kind : streams) {
          for (int many : events) {
            for (boolean identity : commands) {
              for (int number : callers) {
                results.add(
                    measure(
                        database,
                        millions == 0 ? "" : ", beside %d million events".formatted(millions),
                        new Scenario(number, many, kind, payload, identity),
                        runs,
                        Duration.ofSeconds(seconds)));
              }
            }
          }
        }
      }
    }
    if (out != null) {
      results.write(out, "append");
    }
    return 0;
  }

  private static Comparison measure(
      BenchDatabase database, String beside, Scenario scenario, int runs, Duration lasting) {
    var pool = database.pool(scenario.connections());
    try {
      var store = new PostgresEventStore(pool, new SimpleMeterRegistry());
      var appends = new Appends(store, scenario, new StreamChoice(scenario.streams()));
      var bare = new BareInserts(pool, scenario);
      var callers = new Callers(scenario.callers(), lasting, database.postmaster());
      var comparison =
          Comparison.of(
              scenario.name() + beside,
              runs,
              () -> callers.run(_ -> bare.one()),
              () -> callers.run(_ -> appends.one()));
      if (appends.conflicts() > 0) {
        throw new IllegalStateException(appends.conflicts() + " appends were not stored");
      }
      return comparison;
    } finally {
      pool.closeAndAwait();
    }
  }
}
