package fr.ght.http.operations;

import fr.ght.eventsourcing.rebuild.RebuildRefused;
import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.eventsourcing.rebuild.ViewVersion;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The versions of a service's views, and building them anew: the part of {@code /ops/views}. */
public abstract class ViewVersions {
  private final Rebuilds rebuilds;

  protected ViewVersions(Rebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  @POST
  @Path("/{view}/rebuild")
  @Operation(
      summary = "Build a view anew beside itself; 202 once it has begun",
      description =
          "It is switched to when it is as far, also where it differs, since the log is the truth;"
              + " with hold=true one that differs waits for POST …/versions/{version}/live.")
  public Uni<RestResponse<ViewVersion>> rebuild(
      @PathParam("view") String view, @QueryParam("hold") @DefaultValue("false") String hold) {
    return rebuilds
        .begin(view, isTrue(hold))
        .chain(() -> last(view))
        .map(version -> RestResponse.status(Status.ACCEPTED, version))
        .onFailure(RebuildRefused.class)
        .transform(ViewVersions::problem);
  }

  private static boolean isTrue(String hold) {
    return switch (hold) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.unreadable("hold", "is not true or false");
    };
  }

  @GET
  @Path("/{view}/rebuild")
  @Operation(summary = "How the last rebuild of a view goes, or went; 404 if there was none")
  public Uni<ViewVersion> rebuilt(@PathParam("view") String view) {
    return last(view).onFailure(RebuildRefused.class).transform(ViewVersions::problem);
  }

  private Uni<ViewVersion> last(String view) {
    return rebuilds
        .versions(view)
        .map(versions ->
            versions.stream()
                .filter(version -> version.version() > 1)
                .reduce((_, later) -> later)
                .orElseThrow(() -> Problem.notFound("rebuild of this view yet")));
  }

  @GET
  @Path("/{view}/versions")
  @Operation(summary = "The versions of a view; none if it was never built anew")
  public Uni<List<ViewVersion>> versions(@PathParam("view") String view) {
    return rebuilds.versions(view).onFailure(RebuildRefused.class).transform(ViewVersions::problem);
  }

  @POST
  @Path("/{view}/versions/{version}/live")
  @Operation(summary = "Switch to a version that is held, or back to one that was kept")
  public Uni<RestResponse<Void>> switchTo(
      @PathParam("view") String view, @PathParam("version") String version) {
    return rebuilds
        .switchTo(view, number(version))
        .map(_ -> RestResponse.<Void>accepted())
        .onFailure(RebuildRefused.class)
        .transform(ViewVersions::problem);
  }

  @DELETE
  @Path("/{view}/versions/{version}")
  @Operation(summary = "Drop a version that was kept, or give up one that is being built")
  public Uni<RestResponse<Void>> drop(
      @PathParam("view") String view, @PathParam("version") String version) {
    return rebuilds
        .drop(view, number(version))
        .map(_ -> RestResponse.<Void>noContent())
        .onFailure(RebuildRefused.class)
        .transform(ViewVersions::problem);
  }

  private static int number(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      throw Problem.unreadable("version", "is not a number");
    }
  }

  private static RuntimeException problem(Throwable failure) {
    var refusal = (RebuildRefused) failure;
    return switch (refusal.reason()) {
      case UNKNOWN_VIEW -> Problem.notFound("such view: GET /ops/views lists them");
      case UNKNOWN_VERSION ->
          Problem.notFound("such version: GET /ops/views/{view}/versions lists them");
      case ALREADY_REBUILDING, IS_LIVE, STILL_FILLING, OTHER_SHAPE ->
          Kind.REFUSED.with(refusal.reason().name(), String.valueOf(refusal.getMessage()));
    };
  }
}
