package fr.ght.inventory.intake.imports;

import fr.ght.access.signin.Call;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.contracts.Signing;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files of contracts: a line is a contract (docs/imports.md). */
@Path("/api/inventory/contracts/import")
@Consumes({ImportParameters.CSV, ImportParameters.OF_EXCEL})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class ContractImport {
  private final Commands<ContractCommand, Contract, ContractEvent> contracts;
  private final Signing signing;
  private final Imports imports;
  private final Call call;

  ContractImport(
      Commands<ContractCommand, Contract, ContractEvent> contracts,
      Signing signing,
      Imports imports,
      Call call) {
    this.contracts = contracts;
    this.signing = signing;
    this.imports = imports;
    this.call = call;
  }

  @POST
  @Operation(summary = "Record the contracts of a CSV file, or see what it would change")
  public Uni<ImportReport> take(@BeanParam ImportParameters parameters, byte @Nullable [] body) {
    return imports.run(
        ImportParameters.present(body),
        new ContractFormat(),
        contracts,
        (contract, establishment, found, command, context) ->
            signing.carryOut(contract, establishment, found, command, context),
        call.origin(),
        parameters.toWanted());
  }
}
