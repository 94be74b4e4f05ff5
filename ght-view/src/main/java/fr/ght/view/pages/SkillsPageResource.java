package fr.ght.view.pages;

import fr.ght.http.Problem;
import fr.ght.view.group.Groups;
import fr.ght.view.pages.shown.SkillsPage;
import fr.ght.view.skills.Skills;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Who in a group is able to maintain what, where too few are first. */
@Path("/ghts/{ght}/competences")
@Produces(Html.MEDIA_TYPE)
public class SkillsPageResource {
  private final Groups groups;
  private final Skills skills;
  private final Rendering rendering;

  public SkillsPageResource(Groups groups, Skills skills, Rendering rendering) {
    this.groups = groups;
    this.skills = skills;
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
    var template =
        switch (part) {
          case "chiffres" -> "skill-figures";
          case "etablissements" -> "skills";
          case "groupement" -> "skills-of-group";
          default -> throw Problem.notFound("such part of the page");
        };
    return read(asked).map(page -> Html.of(rendering.part(template, page)));
  }

  private Uni<SkillsPage> read(Asked asked) {
    var moment = asked.moment();
    var establishment = asked.establishment();
    return Uni.combine()
        .all()
        .unis(
            groups.group(asked.ght(), moment.asOf()),
            skills.of(asked.ght(), establishment, moment.asOf()))
        .with((group, answer) -> SkillsPage.of(group, answer, establishment, moment));
  }
}
