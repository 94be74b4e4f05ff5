package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.FactSource;
import fr.ght.eventsourcing.kafka.FactView;
import fr.ght.eventsourcing.kafka.Topics;
import fr.ght.eventsourcing.postgres.LogSource;
import fr.ght.eventsourcing.postgres.PostgresEventStore;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import fr.ght.local.KafkaServer;
import fr.ght.view.machines.MachinesView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Views built anew beside the bare reading of the same records and writing of the same rows. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = "Builds views anew beside bare reading of the same and writing of the same rows.")
final class RebuildBenchmark implements Callable<Integer> {
  private static final String TOPIC = "bench.inventory";

  @Option(names = "--thousands", description = "of events; default: ${DEFAULT-VALUE}")
  private int thousands = 300;

  @Option(names = "--machines", description = "streams; default: ${DEFAULT-VALUE}")
  private int machines = 15_000;

  @Option(names = "--cases", split = ",", description = "${COMPLETION-CANDIDATES}; default: all")
  private List<Case> cases = List.of(Case.values());

  @Option(names = "--runs", description = "of each, in turn; default: ${DEFAULT-VALUE}")
  private int runs = 5;

  @Option(names = "--warm-up", description = "rebuilds before; default: ${DEFAULT-VALUE}")
  private int warmUp = 5;

  @Option(names = "--out", description = "folder for the table and the plot")
  private @Nullable Path out;

  /** Which view, and where it takes its rows from. */
  enum Case {
    /** {@link Latest} from the service's own log. */
    LOG,
    /** {@link Latest} from the topic. */
    TOPIC,
    /** The shared view's machines, as they are, from the topic. */
    MACHINES
  }

  @Override
  public Integer call() throws SQLException, IOException {
    var results =
        new Results("Rebuild", "bare reading of the same, bare insert of the same rows", "events");
    try (var database = new BenchDatabase();
        var kafka = KafkaServer.startTemporary()) {
      database.migrate("db/rebuild", "db/view");
      database.execute(Sql.named("log/create-latest"));
      AssetLog.fill(database, machines, thousands * 1_000 / machines);
      long last = database.lastPosition();
      Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (var admin = Admin.create(client)) {
        Topics.ensure(admin, TOPIC);
      }
      AssetLog.relay(database, TOPIC, last, client);
      var pool = database.pool(4);
      var bare = new BareRebuild(database, pool, TOPIC, client, kafka.pid());
      for (var one : cases) {
        var rebuilding = rebuilding(one, database, pool, client, kafka.pid(), bare);
        rebuilding.first();
        for (int run = 1; run < warmUp; run++) {
          rebuilding.again();
        }
        var rows = bare.rows(rebuilding.view());
        bare.run(one, rows);
        results.add(Comparison.of(name(one), runs, () -> bare.run(one, rows), rebuilding::again));
      }
      pool.closeAndAwait();
    }
    if (out != null) {
      results.write(out, "rebuild");
    }
    return 0;
  }

  private String name(Case one) {
    var size = "%d,000 events of %,d streams".formatted(thousands, machines);
    return switch (one) {
      case LOG -> "a small view from the log, " + size;
      case TOPIC -> "a small view from the topic, " + size;
      case MACHINES -> "the shared view's machines from the topic, " + size;
    };
  }

  private static Rebuilding rebuilding(
      Case one,
      BenchDatabase database,
      Pool pool,
      Map<String, Object> client,
      long broker,
      BareRebuild bare) {
    var events = bare.events();
    return switch (one) {
      case LOG -> {
        pool.preparedQuery(Sql.named("log/follow-to-end")).executeAndAwait(Tuple.of(Latest.NAME));
        var store = new PostgresEventStore(pool, new SimpleMeterRegistry());
        var source = new LogSource(Map.of(Latest.NAME, Latest.OF_EVENTS), store, pool);
        yield new Rebuilding(Latest.REBUILT, source, database, pool, broker, events);
      }
      case TOPIC -> {
        bare.standAtEnd(Latest.NAME);
        var source = source(Latest.OF_FACTS, pool, client);
        yield new Rebuilding(Latest.REBUILT, source, database, pool, broker, events);
      }
      case MACHINES -> {
        var machines = new MachinesView();
        bare.standAtEnd(MachinesView.NAME);
        var source = source(machines, pool, client);
        yield new Rebuilding((RebuiltView) machines, source, database, pool, broker, events);
      }
    };
  }

  private static FactSource<InventoryFact> source(
      FactView<InventoryFact> view, Pool pool, Map<String, Object> client) {
    return new FactSource<>(TOPIC, FactTypes.INVENTORY::read, List.of(view), pool, client);
  }
}
