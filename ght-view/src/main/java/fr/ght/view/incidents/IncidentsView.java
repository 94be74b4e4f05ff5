package fr.ght.view.incidents;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.IncidentFact;
import fr.ght.contracts.InventoryFact.IntakeIncidentRaised;
import fr.ght.contracts.InventoryFact.IntakeIncidentResolved;
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

/** Table {@code incident_row}: a row stands while nobody has settled the incident. */
@Singleton
public class IncidentsView implements View {
  public static final String NAME = "incidents";

  private final TemporalTable<Row> table =
      new TemporalTable<>("incident_row", "incident", Row.class);

  /** One open incident, as the table's columns. */
  record Row(String incident, String establishment, String kind) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return fact instanceof IncidentFact;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var incidents = facts.stream().map(received -> about(received).incident()).toList();
    var establishments = facts.stream().map(received -> about(received).establishment()).toList();
    return table
        .change(tx, incidents, versions -> facts.forEach(received -> change(versions, received)))
        .chain(() -> Notices.send(tx, Notice.of(NAME, establishments, List.of())));
  }

  private static void change(Versions<Row> versions, ReceivedFact<InventoryFact> received) {
    switch (about(received)) {
      case IntakeIncidentRaised raised ->
          versions.put(
              raised.incident(),
              received.recordedAt(),
              new Row(raised.incident(), raised.establishment(), raised.kind()));
      case IntakeIncidentResolved resolved ->
          versions.remove(resolved.incident(), received.recordedAt());
    }
  }

  private static IncidentFact about(ReceivedFact<InventoryFact> received) {
    return (IncidentFact) received.fact();
  }

  @Override
  public List<String> tables() {
    return List.of("incident_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(DigestedTable.temporal("incident_row", "incident", Owner.ESTABLISHMENT));
  }
}
