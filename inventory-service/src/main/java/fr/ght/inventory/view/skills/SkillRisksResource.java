package fr.ght.inventory.view.skills;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import fr.ght.inventory.view.applications.ApplicationsView;
import fr.ght.inventory.view.memberships.MembershipsView;
import fr.ght.inventory.view.skills.SkillRisks.Risk;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Where fewer than two people are able to maintain a product in production. */
@Path("/api/inventory/skills/risks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "skills")
public class SkillRisksResource {
  private static final CsvTable<Risk> CSV =
      CsvTable.<Risk>empty()
          .column("Établissement (FINESS), vide : tout le groupement", Risk::establishment)
          .column("Produit", Risk::product)
          .column("Applications en production", Risk::applications)
          .column("Établissements", Risk::establishments)
          .column("Personnes capables de le maintenir, vide : inconnu", Risk::able);

  private final SkillRisks risks;
  private final Views views;
  private final Call call;

  public SkillRisksResource(SkillRisks risks, Views views, Call call) {
    this.risks = risks;
    this.views = views;
    this.call = call;
  }

  /**
   * Products in production that fewer than two people are able to maintain.
   *
   * @param establishments at single members, by FINESS and product
   * @param group in the whole group, the people of all members counted together
   */
  @Schema(name = "SkillRisks")
  public record Answer(
      String ght,
      @Nullable Instant asOf,
      LocalDate on,
      @Nullable Instant completeUpTo,
      List<Risk> establishments,
      List<Risk> group) {
    public Answer {
      establishments = List.copyOf(establishments);
      group = List.copyOf(group);
    }
  }

  @GET
  @Operation(
      summary = "Products in production that fewer than two people of a group's members maintain")
  public Uni<Answer> list(
      @QueryParam("ght") @Parameter(description = "code of the group", required = true)
          @Nullable String ght,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("on")
          @Parameter(description = "the day whose members and people count; by default asOf's")
          @Nullable String on) {
    var code = visible(ght);
    var moment = AsOf.parse(asOf, on, Instant.now());
    var completeUpTo = completeUpTo();
    return risks
        .of(code, moment)
        .map(found ->
            new Answer(
                code,
                moment.recordedBy(),
                moment.on(),
                completeUpTo,
                found.stream().filter(risk -> risk.establishment() != null).toList(),
                found.stream().filter(risk -> risk.establishment() == null).toList()));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(
      @QueryParam("ght") @Nullable String ght,
      @QueryParam("on") @Nullable String on,
      @BeanParam AskedExport asked) {
    var code = visible(ght);
    var moment = asked.moment(on);
    return CsvStream.of(
        "risques-competences",
        CSV,
        _ ->
            risks.of(code, moment).map(found -> new Page<>(found, found.size(), true, null, null)));
  }

  /**
   * @throws Problem.ProblemException 400, or 404 for a group that the caller may not know of
   */
  private String visible(@Nullable String ght) {
    if (ght == null) {
      throw Problem.unreadable("ght", "is missing");
    }
    if (!Visible.groups(Visible.reader(call.caller())).contains(ght)) {
      throw Problem.notFound("such group");
    }
    return ght;
  }

  /** Of all that it rests on; null while one of them is being built. */
  private @Nullable Instant completeUpTo() {
    var all = List.of(SkillsView.NAME, ApplicationsView.NAME, MembershipsView.NAME);
    var known = all.stream().map(views::completeUpTo).filter(Objects::nonNull).toList();
    return known.size() < all.size() ? null : Collections.min(known);
  }
}
