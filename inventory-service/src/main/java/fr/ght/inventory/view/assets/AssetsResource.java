package fr.ght.inventory.view.assets;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of machines. */
@Path("/api/inventory/assets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assets")
public class AssetsResource {
  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Identifiant", Item::id)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Nature", item -> Terms.MACHINE_KIND.of(item.kind()))
          .column("Nom", Item::name)
          .column("Fabricant", Item::manufacturer)
          .column("Modèle", Item::model)
          .column("Numéro de série", Item::serial)
          .column("UUID", Item::uuid)
          .column("Mémoire (Mio)", Item::memoryMib)
          .column("Système d’exploitation", Item::operatingSystem)
          .column("Version du système", Item::osVersion)
          .column("Logiciels installés", Item::software)
          .column("État", item -> Terms.MACHINE_STATE.of(item.state()))
          .column("Vue pour la dernière fois", Item::seenAt);

  private final Mutiny.SessionFactory sessions;
  private final AssetSearch search;
  private final Views views;
  private final Call call;

  AssetsResource(Mutiny.SessionFactory sessions, AssetSearch search, Views views, Call call) {
    this.sessions = sessions;
    this.search = search;
    this.views = views;
    this.call = call;
  }

  /**
   * One machine of the list.
   *
   * @param memoryMib null if unknown
   * @param software how many are installed
   * @param seenAt when it was last heard of; kept for now only, so null as of a past instant
   */
  @Schema(name = "AssetItem")
  public record Item(
      String id,
      String establishment,
      String kind,
      String name,
      @Nullable String manufacturer,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String uuid,
      @Nullable Integer memoryMib,
      @Nullable String operatingSystem,
      @Nullable String osVersion,
      int software,
      String state,
      @Nullable Instant seenAt) {

    static Item of(Row row, boolean isNow) {
      var seenAt = row.getOffsetDateTime("seen_at");
      return new Item(
          row.getString("asset"),
          row.getString("establishment"),
          row.getString("kind"),
          row.getString("name"),
          row.getString("manufacturer"),
          row.getString("model"),
          row.getString("serial"),
          row.getString("hardware_uuid"),
          row.getInteger("memory_mib"),
          row.getString("operating_system"),
          row.getString("os_version"),
          row.getInteger("software_count"),
          row.getString("state"),
          isNow && seenAt != null ? seenAt.toInstant() : null);
    }
  }

  /** Which machines; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("kind")
          @Parameter(
              description =
                  "WORKSTATION, SERVER, NETWORK_DEVICE, MEDICAL_DEVICE, PRINTER, PHONE,"
                      + " VIRTUAL_MACHINE, DATABASE or OTHER")
          @Nullable String kind,
      @QueryParam("state") @Parameter(description = "IN_SERVICE (default), RETIRED or ALL")
          @Nullable String state,
      @QueryParam("software")
          @Parameter(
              description = "a part of the name, or of name and version, of what is installed")
          @Nullable String software,
      @QueryParam("q")
          @Parameter(
              description =
                  "a part of name, maker, model, serial, hardware UUID, system, MAC or IP address")
          @Nullable String q,
      @QueryParam("sort")
          @Parameter(
              description =
                  "name, establishment, kind, manufacturer, model, memoryMib, operatingSystem or software; -name from the last to the first")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary =
          "Machines, by default in the order of their names, as recorded by an instant; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(AssetsView.NAME);
    var question = question(filter, asked.moment());
    var order = AssetOrder.asked(filter.sort());
    var behind = order.behind(asked.cursor());
    int limit = asked.rows();
    return question.chain(wanted ->
        search
            .page(wanted, order, behind, limit + 1)
            .map(found -> page(found, wanted, order, limit, completeUpTo)));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var order = AssetOrder.asked(filter.sort());
    var question = question(filter, asked.moment(null)).memoize().indefinitely();
    return CsvStream.of(
        "machines",
        CSV,
        cursor ->
            question.chain(wanted ->
                search
                    .stretch(wanted, order, order.behind(cursor), Page.MOST + 1)
                    .map(found -> page(found, wanted, order, Page.MOST, null))));
  }

  private static Page<Item> page(
      AssetSearch.Found found,
      Wanted wanted,
      AssetOrder order,
      int limit,
      @Nullable Instant completeUpTo) {
    return Page.of(
        found.machines(),
        limit,
        found.total(),
        completeUpTo,
        row -> Item.of(row, wanted.isNow()),
        order::after);
  }

  /** What is asked for, within what the caller may know of. */
  private Uni<Wanted> question(Filter filter, AsOf asOf) {
    var establishment = ListParameters.establishment(filter.establishment());
    var kind = Parameters.oneOf("kind", filter.kind(), AssetKind.class);
    var state =
        Parameters.oneOfOrAll("state", filter.state(), AssetState.class, AssetState.IN_SERVICE);
    var reader = Visible.reader(call.caller());
    return sessions
        .withSession(session -> Visible.establishments(session, reader, asOf, null))
        .map(visible ->
            new Wanted(
                establishment == null
                    ? visible
                    : visible.contains(establishment) ? Set.of(establishment) : Set.of(),
                kind,
                state,
                filter.q(),
                filter.software(),
                asOf));
  }
}
