package fr.ght.inventory.intake;

import fr.ght.eventsourcing.Refusal;
import fr.ght.http.Caller;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
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
  private final Caller caller;

  public IncidentResource(
      Commands<IncidentCommand, Incident, IncidentEvent> incidents, Caller caller) {
    this.incidents = incidents;
    this.caller = caller;
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
    return incidents
        .carryOut(
            stream,
            resolution.toCommand(),
            caller.decides(headers.command(caller.tenant(), stream.toString(), resolution)),
            headers.expectedVersion())
        .map(Commands.Answer::toEmptyResponse);
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((IncidentRefusal) refusal) {
      case UNKNOWN_INCIDENT -> Problem.notFound("such incident");
    };
  }
}
