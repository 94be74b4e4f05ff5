package fr.ght.view.facts;

import fr.ght.eventsourcing.kafka.FactConsumer.ParkedFacts;
import fr.ght.eventsourcing.kafka.FactViewStatus;
import fr.ght.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** For operations, on the service's own port only: how the views are, and building them anew. */
@Path("/ops/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class ViewsResource {
  private final InventoryFacts facts;

  public ViewsResource(InventoryFacts facts) {
    this.facts = facts;
  }

  /**
   * @param progress of a rebuild, from 0 to 1
   * @param completeUpTo everything recorded by then is in the view; null while that is not known
   * @param trouble what keeps it from going on; null if nothing does
   * @param rebuild the last one; null if there was none
   */
  @Schema(name = "ViewStatus")
  public record Shown(
      String view,
      FactViewStatus.State state,
      double progress,
      @Nullable Instant completeUpTo,
      long lagMillis,
      int parkedStreams,
      @Nullable String trouble,
      FactViewStatus.@Nullable Rebuild rebuild) {

    static Shown of(FactViewStatus status) {
      return new Shown(
          status.view(),
          status.state(),
          status.progress(),
          status.completeUpTo(),
          status.lag().toMillis(),
          status.parkedStreams(),
          status.trouble(),
          status.rebuild());
    }
  }

  @GET
  @Operation(summary = "How far each view has taken the facts")
  public List<Shown> list() {
    return facts.statuses().stream().map(Shown::of).toList();
  }

  @GET
  @Path("/{view}")
  @Operation(summary = "How far one view is, and how its last rebuild went")
  public Shown get(@PathParam("view") String view) {
    return list().stream()
        .filter(status -> status.view().equals(view))
        .findFirst()
        .orElseThrow(ViewsResource::unknown);
  }

  @POST
  @Path("/{view}/rebuild")
  @Operation(summary = "Empty a view and fill it again from the topic; 202 once it has begun")
  public Uni<RestResponse<Void>> rebuild(@PathParam("view") String view) {
    return known(facts.rebuild(view)).replaceWith(RestResponse.accepted());
  }

  @GET
  @Path("/{view}/parked")
  @Operation(summary = "The streams that a view has set aside, and why")
  public Uni<List<ParkedFacts>> parked(@PathParam("view") String view) {
    return known(facts.parked(view));
  }

  private static <T> T known(Optional<T> found) {
    return found.orElseThrow(ViewsResource::unknown);
  }

  private static Problem.ProblemException unknown() {
    return Problem.notFound("such view: GET /ops/views lists them");
  }
}
