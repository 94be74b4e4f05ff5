package fr.ght.view.pages;

import fr.ght.http.Problem;
import fr.ght.view.group.Groups;
import fr.ght.view.members.Members;
import fr.ght.view.pages.shown.EstablishmentPage;
import fr.ght.view.pages.shown.TimelinePart;
import fr.ght.view.timeline.Timeline;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one establishment of a group. */
@Path("/ghts/{ght}/etablissements/{finess}")
@Produces(Html.MEDIA_TYPE)
public class EstablishmentPageResource {
  private static final int ENTRIES = 30;

  private final Groups groups;
  private final Members members;
  private final Timeline timeline;
  private final Rendering rendering;

  public EstablishmentPageResource(
      Groups groups, Members members, Timeline timeline, Rendering rendering) {
    this.groups = groups;
    this.members = members;
    this.timeline = timeline;
    this.rendering = rendering;
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<String>> page(
      @BeanParam Asked asked, @PathParam("finess") String finess) {
    return read(asked, finess).map(page -> Html.of(rendering.page(page)));
  }

  @GET
  @Path("/fragments/{part}")
  @Operation(hidden = true)
  public Uni<RestResponse<String>> part(
      @BeanParam Asked asked, @PathParam("finess") String finess, @PathParam("part") String part) {
    return read(asked, finess).map(page -> Html.of(part(part, page)));
  }

  private String part(String part, EstablishmentPage page) {
    return switch (part) {
      case "chiffres" ->
          rendering.part("figures", Map.of("figures", page.figures(), "head", page.head()));
      case "types" -> rendering.part("kinds", page);
      case "applications" -> rendering.part("applications", page);
      case "chronologie" -> rendering.part("timeline", Map.of("timeline", page.timeline()));
      default -> throw Problem.notFound("such part of the page");
    };
  }

  private Uni<EstablishmentPage> read(Asked asked, String finess) {
    if (Asked.isTooLong(finess)) {
      throw Problem.notFound("such establishment");
    }
    var moment = asked.moment();
    return Uni.combine()
        .all()
        .unis(
            members.group(asked.ght(), moment.asOf()),
            groups.establishment(asked.ght(), finess, moment.asOf()),
            timeline.of(asked.ght(), moment.asOf(), finess, asked.cursor(), ENTRIES))
        .with((group, establishment, entries) ->
            EstablishmentPage.of(
                group.name(),
                establishment,
                new TimelinePart.Slice(entries.items(), entries.next(), asked.cursor() == null),
                moment));
  }
}
