package fr.ght.view.timeline;

import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
      @BeanParam AskedPage asked) {
    return timeline.of(ght, asked.moment(), establishment, asked.cursor(), asked.rows());
  }
}
