package fr.ght.inventory.intake.budgets;

import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.budget.BudgetCommand;
import fr.ght.inventory.domain.budget.BudgetEnvelopes;
import fr.ght.inventory.domain.budget.BudgetOwner;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands.Answer;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An establishment's own envelopes. */
@Path("/api/inventory/budgets/establishments/{finess}/{year}/{kind}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
public class EstablishmentBudgetResource {
  private final Budgets budgets;
  private final Establishments establishments;
  private final Rights rights;
  private final Call call;

  public EstablishmentBudgetResource(
      Budgets budgets, Establishments establishments, Rights rights, Call call) {
    this.budgets = budgets;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
  }

  @PUT
  @Operation(summary = "Set how much an establishment may commit in a year, of one kind")
  public Uni<RestResponse<BudgetBody.Shown>> set(
      @PathParam("finess") String finess,
      @PathParam("year") String year,
      @PathParam("kind") String kind,
      @Nullable BudgetBody body,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var line = BudgetBody.line(year, kind);
    var owner = BudgetOwner.of(establishment);
    var asked = Problem.present(body);
    return carryOut(establishment, asked.toCommand(owner, line), headers, line + " " + asked)
        .map(answer -> answer.toResponse(BudgetBody.Shown.of(owner, line, answer.state())));
  }

  @DELETE
  @Operation(summary = "Withdraw an envelope: nothing is refused for it any more")
  public Uni<RestResponse<Void>> withdraw(
      @PathParam("finess") String finess,
      @PathParam("year") String year,
      @PathParam("kind") String kind,
      @QueryParam("reason") @Nullable String reason,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var line = BudgetBody.line(year, kind);
    var command = Budgets.withdrawal(BudgetOwner.of(establishment), line, reason);
    return carryOut(establishment, command, headers, "DELETE " + line + " " + reason)
        .map(Answer::toEmptyResponse);
  }

  private Uni<Answer<BudgetEnvelopes>> carryOut(
      Finess establishment, BudgetCommand command, CommandHeaders headers, Object asked) {
    var origin = call.origin();
    return rights
        .require(origin.caller(), Action.SET_BUDGET, establishment, Establishments::unseen)
        .call(() -> establishments.requireKnown(establishment))
        .chain(role ->
            budgets.carryOut(Names.budget(establishment), command, origin, role, headers, asked));
  }
}
