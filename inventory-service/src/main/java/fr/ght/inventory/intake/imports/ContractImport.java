package fr.ght.inventory.intake.imports;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.contracts.Signing;
import fr.ght.inventory.intake.imports.Imports.Intended;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
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
        new WithinTheBudget(signing),
        call.origin(),
        parameters.toWanted());
  }

  /** A line that signs must fit beside those before it. */
  private record WithinTheBudget(Signing signing)
      implements Imports.Writing<ContractCommand.Change, Contract> {
    @Override
    public Uni<Commands.Answer<Contract>> carryOut(
        Intended<ContractCommand.Change, Contract> line, Context context) {
      return signing.carryOut(
          line.stream(), line.establishment(), line.found(), line.command(), context);
    }

    @Override
    public Uni<Map<StreamId, ProblemException>> foresee(
        List<Intended<ContractCommand.Change, Contract>> lines) {
      return signing.foresee(
          lines.stream()
              .map(line ->
                  new Signing.Intended(
                      line.stream(), line.establishment(), line.found().state(), line.command()))
              .toList());
    }
  }
}
