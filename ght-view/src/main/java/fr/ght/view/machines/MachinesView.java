package fr.ght.view.machines;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.AssetFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.view.facts.DigestedTable;
import fr.ght.view.facts.DigestedTable.Owner;
import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Tables {@code machine_row}, {@code machine_seen}, and what is counted of them: {@code
 * machine_count}, {@code machine_count_delta} and {@code freshness_delta}.
 */
@Singleton
public class MachinesView implements View {
  public static final String NAME = "machines";

  private final TemporalTable<MachineRow> table =
      new TemporalTable<>("machine_row", "asset", MachineRow.class);

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
    var assets = facts.stream().map(received -> about(received).asset()).distinct().toList();
    return table
        .load(tx, assets)
        .chain(machines ->
            Sightings.load(tx, assets).map(sightings -> new MachineChanges(machines, sightings)))
        .invoke(changes ->
            facts.forEach(received -> changes.take(about(received), received.recordedAt())))
        .chain(changes -> write(tx, changes));
  }

  private Uni<Void> write(SqlConnection tx, MachineChanges changes) {
    return table
        .write(tx, changes.machines())
        .chain(() -> changes.sightings().write(tx))
        .chain(() -> changes.tally().write(tx))
        .chain(() -> Notices.send(tx, Notice.of(NAME, changes.establishments(), List.of())));
  }

  private static AssetFact about(ReceivedFact<InventoryFact> received) {
    return (AssetFact) received.fact();
  }

  @Override
  public List<String> tables() {
    return List.of(
        "machine_row", "machine_seen", "machine_count", "machine_count_delta", "freshness_delta");
  }

  /** A sum of nothing may or may not have a row, as batches fell. */
  @Override
  public List<DigestedTable> digested() {
    return List.of(
        DigestedTable.temporal("machine_row", "asset", Owner.ESTABLISHMENT),
        DigestedTable.dated(
                "machine_count_delta", "at", "t.establishment, t.kind, t.at", Owner.ESTABLISHMENT)
            .without("t.delta = 0"),
        DigestedTable.dated("freshness_delta", "at", "t.establishment, t.at", Owner.ESTABLISHMENT)
            .without("t.delta = 0"),
        DigestedTable.present("machine_count", "t.establishment, t.kind", Owner.ESTABLISHMENT)
            .without("t.machines = 0"));
  }
}
