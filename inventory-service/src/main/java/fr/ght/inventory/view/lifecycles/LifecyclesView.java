package fr.ght.inventory.view.lifecycles;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.inventory.domain.lifecycle.Release;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Table {@code lifecycle_row}: until when releases are supported. */
@Singleton
public final class LifecyclesView implements View {
  static final String NAME = "inventory-lifecycles";

  private final TemporalTable<Row> table =
      new TemporalTable<>("lifecycle_row", "lifecycle", Row.class);

  /**
   * @param ght empty for all groups
   */
  record Row(
      String lifecycle,
      String ght,
      String product,
      String label,
      List<Release> releases,
      String source) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("lifecycle_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(ComparedTable.temporal("lifecycle_row", "lifecycle"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.LIFECYCLE);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    return table.change(
        tx,
        events.stream().map(event -> event.stream().key()).toList(),
        versions ->
            events.forEach(line -> {
              var told = InventoryEventTypes.LIFECYCLES.decode(line);
              var key = line.stream().key();
              var ght = told.ght();
              versions.put(
                  key,
                  line.recordedAt(),
                  new Row(
                      key,
                      ght == null ? "" : ght,
                      told.product(),
                      told.label(),
                      told.releases(),
                      told.source()));
            }));
  }
}
