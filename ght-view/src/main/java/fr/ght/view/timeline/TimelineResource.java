package fr.ght.view.timeline;

import fr.ght.http.AsOf;
import fr.ght.http.lists.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What changed in a group. */
@Path("/api/view/ghts/{ght}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
public class TimelineResource {
  private final Timeline timeline;

  public TimelineResource(Timeline timeline) {
    this.timeline = timeline;
  }

  @GET
  @Operation(summary = "What changed in the group, latest first")
  public Uni<Page<TimelineEntry>> list(
      @PathParam("ght") String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    return timeline.of(
        ght, AsOf.parse(asOf, null, Instant.now()), establishment, cursor, Page.limit(limit));
  }
}
