package fr.ght.inventory.view.incidents;

import fr.ght.access.signin.Call;
import fr.ght.http.Parameters;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The list of incidents of the intake. */
@Path("/api/inventory/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class IncidentsResource {
  private static final Sequence<IncidentRow> ORDER =
      Sequence.<IncidentRow>latestFirst("raisedAt", row -> row.raisedAt)
          .then("incident", row -> row.incident);

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public IncidentsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /**
   * One incident of the list.
   *
   * @param id settle it with POST …/incidents/{id}/resolution
   * @param observedAt when the report was made that raised it
   * @param resolution how it was settled; null while it is open
   */
  @Schema(name = "IncidentItem")
  public record Item(
      String id,
      String establishment,
      String kind,
      String device,
      String detail,
      Instant observedAt,
      Instant raisedAt,
      String state,
      @Nullable String resolution) {

    static Item of(IncidentRow row) {
      return new Item(
          row.incident,
          row.establishment,
          row.kind,
          row.device,
          row.detail,
          row.observedAt,
          row.raisedAt,
          row.state,
          row.resolution);
    }
  }

  /** Which incidents; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("kind")
          @Parameter(
              description = "PARTIAL_WITHOUT_BASELINE, AMBIGUOUS_MACHINE or SAME_MACHINE_ELSEWHERE")
          @Nullable String kind,
      @QueryParam("state") @Parameter(description = "OPEN (default), RESOLVED or ALL")
          @Nullable String state) {}

  @GET
  @Operation(summary = "Incidents, latest first, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var establishment = ListParameters.establishment(filter.establishment());
    var question = question(filter, asked);
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(IncidentsView.NAME);
    return sessions
        .withSession(session ->
            Visible.limit(session, question, reader, asked.moment(), establishment)
                .chain(() -> question.page(session, ORDER, asked, completeUpTo)))
        .map(page -> page.map(Item::of));
  }

  private static Question<IncidentRow> question(Filter filter, AskedPage asked) {
    return new Question<>(IncidentRow.class, asked.moment())
        .condition(
            "r.kind = :kind", "kind", Parameters.oneOf("kind", filter.kind(), IncidentKind.class))
        .condition(
            "r.state = :state",
            "state",
            Parameters.oneOfOrAll(
                "state", filter.state(), IncidentState.class, IncidentState.OPEN));
  }
}
