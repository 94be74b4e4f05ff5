package fr.ght.inventory.intake;

import static fr.ght.inventory.domain.incident.IncidentRefusal.UNKNOWN_INCIDENT;

import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.incident.Incident;
import fr.ght.inventory.domain.incident.IncidentCommand;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.incident.IncidentRefusal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Incidents of the intake, settled by people. */
@Path("/api/inventory/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class IncidentResource {
  private final Commands<IncidentCommand, Incident, IncidentEvent> incidents;
  private final Rights rights;
  private final Call call;

  public IncidentResource(
      Commands<IncidentCommand, Incident, IncidentEvent> incidents, Rights rights, Call call) {
    this.incidents = incidents;
    this.rights = rights;
    this.call = call;
  }

  /**
   * @param reason what was found and done, without personal data
   */
  public record Resolution(@Nullable String reason) {
    IncidentCommand toCommand() {
      return Findings.reading(found -> {
        var why = found.required("reason", reason, Names::text);
        return () -> new IncidentCommand.Resolve(why.get());
      });
    }
  }

  @POST
  @Path("/{id:.+}/resolution")
  @Operation(summary = "Settle an incident, with the reason")
  public Uni<RestResponse<Void>> resolve(
      @PathParam("id") String id, @Nullable Resolution body, @BeanParam CommandHeaders headers) {
    var stream = Names.incident(id);
    var resolution = Problem.present(body);
    var command = resolution.toCommand();
    var origin = call.origin();
    Rights.requireRole(origin.caller(), Action.CORRECT);
    return incidents
        .read(stream, AsOf.now())
        .chain(found ->
            switch (found.state()) {
              case Incident.Unknown _ -> Uni.createFrom().<Role>failure(explain(UNKNOWN_INCIDENT));
              case Incident.Open open -> require(origin, open.establishment());
              case Incident.Resolved resolved -> require(origin, resolved.establishment());
            })
        .chain(role ->
            incidents.carryOut(
                stream,
                command,
                origin.as(role, headers.command(origin.tenant(), stream.toString(), resolution)),
                headers.expectedVersion()))
        .map(Commands.Answer::toEmptyResponse);
  }

  private Uni<Role> require(Origin origin, Finess establishment) {
    return rights.require(
        origin.caller(), Action.CORRECT, establishment, () -> explain(UNKNOWN_INCIDENT));
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((IncidentRefusal) refusal) {
      case UNKNOWN_INCIDENT -> Problem.notFound("such incident");
    };
  }
}
