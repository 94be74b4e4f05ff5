package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reading the log from its beginning, page by page, beside the bare query. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Reads the log from its beginning beside the bare query of the same pages.")
final class ReplayBenchmark implements Callable<Integer> {
  @Option(names = "--millions", description = "of events; default: ${DEFAULT-VALUE}")
  private int millions = 1;

  @Option(names = "--page", description = "events a page; default: ${DEFAULT-VALUE}")
  private int page = 1000;

  @Option(names = "--runs", description = "of each, in turn; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  @Option(names = "--out", description = "folder for the table and the plot")
  private @Nullable Path out;

  @Override
  public Integer call() throws SQLException, IOException {
    var results = new Results("Replay", "the bare query of the same pages", "events");
    try (var database = new BenchDatabase()) {
      database.fill(millions * 1_000_000);
      var pool = database.pool(2);
      var store = new PostgresEventStore(pool, new SimpleMeterRegistry());
      results.add(
          Comparison.of(
              "%d million events in pages of %d".formatted(millions, page),
              runs,
              () -> read(database, after -> bare(pool, after)),
              () -> read(database, after -> ours(store, after))));
      pool.closeAndAwait();
    }
    if (out != null) {
      results.write(out, "replay");
    }
    return 0;
  }

  /** How many events a page had, and where the next begins. */
  private record Page(int events, long last) {}

  private static Measured read(BenchDatabase database, LongFunction<Page> reading) {
    var micros = new Histogram(3);
    var cpu = CpuTime.now(database.postmaster());
    var begin = System.nanoTime();
    long events = 0;
    long after = 0;
    while (true) {
      var start = System.nanoTime();
      var page = reading.apply(after);
      if (page.events() == 0) {
        break;
      }
      micros.recordValue((System.nanoTime() - start) / 1000);
      events += page.events();
      after = page.last();
    }
    return new Measured(
        events,
        (System.nanoTime() - begin) / 1e9,
        micros,
        CpuTime.now(database.postmaster()).since(cpu));
  }

  private Page bare(Pool pool, long after) {
    var rows =
        pool.preparedQuery(Sql.named("log/page-bare")).executeAndAwait(Tuple.of(after, page));
    long last = after;
    for (var row : rows) {
      last = row.getLong("position");
    }
    return new Page(rows.size(), last);
  }

  private Page ours(EventStore store, long after) {
    LogSlice slice = store.readLog(after, page).await().indefinitely();
    return new Page(
        slice.events().size(),
        slice.events().isEmpty() ? after : slice.events().getLast().position());
  }
}
