package fr.ght.inventory.view.incidents;

import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.Problem;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
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
  private static final String ORDER = "r.raisedAt desc, r.incident desc";

  private final Mutiny.SessionFactory sessions;
  private final Views views;

  public IncidentsResource(Mutiny.SessionFactory sessions, Views views) {
    this.sessions = sessions;
    this.views = views;
  }

  /** Which incidents, by whether someone has settled them. */
  enum Which {
    OPEN,
    RESOLVED,
    ALL
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
          @Nullable String state,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {}

  @GET
  @Operation(summary = "Incidents, latest first, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter) {
    var question = question(filter);
    var behind = Cursor.parse(filter.cursor(), 2);
    var raisedBy = behind == null ? null : instant(behind.key().get(0));
    int limit = Page.limit(filter.limit());
    var completeUpTo = views.completeUpTo(IncidentsView.NAME);
    return sessions.withSession(session ->
        question
            .count(session, ORDER)
            .chain(total ->
                question
                    .condition("r.raisedAt <= :raisedBy", "raisedBy", raisedBy)
                    .condition(
                        "r.raisedAt < :raisedBy or r.incident < :behind",
                        "behind",
                        behind == null ? null : behind.key().get(1))
                    .rows(session, ORDER, limit)
                    .map(rows ->
                        Page.of(
                            rows,
                            limit,
                            total,
                            completeUpTo,
                            Item::of,
                            row -> Cursor.after(row.raisedAt.toString(), row.incident)))));
  }

  private static Question<IncidentRow> question(Filter filter) {
    return new Question<>(IncidentRow.class, AsOf.parse(filter.asOf(), null, Instant.now()))
        .condition(
            "r.establishment = :establishment",
            "establishment",
            ListParameters.establishment(filter.establishment()))
        .condition(
            "r.kind = :kind", "kind", Parameters.oneOf("kind", filter.kind(), IncidentKind.class))
        .condition("r.state = :state", "state", state(filter.state()));
  }

  private static @Nullable String state(@Nullable String asked) {
    var which = Parameters.oneOf("state", asked, Which.class);
    return switch (which == null ? Which.OPEN : Which.valueOf(which)) {
      case OPEN -> ListedState.OPEN.name();
      case RESOLVED -> ListedState.RESOLVED.name();
      case ALL -> null;
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Problem.unreadable("cursor", "was not given out by this list");
    }
  }
}
