package fr.ght.view.matrix;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.ApplicationDeclared;
import fr.ght.contracts.InventoryFact.ApplicationDecommissioned;
import fr.ght.contracts.InventoryFact.ApplicationFact;
import fr.ght.contracts.InventoryFact.ApplicationHostingChanged;
import fr.ght.contracts.InventoryFact.ApplicationHostingWithdrawn;
import fr.ght.contracts.InventoryFact.ApplicationInstanceChanged;
import fr.ght.contracts.InventoryFact.ApplicationInstanceWithdrawn;
import fr.ght.contracts.InventoryFact.ApplicationInterfacesChanged;
import fr.ght.contracts.InventoryFact.ApplicationNeedsChanged;
import fr.ght.contracts.InventoryFact.ApplicationStateChanged;
import fr.ght.contracts.InventoryFact.ApplicationUsersChanged;
import fr.ght.contracts.InventoryFact.ApplicationVersionChanged;
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
import org.jspecify.annotations.Nullable;

/** Table {@code application_row}. */
@Singleton
public class ApplicationsView implements View {
  public static final String NAME = "applications";

  static final String DECOMMISSIONED = "DECOMMISSIONED";

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
      @Nullable String instance) {

    Row withVersion(String newVersion) {
      return new Row(
          application, establishment, function, product, newVersion, state, users, instance);
    }

    Row withState(String newState) {
      return new Row(
          application, establishment, function, product, version, newState, users, instance);
    }

    Row withUsers(@Nullable Integer newUsers) {
      return new Row(
          application, establishment, function, product, version, state, newUsers, instance);
    }

    Row withInstance(@Nullable String newInstance) {
      return new Row(
          application, establishment, function, product, version, state, users, newInstance);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return fact instanceof ApplicationFact;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var applications = facts.stream().map(received -> about(received).application()).toList();
    var establishments = facts.stream().map(received -> about(received).establishment()).toList();
    return table
        .change(tx, applications, versions -> facts.forEach(received -> change(versions, received)))
        .chain(() -> Notices.send(tx, Notice.of(NAME, establishments, List.of())));
  }

  private static void change(Versions<Row> versions, ReceivedFact<InventoryFact> received) {
    var fact = about(received);
    versions.put(fact.application(), received.recordedAt(), after(versions, fact));
  }

  private static Row after(Versions<Row> versions, ApplicationFact fact) {
    return switch (fact) {
      case ApplicationDeclared(
              var id,
              var establishment,
              var function,
              var product,
              var version,
              var state,
              var users) ->
          new Row(id, establishment, function, product, version, state, users, null);
      case ApplicationVersionChanged(_, _, var version) ->
          standing(versions, fact).withVersion(version);
      case ApplicationStateChanged(_, _, var state) -> standing(versions, fact).withState(state);
      case ApplicationUsersChanged(_, _, var users) -> standing(versions, fact).withUsers(users);
      case ApplicationInstanceChanged(_, _, var instance) ->
          standing(versions, fact).withInstance(instance);
      case ApplicationInstanceWithdrawn _ -> standing(versions, fact).withInstance(null);
      // Nothing of these is shown here; the row's version goes on.
      case ApplicationNeedsChanged _,
          ApplicationHostingChanged _,
          ApplicationHostingWithdrawn _,
          ApplicationInterfacesChanged _ ->
          standing(versions, fact);
      case ApplicationDecommissioned _ -> standing(versions, fact).withState(DECOMMISSIONED);
    };
  }

  private static Row standing(Versions<Row> versions, ApplicationFact fact) {
    return versions
        .get(fact.application())
        .orElseThrow(() -> new IllegalStateException("not declared: " + fact.application()));
  }

  private static ApplicationFact about(ReceivedFact<InventoryFact> received) {
    return (ApplicationFact) received.fact();
  }

  @Override
  public List<String> tables() {
    return List.of("application_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(DigestedTable.temporal("application_row", "application", Owner.ESTABLISHMENT));
  }
}
