package fr.ght.inventory.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import fr.ght.http.FollowerShown;
import fr.ght.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** For operations, on the service's own port only: how the views are, and building them anew. */
@Path("/ops/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class ViewsResource {
  private final Views views;

  public ViewsResource(Views views) {
    this.views = views;
  }

  /** How far a view is. */
  @Schema(name = "ViewStatus")
  public record Shown(String view, @JsonUnwrapped FollowerShown status) {

    static Shown of(FollowerStatus status) {
      return new Shown(status.name(), FollowerShown.of(status));
    }
  }

  @GET
  @Operation(summary = "How far each view has followed the log")
  public List<Shown> list() {
    return views.statuses().stream().map(Shown::of).toList();
  }

  @POST
  @Path("/{view}/rebuild")
  @Operation(summary = "Empty a view and fill it again from the log; 202 once it has begun")
  public Uni<RestResponse<Void>> rebuild(@PathParam("view") String view) {
    return views
        .rebuild(view)
        .orElseThrow(() -> Problem.notFound("such view: GET /ops/views lists them"))
        .replaceWith(RestResponse.accepted());
  }

  @GET
  @Path("/{view}/parked")
  @Operation(summary = "The streams that a view has set aside, and why")
  public Uni<List<Parked>> parked(@PathParam("view") String view) {
    return views
        .parked(view)
        .orElseThrow(() -> Problem.notFound("such view: GET /ops/views lists them"));
  }
}
