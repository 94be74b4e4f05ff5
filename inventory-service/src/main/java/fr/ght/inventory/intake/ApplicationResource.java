package fr.ght.inventory.intake;

import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Caller;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.application.Application;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.Application.Undeclared;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationRefusal;
import fr.ght.inventory.domain.application.ApplicationState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Applications that establishments run, each declared by its establishment. */
@Path("/api/inventory/applications/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "applications")
public class ApplicationResource {
  private final Commands<ApplicationCommand, Application, ApplicationEvent> applications;
  private final Establishments establishments;
  private final Caller caller;

  public ApplicationResource(
      Commands<ApplicationCommand, Application, ApplicationEvent> applications,
      Establishments establishments,
      Caller caller) {
    this.applications = applications;
    this.establishments = establishments;
    this.caller = caller;
  }

  @PUT
  @Operation(summary = "Declare an application, or say what it is now")
  public Uni<RestResponse<ApplicationBody.Shown>> declare(
      @PathParam("id") String id,
      @Nullable ApplicationBody body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    var declaration = asked.toCommand();
    return establishments
        .requireKnown(declaration.deployment().establishment())
        .chain(() -> carryOut(id, declaration, headers, asked))
        .map(answer -> shown(id, answer));
  }

  @DELETE
  @Operation(summary = "Decommission an application")
  public Uni<RestResponse<Void>> decommission(
      @PathParam("id") String id, @BeanParam CommandHeaders headers) {
    return carryOut(id, new ApplicationCommand.Decommission(), headers, "DELETE")
        .map(Commands.Answer::toEmptyResponse);
  }

  /** An earlier state turns out to be the right one. */
  public record StateCorrection(@Nullable String state, @Nullable String reason) {
    ApplicationCommand toCommand() {
      return Findings.reading(found -> {
        var stage = found.oneOf("state", state, ApplicationState.class);
        var why = found.required("reason", reason, Names::text);
        return () -> new ApplicationCommand.ChangeState(stage.get(), why.get());
      });
    }
  }

  @POST
  @Path("/state-corrections")
  @Operation(summary = "Correct an application's state, also to an earlier one, with the reason")
  public Uni<RestResponse<ApplicationBody.Shown>> correctState(
      @PathParam("id") String id,
      @Nullable StateCorrection body,
      @BeanParam CommandHeaders headers) {
    var correction = Problem.present(body);
    return carryOut(id, correction.toCommand(), headers, correction)
        .map(answer -> shown(id, answer));
  }

  @GET
  @Operation(summary = "An application as it was recorded by an instant")
  public Uni<RestResponse<ApplicationBody.Shown>> get(
      @PathParam("id") String id, @QueryParam("asOf") @Nullable String asOf) {
    return applications
        .read(Names.application(id), AsOf.parse(asOf, null, Instant.now()))
        .map(answer -> shown(id, answer));
  }

  private Uni<Commands.Answer<Application>> carryOut(
      String id, ApplicationCommand command, CommandHeaders headers, Object asked) {
    var stream = Names.application(id);
    return applications.carryOut(
        stream,
        command,
        caller.decides(headers.command(caller.tenant(), stream.toString(), asked)),
        headers.expectedVersion());
  }

  private static RestResponse<ApplicationBody.Shown> shown(
      String id, Commands.Answer<Application> answer) {
    return switch (answer.state()) {
      case Undeclared _ -> throw Problem.notFound("application " + id);
      case Declared declared -> answer.toResponse(ApplicationBody.Shown.of(id, declared));
    };
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((ApplicationRefusal) refusal) {
      case NOT_DECLARED -> Problem.notFound("such application: declare it first");
      case OTHER_ESTABLISHMENT ->
          refused(
              refusal,
              "An application stays at its establishment. Decommission this one and declare another.");
      case OTHER_FUNCTION ->
          refused(
              refusal, "An application keeps its function. Declare another one under another id.");
      case OTHER_PRODUCT ->
          refused(
              refusal,
              "Another product is another application. Decommission this one and declare another.");
      case STATE_GOES_BACK ->
          refused(refusal, "A state only goes forward. POST a state correction with its reason.");
      case ALREADY_DECOMMISSIONED ->
          refused(
              refusal,
              "It is decommissioned. If that was wrong, POST a state correction with its reason.");
      case NEGATIVE_USERS -> Problem.invalid("users", "must not be negative");
      case CORRECTION_WITHOUT_REASON -> Problem.invalid("reason", "is missing");
    };
  }

  private static ProblemException refused(Refusal refusal, String detail) {
    return Kind.REFUSED.with(refusal.name(), detail);
  }
}
