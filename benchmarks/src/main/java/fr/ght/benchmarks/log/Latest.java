package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.AssetFact;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.kafka.FactView;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.postgres.EventView;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small view of machines: what was last told of each, and how often what was told. */
final class Latest {
  static final String NAME = "latest";

  private static final String WRITE = Sql.named("log/write-latest");
  private static final String COUNT = Sql.named("log/count-latest");

  private Latest() {}

  private record Told(AssetFact fact, long version, String type, Instant at) {
    String establishment() {
      return switch (fact) {
        case InventoryFact.AssetDiscovered one -> one.establishment();
        case InventoryFact.AssetHardwareChanged one -> one.establishment();
        case InventoryFact.AssetOperatingSystemChanged one -> one.establishment();
        case InventoryFact.AssetSoftwareChanged one -> one.establishment();
        case InventoryFact.AssetSeen one -> one.establishment();
        case InventoryFact.AssetMoved one -> one.to();
        case InventoryFact.AssetRetired one -> one.establishment();
        case InventoryFact.AssetReturned one -> one.establishment();
        case InventoryFact.AssetSilenceNoted one -> one.establishment();
        case InventoryFact.AssetMerged one -> one.establishment();
      };
    }
  }

  private record Counted(String establishment, String type) {}

  private static Uni<Void> write(SqlConnection tx, Stream<Told> all) {
    var last = new HashMap<String, Told>();
    var counts = new HashMap<Counted, Long>();
    all.forEach(told -> {
      last.put(told.fact().asset(), told);
      counts.merge(new Counted(told.establishment(), told.type()), 1L, Long::sum);
    });
    var rows = last.values();
    return tx.preparedQuery(WRITE)
        .execute(
            Tuple.of(
                last.keySet().toArray(String[]::new),
                rows.stream().map(Told::establishment).toArray(String[]::new),
                rows.stream().map(Told::version).toArray(Long[]::new),
                rows.stream().map(Told::type).toArray(String[]::new),
                rows.stream()
                    .map(told -> told.at().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .chain(() -> count(tx, counts));
  }

  private static Uni<Void> count(SqlConnection tx, Map<Counted, Long> counts) {
    return tx.preparedQuery(COUNT)
        .execute(
            Tuple.of(
                counts.keySet().stream().map(Counted::establishment).toArray(String[]::new),
                counts.keySet().stream().map(Counted::type).toArray(String[]::new),
                counts.values().toArray(Long[]::new)))
        .replaceWithVoid();
  }

  /** As a view of a service's own log. */
  static final EventView OF_EVENTS = (tx, events) -> write(tx, events.stream().map(Latest::told));

  private static Told told(StoredEvent event) {
    try {
      var body = event.payload().getBytes(StandardCharsets.UTF_8);
      var fact = FactTypes.INVENTORY.read(AssetLog.factType(event), body).orElseThrow();
      return new Told((AssetFact) fact, event.version(), event.type(), event.recordedAt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a view of facts. */
  static final FactView<InventoryFact> OF_FACTS =
      new FactView<>() {
        @Override
        public String name() {
          return NAME;
        }

        @Override
        public boolean takes(InventoryFact fact) {
          return fact instanceof AssetFact;
        }

        @Override
        public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
          return write(
              tx,
              facts.stream()
                  .map(one ->
                      new Told(
                          (AssetFact) one.fact(), one.version(), one.type(), one.recordedAt())));
        }

        @Override
        public Uni<Void> empty(SqlConnection tx) {
          return tx.query("truncate latest_row, latest_count").execute().replaceWithVoid();
        }
      };

  static final RebuiltView REBUILT =
      new RebuiltView() {
        @Override
        public String name() {
          return NAME;
        }

        @Override
        public List<String> tables() {
          return List.of("latest_row", "latest_count");
        }

        @Override
        public List<ComparedTable> compared() {
          return List.of(
              ComparedTable.whole("latest_row", "t.asset"),
              ComparedTable.whole("latest_count", "t.establishment, t.type"));
        }
      };
}
