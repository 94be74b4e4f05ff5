package fr.ght.inventory.view.applications;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Table {@code application_row}. */
@Singleton
public final class ApplicationsView implements View {
  public static final String NAME = "inventory-applications";

  private final TemporalTable<Row> table =
      new TemporalTable<>("application_row", "application", Row.class);

  /**
   * One application, as the table's columns.
   *
   * @param productKey the product without case and accents, by which it is the same one elsewhere
   */
  record Row(
      String application,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      @JsonUnwrapped Operated operated,
      String productKey,
      String search) {

    static Row of(String application, ApplicationDeclared declared) {
      return new Row(
              application,
              declared.establishment().number(),
              declared.function(),
              declared.product(),
              declared.version(),
              declared.state().name(),
              declared.users(),
              Operated.UNKNOWN,
              SearchText.of(declared.product()),
              "")
          .searched();
    }

    /** What it is searched by is all that people call it. */
    private Row searched() {
      return new Row(
          application,
          establishment,
          function,
          product,
          version,
          state,
          users,
          operated,
          productKey,
          SearchText.of(
              application, function, product, version, operated.instance(), operated.host()));
    }

    Row withVersion(String newVersion) {
      return new Row(
              application,
              establishment,
              function,
              product,
              newVersion,
              state,
              users,
              operated,
              productKey,
              search)
          .searched();
    }

    Row withState(ApplicationState newState) {
      return new Row(
          application,
          establishment,
          function,
          product,
          version,
          newState.name(),
          users,
          operated,
          productKey,
          search);
    }

    Row withUsers(@Nullable Integer newUsers) {
      return new Row(
          application,
          establishment,
          function,
          product,
          version,
          state,
          newUsers,
          operated,
          productKey,
          search);
    }

    Row with(Operated newOperated) {
      return new Row(
              application,
              establishment,
              function,
              product,
              version,
              state,
              users,
              newOperated,
              productKey,
              search)
          .searched();
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
      case ApplicationDeclared declared -> Row.of(id, declared);
      case ApplicationVersionChanged(_, var version) -> standing(versions, id).withVersion(version);
      case ApplicationStateChanged(_, var state, _) -> standing(versions, id).withState(state);
      case ApplicationUsersChanged(_, var users) -> standing(versions, id).withUsers(users);
      case ApplicationInstanceChanged(_, var instance) ->
          operated(versions, id, known -> known.withInstance(instance));
      case ApplicationInstanceWithdrawn _ ->
          operated(versions, id, known -> known.withInstance(null));
      case ApplicationNeedsChanged(_, var needs) ->
          operated(versions, id, known -> known.with(needs));
      case ApplicationHostingChanged(_, var hosting) ->
          operated(versions, id, known -> known.with(hosting));
      case ApplicationHostingWithdrawn _ -> operated(versions, id, Operated::withoutHosting);
      case ApplicationInterfacesChanged(_, var interfaces) ->
          operated(versions, id, known -> known.withInterfaces(interfaces));
      case ApplicationDecommissioned _ ->
          standing(versions, id).withState(ApplicationState.DECOMMISSIONED);
    };
  }

  private static Row operated(Versions<Row> versions, String id, UnaryOperator<Operated> change) {
    var row = standing(versions, id);
    return row.with(change.apply(row.operated()));
  }

  private static Row standing(Versions<Row> versions, String id) {
    return versions.get(id).orElseThrow(() -> new IllegalStateException("not declared: " + id));
  }
}
