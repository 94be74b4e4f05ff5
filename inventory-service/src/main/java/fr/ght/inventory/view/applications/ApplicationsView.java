package fr.ght.inventory.view.applications;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code application_row}. */
@Singleton
public final class ApplicationsView implements View {
  static final String NAME = "inventory-applications";

  private final TemporalTable<Row> table =
      new TemporalTable<>("application_row", "application", Row.class);

  /** One application, as the table's columns. */
  record Row(
      String application,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      String search) {

    static Row of(
        String application,
        String establishment,
        String function,
        String product,
        @Nullable String version,
        String state,
        @Nullable Integer users) {
      return new Row(
          application,
          establishment,
          function,
          product,
          version,
          state,
          users,
          SearchText.of(application, function, product, version));
    }

    Row withVersion(String newVersion) {
      return of(application, establishment, function, product, newVersion, state, users);
    }

    Row withState(ApplicationState newState) {
      return of(application, establishment, function, product, version, newState.name(), users);
    }

    Row withUsers(@Nullable Integer newUsers) {
      return of(application, establishment, function, product, version, state, newUsers);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("application_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(ComparedTable.temporal("application_row", "application"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.APPLICATION);
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
    versions.put(
        id, line.recordedAt(), after(id, versions, InventoryEventTypes.APPLICATIONS.decode(line)));
  }

  private static Row after(String id, Versions<Row> versions, ApplicationEvent event) {
    return switch (event) {
      case ApplicationDeclared(var at, var function, var product, var version, var state, var n) ->
          Row.of(id, at.number(), function, product, version, state.name(), n);
      case ApplicationVersionChanged(_, var version) -> standing(versions, id).withVersion(version);
      case ApplicationStateChanged(_, var state, _) -> standing(versions, id).withState(state);
      case ApplicationUsersChanged(_, var users) -> standing(versions, id).withUsers(users);
      case ApplicationDecommissioned _ ->
          standing(versions, id).withState(ApplicationState.DECOMMISSIONED);
    };
  }

  private static Row standing(Versions<Row> versions, String id) {
    return versions.get(id).orElseThrow(() -> new IllegalStateException("not declared: " + id));
  }
}
