package fr.ght.view.matrix;

import fr.ght.http.AsOf;
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

/** Business functions × establishments. */
@Path("/api/view/ghts/{ght}/matrix")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
public class MatrixResource {
  private final Matrix matrix;

  public MatrixResource(Matrix matrix) {
    this.matrix = matrix;
  }

  @GET
  @Operation(summary = "Which member runs what for which business function")
  public Uni<MatrixAnswer> matrix(
      @PathParam("ght") String ght,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("on") @Parameter(description = "the day whose members count; by default asOf's")
          @Nullable String on) {
    return matrix.of(ght, AsOf.parse(asOf, on, Instant.now()));
  }
}
