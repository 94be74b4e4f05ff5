package fr.ght.inventory.view.contracts;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.view.Standing;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What is rented and what is bought. */
@Path("/api/inventory/contracts/ratio")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class RatioResource {
  private static final String PARTS = Sql.named(RatioResource.class, "rented-and-bought");

  private static final CsvTable<Map.Entry<String, RentedAndBought>> CSV =
      CsvTable.<Map.Entry<String, RentedAndBought>>empty()
          .column("Établissement (FINESS), vide : ensemble", Map.Entry::getKey)
          .column("Contrats de location", entry -> entry.getValue().rented())
          .column("Contrats d’achat", entry -> entry.getValue().bought())
          .column("Part louée, en nombre", entry -> entry.getValue().rentedShare())
          .column("Coût loué HT", entry -> entry.getValue().rentedCost())
          .column("Coût acheté HT", entry -> entry.getValue().boughtCost())
          .column("Part louée, en coût", entry -> entry.getValue().rentedShareOfCost())
          .column("Contrats de coût inconnu", entry -> entry.getValue().unknownCosts());

  private final Mutiny.SessionFactory sessions;
  private final Pool pool;
  private final Views views;
  private final Call call;

  public RatioResource(Mutiny.SessionFactory sessions, Pool pool, Views views, Call call) {
    this.sessions = sessions;
    this.pool = pool;
    this.views = views;
    this.call = call;
  }

  /**
   * @param on the day on which the contracts are in force
   * @param all of the group, or of all establishments that the caller may know of
   * @param establishments by FINESS; those without such a contract are left out
   */
  @Schema(name = "RentedAndBoughtRatio")
  public record Shown(
      LocalDate on,
      RentedAndBought all,
      Map<String, RentedAndBought> establishments,
      @Nullable Instant completeUpTo) {}

  @GET
  @Operation(
      summary = "The ratio of rented to bought, by count and by amount",
      description =
          "For the group and for each of its establishments; all as CSV with Accept: text/csv or"
              + " format=csv.")
  public Uni<Shown> get(
      @QueryParam("ght") @Parameter(description = "only full members of this group")
          @Nullable String ght,
      @QueryParam("on") @Parameter(description = "a date; by default the day of asOf")
          @Nullable String on,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf) {
    return shown(ght, AsOf.parse(asOf, on, Instant.now()));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(
      @QueryParam("ght") @Nullable String ght,
      @QueryParam("on") @Nullable String on,
      @BeanParam AskedExport asked) {
    var shown = shown(ght, asked.moment(on));
    return CsvStream.of(
        "loue-achete",
        CSV,
        _ ->
            shown
                .map(report ->
                    Stream.concat(
                            Stream.of(Map.entry("", report.all())),
                            report.establishments().entrySet().stream())
                        .toList())
                .map(lines -> new Page<>(lines, lines.size(), true, null, null)));
  }

  private Uni<Shown> shown(@Nullable String ght, AsOf moment) {
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(ContractsView.NAME);
    return sessions
        .withSession(session -> Visible.establishments(session, reader, moment, ght))
        .chain(visible -> parts(visible, moment))
        .map(parts ->
            new Shown(
                moment.on(),
                RentedAndBought.of(parts),
                RentedAndBought.byEstablishment(parts),
                completeUpTo));
  }

  private Uni<List<RentedAndBought.Part>> parts(Set<String> establishments, AsOf asOf) {
    return pool.preparedQuery(PARTS)
        .execute(Tuple.of(establishments.toArray(String[]::new), asOf.on(), Standing.instant(asOf)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(RatioResource::part).toList());
  }

  private static RentedAndBought.Part part(Row row) {
    return new RentedAndBought.Part(
        row.getString("establishment"),
        ContractKind.valueOf(row.getString("kind")),
        row.getLong("contracts"),
        row.getBigDecimal("cost"),
        row.getLong("unknown"));
  }
}
