package fr.ght.view.facts;

import fr.ght.eventsourcing.kafka.FactViewStatus;
import fr.ght.http.Problem;
import fr.ght.http.operations.ViewOperations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For operations, on the service's own port only: how the views are, and building them anew. */
@Path("/ops/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class ViewsResource extends ViewOperations {
  private final InventoryFacts facts;

  public ViewsResource(InventoryFacts facts) {
    super(facts.rebuilds(), facts);
    this.facts = facts;
  }

  /**
   * @param completeUpTo everything recorded by then is in the view; null while that is not known
   * @param trouble what keeps it from going on; null if nothing does
   */
  @Schema(name = "ViewStatus")
  public record Shown(
      String view,
      @Nullable Instant completeUpTo,
      long lagMillis,
      int parkedStreams,
      @Nullable String trouble) {

    static Shown of(FactViewStatus status) {
      return new Shown(
          status.view(),
          status.completeUpTo(),
          status.lag().toMillis(),
          status.parkedStreams(),
          status.trouble());
    }
  }

  @GET
  @Operation(summary = "How far each view has taken the facts")
  public List<Shown> list() {
    return facts.statuses().stream().map(Shown::of).toList();
  }

  @GET
  @Path("/{view}")
  @Operation(summary = "How far one view has taken the facts")
  public Shown get(@PathParam("view") String view) {
    return list().stream()
        .filter(status -> status.view().equals(view))
        .findFirst()
        .orElseThrow(ViewsResource::unknown);
  }

  private static Problem.ProblemException unknown() {
    return Problem.notFound("such view: GET /ops/views lists them");
  }
}
