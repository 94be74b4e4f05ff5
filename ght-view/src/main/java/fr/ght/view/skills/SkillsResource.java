package fr.ght.view.skills;

import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
import fr.ght.view.french.Labels;
import fr.ght.view.skills.SkillsAnswer.Coverage;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Who is able to maintain what. */
@Path("/api/view/ghts/{ght}/skills")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
public class SkillsResource {
  private static final CsvTable<Coverage> CSV =
      CsvTable.<Coverage>empty()
          .column("Établissement (FINESS), vide : tout le groupement", Coverage::establishment)
          .column("Produit", Coverage::product)
          .column("Risque", one -> Labels.skillRisk(one.risk()))
          .column("Applications en production", Coverage::applications)
          .column("Établissements", Coverage::runningAt)
          .column("Établissements où l’effectif est inconnu", Coverage::unknownAt)
          .column("Personnes capables de le maintenir, vide : inconnu", Coverage::able)
          .column("Experts", Coverage::experts)
          .column("Autonomes", Coverage::autonomous)
          .column("En formation", Coverage::learning)
          .column("Effectif assuré jusqu’au", Coverage::until);

  private final Skills skills;

  public SkillsResource(Skills skills) {
    this.skills = skills;
  }

  @GET
  @Operation(
      summary =
          "Who is able to maintain what, where too few are first; all as CSV with Accept: text/csv"
              + " or format=csv")
  public Uni<SkillsAnswer> skills(
      @PathParam("ght") String ght,
      @QueryParam("establishment")
          @Parameter(description = "FINESS that single establishments are limited to")
          @Nullable String establishment,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("on")
          @Parameter(description = "the day whose members and people count; by default asOf's")
          @Nullable String on) {
    return skills.of(ght, establishment, AsOf.parse(asOf, on, Instant.now()));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(
      @PathParam("ght") String ght,
      @QueryParam("establishment") @Nullable String establishment,
      @QueryParam("on") @Nullable String on,
      @BeanParam AskedExport asked) {
    var moment = asked.moment(on);
    return CsvStream.of(
        "competences", CSV, _ -> skills.of(ght, establishment, moment).map(SkillsResource::lines));
  }

  private static Page<Coverage> lines(SkillsAnswer answer) {
    var all = Stream.concat(answer.establishments().stream(), answer.group().stream()).toList();
    return new Page<>(all, all.size(), true, null, null);
  }
}
