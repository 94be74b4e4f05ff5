package fr.ght.view.members;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.GhtFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.view.facts.DigestedTable;
import fr.ght.view.facts.DigestedTable.Owner;
import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/** Table {@code group_row}. */
@Singleton
public class GroupsView implements View {
  public static final String NAME = "groups";

  private final TemporalTable<Group> table = new TemporalTable<>("group_row", "ght", Group.class);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return fact instanceof GhtFact;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var ghts = facts.stream().map(received -> about(received).ght()).distinct().toList();
    return table
        .change(tx, ghts, versions -> facts.forEach(received -> change(versions, received)))
        .chain(() -> Notices.send(tx, Notice.of(NAME, List.of(), ghts)));
  }

  private static void change(Versions<Group> versions, ReceivedFact<InventoryFact> received) {
    var fact = about(received);
    versions.put(
        fact.ght(), received.recordedAt(), GroupChanges.after(versions.get(fact.ght()), fact));
  }

  private static GhtFact about(ReceivedFact<InventoryFact> received) {
    return (GhtFact) received.fact();
  }

  @Override
  public List<String> tables() {
    return List.of("group_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(DigestedTable.temporal("group_row", "ght", Owner.GHT));
  }
}
