package fr.ght.inventory.view.incidents;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Listing;
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
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of incidents of the intake. */
@Path("/api/inventory/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class IncidentsResource {
  private static final Orders<IncidentRow> ORDERS =
      Orders.usually(byId(Sequence.latestFirst("raisedAt", row -> row.raisedAt)))
          .or(
              "raisedAt",
              byId(Sequence.latestFirst("raisedAt", (IncidentRow row) -> row.raisedAt)).reversed())
          .or("establishment", byId(Sequence.rising("establishment", row -> row.establishment)))
          .or("kind", byId(Sequence.rising("kind", row -> row.kind)))
          .or("device", byId(Sequence.rising("device", row -> row.device)))
          .or("state", byId(Sequence.rising("state", row -> row.state)));

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Identifiant", Item::id)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Nature", item -> Terms.INCIDENT.of(item.kind()))
          .column("Appareil", Item::device)
          .column("Détail", Item::detail)
          .column("Observé le", Item::observedAt)
          .column("Ouvert le", Item::raisedAt)
          .column("État", item -> Terms.INCIDENT_STATE.of(item.state()))
          .column("Règlement", Item::resolution);

  private static Sequence<IncidentRow> byId(Sequence<IncidentRow> first) {
    return first.then("incident", row -> row.incident);
  }

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
          @Nullable String state,
      @QueryParam("sort")
          @Parameter(
              description =
                  "raisedAt, establishment, kind, device or state; -raisedAt, the default, from the last to the first")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary =
          "Incidents, latest first, as recorded by an instant; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(IncidentsView.NAME);
    return listing(filter, asked.moment()).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(null)).csv("incidents", CSV);
  }

  private Listing<IncidentRow, Item> listing(Filter filter, AsOf moment) {
    var establishment = ListParameters.establishment(filter.establishment());
    var order = ORDERS.asked(filter.sort());
    var reader = Visible.reader(call.caller());
    question(filter, moment);
    return Listing.of(
        sessions,
        order,
        session -> {
          var question = question(filter, moment);
          return Visible.limit(session, question, reader, moment, establishment)
              .replaceWith(question);
        },
        Item::of);
  }

  private static Question<IncidentRow> question(Filter filter, AsOf moment) {
    return new Question<>(IncidentRow.class, moment)
        .condition(
            "r.kind = :kind", "kind", Parameters.oneOf("kind", filter.kind(), IncidentKind.class))
        .condition(
            "r.state = :state",
            "state",
            Parameters.oneOfOrAll(
                "state", filter.state(), IncidentState.class, IncidentState.OPEN));
  }
}
