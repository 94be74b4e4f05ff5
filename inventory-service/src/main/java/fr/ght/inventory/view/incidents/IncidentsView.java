package fr.ght.inventory.view.incidents;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.incident.IncidentEvent.*;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code incident_row}. */
@Singleton
public final class IncidentsView implements View {
  static final String NAME = "inventory-incidents";

  private final TemporalTable<Row> table =
      new TemporalTable<>("incident_row", "incident", Row.class);

  /**
   * One incident, as the table's columns.
   *
   * @param resolution how it was settled; null while it is open
   * @param raisedAt when it was recorded, the last time if it came back
   */
  record Row(
      String incident,
      String establishment,
      String kind,
      String device,
      String detail,
      Instant observedAt,
      String state,
      @Nullable String resolution,
      Instant raisedAt) {

    Row resolved(String reason) {
      return new Row(
          incident,
          establishment,
          kind,
          device,
          detail,
          observedAt,
          IncidentState.RESOLVED.name(),
          reason,
          raisedAt);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("incident_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(ComparedTable.temporal("incident_row", "incident"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.INCIDENT);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    return table.change(
        tx,
        events.stream().map(event -> event.stream().key()).toList(),
        versions -> events.forEach(event -> change(versions, event)));
  }

  private static void change(Versions<Row> versions, StoredEvent line) {
    var id = line.stream().key();
    var row =
        switch (InventoryEventTypes.INCIDENTS.decode(line)) {
          case IncidentRaised(var at, var kind, var device, var detail, var observedAt) ->
              new Row(
                  id,
                  at.number(),
                  kind.name(),
                  device,
                  detail,
                  observedAt,
                  IncidentState.OPEN.name(),
                  null,
                  line.recordedAt());
          case IncidentResolved(_, var reason) ->
              versions
                  .get(id)
                  .orElseThrow(() -> new IllegalStateException("not raised: " + id))
                  .resolved(reason);
        };
    versions.put(id, line.recordedAt(), row);
  }
}
