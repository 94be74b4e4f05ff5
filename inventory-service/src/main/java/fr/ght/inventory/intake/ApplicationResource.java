package fr.ght.inventory.intake;

import static fr.ght.inventory.domain.application.ApplicationRefusal.NOT_DECLARED;

import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
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
import java.time.LocalDate;
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
  private final Rights rights;
  private final Call call;

  public ApplicationResource(
      Commands<ApplicationCommand, Application, ApplicationEvent> applications,
      Establishments establishments,
      Rights rights,
      Call call) {
    this.applications = applications;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
  }

  @PUT
  @Operation(summary = "Declare an application, or say what it is now")
  public Uni<RestResponse<ApplicationBody.Shown>> declare(
      @PathParam("id") String id,
      @Nullable ApplicationBody body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    var declaration = asked.toCommand();
    var establishment = declaration.deployment().establishment();
    var origin = call.origin();
    Names.application(id);
    return rights
        .require(origin.caller(), Action.DECLARE, establishment, Establishments::unseen)
        .chain(role ->
            establishments
                .requireKnown(establishment)
                .chain(() -> carryOut(origin, role, id, declaration, headers, asked))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused ->
                    requireOwnIfThere(origin, role, id)
                        .chain(() -> Uni.createFrom().failure(refused))))
        .map(answer -> shown(id, answer, AsOf.now().on()));
  }

  @DELETE
  @Operation(summary = "Decommission an application")
  public Uni<RestResponse<Void>> decommission(
      @PathParam("id") String id, @BeanParam CommandHeaders headers) {
    return change(Action.DECLARE, id, new ApplicationCommand.Decommission(), headers, "DELETE")
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
    return change(Action.CORRECT, id, correction.toCommand(), headers, correction)
        .map(answer -> shown(id, answer, AsOf.now().on()));
  }

  @GET
  @Operation(summary = "An application as it was recorded by an instant")
  public Uni<RestResponse<ApplicationBody.Shown>> get(
      @PathParam("id") String id, @QueryParam("asOf") @Nullable String asOf) {
    var stream = Names.application(id);
    var moment = AsOf.parse(asOf, null, Instant.now());
    var caller = call.caller();
    Rights.requireRole(caller, Action.READ);
    return applications
        .read(stream, moment)
        .call(answer ->
            switch (answer.state()) {
              case Undeclared _ -> Uni.createFrom().voidItem();
              case Declared declared ->
                  rights.require(
                      caller,
                      Action.READ,
                      declared.deployment().establishment(),
                      moment,
                      () -> noApplication(id));
            })
        .map(answer -> shown(id, answer, moment.on()));
  }

  /** Of an application that there is. */
  private Uni<Commands.Answer<Application>> change(
      Action action, String id, ApplicationCommand command, CommandHeaders headers, Object asked) {
    var origin = call.origin();
    Rights.requireRole(origin.caller(), action);
    return applications
        .read(Names.application(id), AsOf.now())
        .chain(found ->
            switch (found.state()) {
              case Undeclared _ -> Uni.createFrom().<Role>failure(explain(NOT_DECLARED));
              case Declared declared ->
                  rights.require(
                      origin.caller(),
                      action,
                      declared.deployment().establishment(),
                      () -> explain(NOT_DECLARED));
            })
        .chain(role -> carryOut(origin, role, id, command, headers, asked));
  }

  /**
   * Ids are one space for all, and no command takes over what somebody else declared. So it is
   * enough to look whose it is where a command was refused: who may not know of it must not learn
   * of it by the reason.
   */
  private Uni<Role> requireOwnIfThere(Origin origin, Role role, String id) {
    return applications
        .read(Names.application(id), AsOf.now())
        .chain(found ->
            switch (found.state()) {
              case Undeclared _ -> Uni.createFrom().item(role);
              case Declared declared ->
                  rights.require(
                      origin.caller(),
                      Action.DECLARE,
                      declared.deployment().establishment(),
                      () -> noApplication(id));
            });
  }

  private Uni<Commands.Answer<Application>> carryOut(
      Origin origin,
      Role role,
      String id,
      ApplicationCommand command,
      CommandHeaders headers,
      Object asked) {
    var stream = Names.application(id);
    return applications.carryOut(
        stream,
        command,
        origin.as(role, headers.command(origin.tenant(), stream.toString(), asked)),
        headers.expectedVersion());
  }

  private static ProblemException noApplication(String id) {
    return Problem.notFound("application " + id);
  }

  private static RestResponse<ApplicationBody.Shown> shown(
      String id, Commands.Answer<Application> answer, LocalDate on) {
    return switch (answer.state()) {
      case Undeclared _ -> throw noApplication(id);
      case Declared declared -> answer.toResponse(ApplicationBody.Shown.of(id, declared, on));
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
      case NEED_OFF_SCALE -> Problem.invalid("needs", "must each be from 1 to 4");
      case NEGATIVE_TIME -> Problem.invalid("needs", "must have no negative time");
      case CERTIFICATE_ENDS_BEFORE_IT_BEGINS ->
          Problem.invalid("hosting.certificate.validUntil", "lies before validFrom");
      case NEGATIVE_USERS -> Problem.invalid("users", "must not be negative");
      case CORRECTION_WITHOUT_REASON -> Problem.invalid("reason", "is missing");
    };
  }

  private static ProblemException refused(Refusal refusal, String detail) {
    return Kind.REFUSED.with(refusal.name(), detail);
  }
}
