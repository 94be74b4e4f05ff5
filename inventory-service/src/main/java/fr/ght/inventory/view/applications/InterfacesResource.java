package fr.ght.inventory.view.applications;

import fr.ght.access.Caller;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What applications exchange with each other, and with systems outside the group. */
@Path("/api/inventory/applications/interfaces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "applications")
public class InterfacesResource {
  private static final String INTERFACES = Sql.named(InterfacesResource.class, "interfaces");

  private static final String SEPARATOR = "\u001f";
  private static final int KEY_PARTS = 5;

  /** What stands now ends only then. */
  private static final Instant NOW = TemporalTable.FOREVER.minusSeconds(1);

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Identifiant", Item::id)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Domaine fonctionnel", item -> Terms.FUNCTION.of(item.function()))
          .column("Produit", Item::product)
          .column("Sens", item -> Terms.DIRECTION.of(item.direction()))
          .column("Standard", Item::standard)
          .column("Application liée", Item::application)
          .column("Établissement de l’application liée", Item::peerEstablishment)
          .column("Produit de l’application liée", Item::peerProduct)
          .column("Système externe", Item::system);

  private final Mutiny.SessionFactory sessions;
  private final Pool pool;
  private final Views views;
  private final Call call;

  public InterfacesResource(Mutiny.SessionFactory sessions, Pool pool, Views views, Call call) {
    this.sessions = sessions;
    this.pool = pool;
    this.views = views;
    this.call = call;
  }

  /**
   * An interface, as the application of {@code id} says it.
   *
   * @param direction RECEIVES, SENDS or BOTH, as seen from it
   * @param application id of the other application; null of a system outside
   * @param peerEstablishment of the other application; null if it is not declared, or not yours to
   *     see
   * @param peerProduct the same
   * @param system name of a system outside the group; null of another application
   */
  @Schema(name = "InterfaceItem")
  public record Item(
      String id,
      String establishment,
      String function,
      String product,
      String state,
      String direction,
      String standard,
      @Nullable String application,
      @Nullable String peerEstablishment,
      @Nullable String peerProduct,
      @Nullable String system) {

    static Item of(Row row) {
      boolean outside = row.getBoolean("outside");
      var peer = row.getString("peer");
      return new Item(
          row.getString("application"),
          row.getString("establishment"),
          row.getString("function"),
          row.getString("product"),
          row.getString("state"),
          row.getString("direction"),
          row.getString("standard"),
          outside ? null : peer,
          row.getString("peer_establishment"),
          row.getString("peer_product"),
          outside ? peer : null);
    }
  }

  /** Which interfaces; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "only of full members of this group")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("application") @Parameter(description = "an id, on either side")
          @Nullable String application,
      @QueryParam("system") @Parameter(description = "a system outside, exactly")
          @Nullable String system,
      @QueryParam("standard") @Parameter(description = "exactly, but for case")
          @Nullable String standard) {}

  @GET
  @Operation(
      summary =
          "Interfaces that applications have, by their ids; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(ApplicationsView.NAME);
    int limit = asked.rows();
    var reader = Visible.reader(call.caller());
    return page(reader, filter, asked.moment(), asked.cursor(), limit, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var moment = asked.moment(null);
    ListParameters.establishment(filter.establishment());
    var reader = Visible.reader(call.caller());
    return CsvStream.of(
        "interfaces", CSV, cursor -> page(reader, filter, moment, cursor, Page.MOST, null));
  }

  private Uni<Page<Item>> page(
      Caller reader,
      Filter filter,
      AsOf moment,
      @Nullable String cursor,
      int limit,
      @Nullable Instant completeUpTo) {
    var only = ListParameters.establishment(filter.establishment());
    var behind = Cursor.parse(cursor, KEY_PARTS);
    var standard = filter.standard();
    var recordedBy = moment.recordedBy();
    return sessions
        .withSession(session -> Visible.establishments(session, reader, moment, filter.ght()))
        .chain(visible ->
            pool.preparedQuery(INTERFACES)
                .execute(
                    Tuple.tuple()
                        .addValue(
                            visible.stream()
                                .filter(one -> only == null || one.equals(only))
                                .toArray(String[]::new))
                        .addValue((recordedBy == null ? NOW : recordedBy).atOffset(ZoneOffset.UTC))
                        .addValue(filter.application())
                        .addValue(filter.system())
                        .addValue(standard == null ? null : standard.toLowerCase(Locale.ROOT))
                        .addValue(behind == null ? null : String.join(SEPARATOR, behind.key()))
                        .addValue(limit + 1)))
        .map(rows -> {
          var found = StreamSupport.stream(rows.spliterator(), false).toList();
          long total = found.isEmpty() ? 0 : found.getFirst().getLong("total");
          return Page.of(
              found,
              limit,
              total,
              completeUpTo,
              Item::of,
              row -> new Cursor(List.of(row.getString("key").split(SEPARATOR, -1))));
        });
  }
}
