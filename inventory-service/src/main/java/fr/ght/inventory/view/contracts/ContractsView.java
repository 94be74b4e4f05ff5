package fr.ght.inventory.view.contracts;

import fr.ght.eventsourcing.Recorded;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractDecider;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractEvent.*;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code contract_row} and {@code entitlement_row}. What an event makes of a contract is
 * said by the decider, from what its row tells.
 */
@Singleton
public final class ContractsView implements View {
  public static final String NAME = "inventory-contracts";

  private static final ContractDecider RULES = new ContractDecider();

  private final TemporalTable<ListedContract> contracts =
      new TemporalTable<>("contract_row", "contract", ListedContract.class);
  private final TemporalTable<Entitled> entitlements =
      new TemporalTable<>("entitlement_row", "entitlement", Entitled.class);

  /** An entitlement, as the columns of {@code entitlement_row}. */
  record Entitled(
      String entitlement,
      String contract,
      String establishment,
      String product,
      String metric,
      @Nullable Integer quantity) {

    static Entitled of(
        String contract,
        Finess establishment,
        String product,
        Metric metric,
        @Nullable Integer quantity) {
      return new Entitled(
          key(contract, product),
          contract,
          establishment.number(),
          product,
          metric.name(),
          quantity);
    }

    static String key(String contract, String product) {
      return contract + "/" + product;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("contract_row", "entitlement_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(
        ComparedTable.temporal("contract_row", "contract"),
        ComparedTable.temporal("entitlement_row", "entitlement"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.CONTRACT);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    var changes = events.stream().map(InventoryEventTypes.CONTRACTS::read).toList();
    return contracts
        .change(
            tx,
            changes.stream().map(ContractsView::contract).toList(),
            versions -> changes.forEach(recorded -> change(versions, recorded)))
        .chain(() -> {
          var keys = changes.stream().flatMap(recorded -> entitlement(recorded).stream()).toList();
          return keys.isEmpty()
              ? Uni.createFrom().voidItem()
              : entitlements.change(
                  tx,
                  keys,
                  versions -> changes.forEach(recorded -> changeEntitlement(versions, recorded)));
        });
  }

  private static String contract(Recorded<ContractEvent> recorded) {
    return recorded.line().stream().key();
  }

  private static void change(Versions<ListedContract> versions, Recorded<ContractEvent> recorded) {
    var id = contract(recorded);
    Contract before = versions.get(id).map(ListedContract::asContract).orElseGet(RULES::initial);
    versions.put(
        id,
        recorded.line().recordedAt(),
        ListedContract.of(id, RULES.evolve(before, recorded.event())));
  }

  /** The key of the entitlement that the event is about, if it is about one. */
  private static Optional<String> entitlement(Recorded<ContractEvent> recorded) {
    return switch (recorded.event()) {
      case EntitlementRecorded(_, var product, _, _) ->
          Optional.of(Entitled.key(contract(recorded), product));
      case EntitlementWithdrawn(_, var product, _) ->
          Optional.of(Entitled.key(contract(recorded), product));
      case ContractDrafted _,
          ContractSigned _,
          ContractCorrected _,
          ContractRenewed _,
          NoticeWindowOpened _,
          ContractTerminated _,
          TerminationWithdrawn _,
          ContractExpired _ ->
          Optional.empty();
    };
  }

  private static void changeEntitlement(
      Versions<Entitled> versions, Recorded<ContractEvent> recorded) {
    var id = contract(recorded);
    var at = recorded.line().recordedAt();
    if (recorded.event()
        instanceof EntitlementRecorded(var place, var product, var metric, var quantity)) {
      var row = Entitled.of(id, place, product, metric, quantity);
      versions.put(row.entitlement(), at, row);
    } else {
      entitlement(recorded).ifPresent(key -> versions.remove(key, at));
    }
  }
}
