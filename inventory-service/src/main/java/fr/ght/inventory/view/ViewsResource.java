package fr.ght.inventory.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.http.FollowerShown;
import fr.ght.http.Problem;
import fr.ght.http.operations.ViewOperations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operations, on the service's own port only: how the views are, and building them anew. */
@Path("/ops/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class ViewsResource extends ViewOperations {
  private final Views views;

  public ViewsResource(Views views) {
    super(views.rebuilds(), views);
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

  @GET
  @Path("/{view}")
  @Operation(summary = "How far one view has followed the log")
  public Shown get(@PathParam("view") String view) {
    return list().stream()
        .filter(status -> status.view().equals(view))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("such view: GET /ops/views lists them"));
  }
}
