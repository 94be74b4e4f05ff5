package fr.ght.inventory.view.assets;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.asset.AssetKind;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  private static final Orders<AssetRow> ORDERS =
      Orders.usually(byId(Sequence.rising("sortName", row -> row.sortName)))
          .or("name", byId(Sequence.rising("sortName", row -> row.sortName)))
          .or("establishment", byId(Sequence.rising("establishment", row -> row.establishment)))
          .or("kind", byId(Sequence.rising("kind", row -> row.kind)))
          .or("manufacturer", byId(Sequence.risingText("manufacturer", row -> row.manufacturer)))
          .or("model", byId(Sequence.risingText("model", row -> row.model)))
          .or("memoryMib", byId(Sequence.risingNumber("memoryMib", row -> row.memoryMib)))
          .or(
              "operatingSystem",
              byId(Sequence.risingText("operatingSystem", row -> row.operatingSystem)))
          .or("software", byId(Sequence.risingNumber("softwareCount", row -> row.softwareCount)));

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

  private static Sequence<AssetRow> byId(Sequence<AssetRow> first) {
    return first.then("asset", row -> row.asset);
  }

  /** A search that fits more software than this says too little. */
  private static final int MOST_SOFTWARE = 10_000;

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public AssetsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
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

    static Item of(AssetRow row, Map<String, Instant> seen) {
      return new Item(
          row.asset,
          row.establishment,
          row.kind,
          row.name,
          row.manufacturer,
          row.model,
          row.serial,
          row.hardwareUuid,
          row.memoryMib,
          row.operatingSystem,
          row.osVersion,
          row.softwareCount,
          row.state,
          seen.get(row.asset));
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
    return listing(filter, asked.moment()).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(null)).csv("machines", CSV);
  }

  private Listing<AssetRow, Item> listing(Filter filter, AsOf asOf) {
    var establishment = ListParameters.establishment(filter.establishment());
    var order = ORDERS.asked(filter.sort());
    var reader = Visible.reader(call.caller());
    question(filter, asOf);
    return new Listing<>(
        sessions,
        order,
        session -> {
          var question = question(filter, asOf);
          return withSoftware(session, question, filter.software(), asOf)
              .chain(() -> Visible.limit(session, question, reader, asOf, establishment))
              .replaceWith(question);
        },
        (session, rows) ->
            seen(session, rows, asOf)
                .map(seen -> rows.stream().map(row -> Item.of(row, seen)).toList()));
  }

  private static Question<AssetRow> question(Filter filter, AsOf asOf) {
    var q = filter.q();
    return new Question<>(AssetRow.class, asOf)
        .condition(
            "r.kind = :kind", "kind", Parameters.oneOf("kind", filter.kind(), AssetKind.class))
        .condition(
            "r.state = :state",
            "state",
            Parameters.oneOfOrAll("state", filter.state(), AssetState.class, AssetState.IN_SERVICE))
        .condition("r.search like :q escape '\\'", "q", q == null ? null : SearchText.pattern(q));
  }

  private static Uni<Void> withSoftware(
      Mutiny.Session session, Question<AssetRow> question, @Nullable String wanted, AsOf asOf) {
    if (wanted == null) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createSelectionQuery(
            "select d.id from SoftwareRow d where d.search like :wanted escape '\\'", Integer.class)
        .setParameter("wanted", SearchText.pattern(wanted))
        .setMaxResults(MOST_SOFTWARE + 1)
        .getResultList()
        .invoke(ids -> {
          if (ids.size() > MOST_SOFTWARE) {
            throw Problem.unreadable("software", "fits too many: write more of the name");
          }
          question.condition(
              "exists (select 1 from InstalledRow i where i.asset = r.asset and "
                  + Question.standing("i", asOf)
                  + " and array_intersects(i.software, :software))",
              "software",
              ids.toArray(Integer[]::new));
        })
        .replaceWithVoid();
  }

  private static Uni<Map<String, Instant>> seen(
      Mutiny.Session session, List<AssetRow> rows, AsOf asOf) {
    if (rows.isEmpty() || asOf.recordedBy() != null) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createSelectionQuery("select s from SeenRow s where s.asset in :assets", SeenRow.class)
        .setParameter("assets", rows.stream().map(row -> row.asset).toList())
        .getResultList()
        .map(seen -> seen.stream().collect(Collectors.toMap(row -> row.asset, row -> row.seenAt)));
  }
}
