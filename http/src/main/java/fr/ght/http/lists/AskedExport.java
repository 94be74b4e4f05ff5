package fr.ght.http.lists;

import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** A whole list is asked for, as recorded by when. */
public record AskedExport(
    @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
        @Nullable String asOf,
    @QueryParam("format") @Parameter(description = "csv, where no Accept header can be sent")
        @Nullable String format) {

  /**
   * @param on a date that dated facts are asked for; by default the day of {@code asOf}
   * @throws Problem.ProblemException 400 naming the parameter
   */
  public AsOf moment(@Nullable String on) {
    return AsOf.parse(asOf, on, Instant.now());
  }
}
