package fr.ght.view.pages;

import fr.ght.http.Problem;
import fr.ght.view.group.Groups;
import fr.ght.view.matrix.Matrix;
import fr.ght.view.pages.shown.EstablishmentsPart;
import fr.ght.view.pages.shown.GroupPage;
import fr.ght.view.pages.shown.MatrixPart;
import fr.ght.view.pages.shown.Moment;
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

/** The page of a group, and the parts of it that an open page reads again. */
@Path("/ghts/{ght}")
@Produces(Html.MEDIA_TYPE)
public class GroupPageResource {
  private static final int ENTRIES = 30;

  private final Groups groups;
  private final Matrix matrix;
  private final Timeline timeline;
  private final Rendering rendering;

  public GroupPageResource(Groups groups, Matrix matrix, Timeline timeline, Rendering rendering) {
    this.groups = groups;
    this.matrix = matrix;
    this.timeline = timeline;
    this.rendering = rendering;
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<String>> page(@BeanParam Asked asked) {
    return read(asked).map(page -> Html.of(rendering.page(page)));
  }

  @GET
  @Path("/fragments/{part}")
  @Operation(hidden = true)
  public Uni<RestResponse<String>> part(@BeanParam Asked asked, @PathParam("part") String part) {
    var html =
        switch (part) {
          case "chiffres", "etablissements" -> figures(asked, part);
          case "matrice" -> matrix(asked);
          case "chronologie" -> timeline(asked);
          default -> throw Problem.notFound("such part of the page");
        };
    return html.map(Html::of);
  }

  private Uni<GroupPage> read(Asked asked) {
    var moment = asked.moment();
    return Uni.combine()
        .all()
        .unis(
            groups.group(asked.ght(), moment.asOf()),
            matrix.of(asked.ght(), moment.asOf()),
            entries(asked, moment))
        .with((group, cells, entries) ->
            GroupPage.of(group, cells, entries, moment, asked.establishment()));
  }

  private Uni<String> figures(Asked asked, String part) {
    var moment = asked.moment();
    return groups
        .group(asked.ght(), moment.asOf())
        .map(group ->
            part.equals("chiffres")
                ? rendering.part(
                    "figures",
                    Map.of(
                        "figures", GroupPage.figures(group), "head", GroupPage.head(group, moment)))
                : rendering.part(
                    "establishments",
                    Map.of("establishments", EstablishmentsPart.of(group, moment))));
  }

  private Uni<String> matrix(Asked asked) {
    var moment = asked.moment();
    return matrix
        .of(asked.ght(), moment.asOf())
        .map(cells -> rendering.part("matrix", Map.of("matrix", MatrixPart.of(cells, moment))));
  }

  private Uni<String> timeline(Asked asked) {
    var moment = asked.moment();
    return entries(asked, moment)
        .map(entries ->
            rendering.part(
                "timeline",
                Map.of(
                    "timeline",
                    GroupPage.timeline(asked.ght(), entries, moment, asked.establishment()))));
  }

  private Uni<TimelinePart.Slice> entries(Asked asked, Moment moment) {
    var cursor = asked.cursor();
    return timeline
        .of(asked.ght(), moment.asOf(), asked.establishment(), cursor, ENTRIES)
        .map(page -> new TimelinePart.Slice(page.items(), page.next(), cursor == null));
  }
}
