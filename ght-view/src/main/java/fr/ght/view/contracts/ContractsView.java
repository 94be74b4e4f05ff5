package fr.ght.view.contracts;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.ContractCorrected;
import fr.ght.contracts.InventoryFact.ContractDrafted;
import fr.ght.contracts.InventoryFact.ContractExpired;
import fr.ght.contracts.InventoryFact.ContractFact;
import fr.ght.contracts.InventoryFact.ContractRenewed;
import fr.ght.contracts.InventoryFact.ContractSigned;
import fr.ght.contracts.InventoryFact.ContractTerminated;
import fr.ght.contracts.InventoryFact.EntitlementRecorded;
import fr.ght.contracts.InventoryFact.EntitlementWithdrawn;
import fr.ght.contracts.InventoryFact.NoticeWindowOpened;
import fr.ght.contracts.InventoryFact.TerminationWithdrawn;
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

/** Table {@code contract_row}. */
@Singleton
public class ContractsView implements View {
  public static final String NAME = "contracts";

  private final TemporalTable<ListedContract> table =
      new TemporalTable<>("contract_row", "contract", ListedContract.class);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return fact instanceof ContractFact;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var contracts = facts.stream().map(received -> about(received).contract()).toList();
    var establishments = facts.stream().map(received -> about(received).establishment()).toList();
    return table
        .change(tx, contracts, versions -> facts.forEach(received -> change(versions, received)))
        .chain(() -> Notices.send(tx, Notice.of(NAME, establishments, List.of())));
  }

  private static void change(
      Versions<ListedContract> versions, ReceivedFact<InventoryFact> received) {
    var fact = about(received);
    versions.put(fact.contract(), received.recordedAt(), after(versions, fact));
  }

  private static ListedContract after(Versions<ListedContract> versions, ContractFact fact) {
    return switch (fact) {
      case ContractDrafted(var id, var establishment, var terms) ->
          ListedContract.drafted(id, establishment, terms);
      case ContractSigned(var id, var establishment, var signedOn, var terms) ->
          ListedContract.signed(id, establishment, signedOn, terms);
      case ContractCorrected(_, _, var signedOn, var terms) ->
          standing(versions, fact).corrected(signedOn, terms);
      case ContractRenewed(_, _, var number, _, var until, var noticeOn, _) ->
          standing(versions, fact).renewed(number, until, noticeOn);
      case NoticeWindowOpened _ -> standing(versions, fact).noticeWindowOpened();
      case ContractTerminated(_, _, _, var endsOn) -> standing(versions, fact).terminated(endsOn);
      case TerminationWithdrawn(_, _, var end, var noticeOn) ->
          standing(versions, fact).terminationWithdrawn(end, noticeOn);
      case ContractExpired _ -> standing(versions, fact).expired();
      // Nothing of these is shown here; the row's version goes on.
      case EntitlementRecorded _, EntitlementWithdrawn _ -> standing(versions, fact);
    };
  }

  private static ListedContract standing(Versions<ListedContract> versions, ContractFact fact) {
    return versions
        .get(fact.contract())
        .orElseThrow(() -> new IllegalStateException("not declared: " + fact.contract()));
  }

  private static ContractFact about(ReceivedFact<InventoryFact> received) {
    return (ContractFact) received.fact();
  }

  @Override
  public List<String> tables() {
    return List.of("contract_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(DigestedTable.temporal("contract_row", "contract", Owner.ESTABLISHMENT));
  }
}
