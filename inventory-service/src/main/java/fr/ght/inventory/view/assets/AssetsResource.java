package fr.ght.inventory.view.assets;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.Problem;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.asset.AssetKind;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The list of machines. */
@Path("/api/inventory/assets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assets")
public class AssetsResource {
  private static final Sequence<AssetRow> ORDER =
      Sequence.<AssetRow>rising("sortName", row -> row.sortName).then("asset", row -> row.asset);

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
          @Parameter(description = "WORKSTATION, SERVER, NETWORK_DEVICE, MEDICAL_DEVICE or OTHER")
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
          @Nullable String q) {}

  @GET
  @Operation(summary = "Machines in the order of their names, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var asOf = asked.moment();
    var establishment = ListParameters.establishment(filter.establishment());
    var question = question(filter, asOf);
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(AssetsView.NAME);
    return sessions.withSession(session ->
        withSoftware(session, question, filter.software(), asOf)
            .chain(() -> Visible.limit(session, question, reader, asOf, establishment))
            .chain(() -> question.page(session, ORDER, asked, completeUpTo))
            .chain(page ->
                seen(session, page.items(), asOf)
                    .map(seen -> page.map(row -> Item.of(row, seen)))));
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
