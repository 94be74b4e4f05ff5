package fr.ght.inventory.intake.budgets;

import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.budget.BudgetCommand;
import fr.ght.inventory.domain.budget.BudgetEnvelopes;
import fr.ght.inventory.domain.budget.BudgetOwner;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Commands.Answer;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A group's envelopes, for all its members together, and what becomes of what passes one. */
@Path("/api/inventory/budgets/ghts/{ght}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
public class GroupBudgetResource {
  private final Budgets budgets;
  private final Commands<GhtCommand, Ght, GhtEvent> groups;
  private final Call call;

  public GroupBudgetResource(
      Budgets budgets, Commands<GhtCommand, Ght, GhtEvent> groups, Call call) {
    this.budgets = budgets;
    this.groups = groups;
    this.call = call;
  }

  @PUT
  @Path("/{year}/{kind}")
  @Operation(summary = "Set how much the members of a group may commit in a year, of one kind")
  public Uni<RestResponse<BudgetBody.Shown>> set(
      @PathParam("ght") String ght,
      @PathParam("year") String year,
      @PathParam("kind") String kind,
      @Nullable BudgetBody body,
      @BeanParam CommandHeaders headers) {
    var line = BudgetBody.line(year, kind);
    var owner = BudgetOwner.ofGroup(ght);
    var asked = Problem.present(body);
    return carryOut(ght, asked.toCommand(owner, line), headers, line + " " + asked)
        .map(answer -> answer.toResponse(BudgetBody.Shown.of(owner, line, answer.state())));
  }

  @DELETE
  @Path("/{year}/{kind}")
  @Operation(summary = "Withdraw a group's envelope: nothing is refused for it any more")
  public Uni<RestResponse<Void>> withdraw(
      @PathParam("ght") String ght,
      @PathParam("year") String year,
      @PathParam("kind") String kind,
      @QueryParam("reason") @Nullable String reason,
      @BeanParam CommandHeaders headers) {
    var line = BudgetBody.line(year, kind);
    var command = Budgets.withdrawal(BudgetOwner.ofGroup(ght), line, reason);
    return carryOut(ght, command, headers, "DELETE " + line + " " + reason)
        .map(Answer::toEmptyResponse);
  }

  @GET
  @Path("/overrun")
  @Operation(summary = "What becomes of commitments that pass an envelope of the group or a member")
  public Uni<RestResponse<BudgetBody.ShownOverrun>> overrun(
      @PathParam("ght") String ght, @QueryParam("asOf") @Nullable String asOf) {
    Names.ght(ght);
    var moment = AsOf.parse(asOf, null, Instant.now());
    Rights.requireRead(call.caller(), ght);
    return budgets
        .read(Names.budget(ght), moment)
        .map(answer -> answer.toResponse(BudgetBody.ShownOverrun.of(ght, answer.state())));
  }

  @PUT
  @Path("/overrun")
  @Operation(
      summary = "Choose what becomes of commitments that pass an envelope",
      description =
          "REFUSE: they are not made. FLAG, which holds until a group chooses: they are, and the"
              + " envelope is shown as passed. It holds for the group's envelopes and for its members'.")
  public Uni<RestResponse<BudgetBody.ShownOverrun>> choose(
      @PathParam("ght") String ght,
      BudgetBody.@Nullable OverrunBody body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return carryOut(ght, asked.toCommand(BudgetOwner.ofGroup(ght)), headers, asked)
        .map(answer -> answer.toResponse(BudgetBody.ShownOverrun.of(ght, answer.state())));
  }

  private Uni<Answer<BudgetEnvelopes>> carryOut(
      String ght, BudgetCommand command, CommandHeaders headers, Object asked) {
    var origin = call.origin();
    Rights.requireRole(origin.caller(), Action.GOVERN_GROUP);
    return groups
        .read(Names.ght(ght), AsOf.now())
        .map(found -> Rights.requireGovernExisting(origin.caller(), ght, found.state()))
        .chain(role -> budgets.carryOut(Names.budget(ght), command, origin, role, headers, asked));
  }
}
