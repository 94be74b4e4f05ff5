package fr.ght.http.lists;

import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for, as recorded by when: the parameters that every list has. */
public record AskedPage(
    @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
        @Nullable String asOf,
    @QueryParam("cursor") @Parameter(description = "what the page before gave as next")
        @Nullable String cursor,
    @QueryParam("limit") @Parameter(description = "from 1 to 500; by default 50")
        @Nullable String limit) {

  /**
   * @throws Problem.ProblemException 400 if it is neither a date nor an instant
   */
  public AsOf moment() {
    return moment(null);
  }

  /**
   * @param on a date that dated facts are asked for; by default the day of {@code asOf}
   * @throws Problem.ProblemException 400 naming the parameter
   */
  public AsOf moment(@Nullable String on) {
    return AsOf.parse(asOf, on, Instant.now());
  }

  /**
   * @throws Problem.ProblemException 400 if it is not from 1 to {@link Page#MOST}
   */
  public int rows() {
    return Page.limit(limit);
  }
}
