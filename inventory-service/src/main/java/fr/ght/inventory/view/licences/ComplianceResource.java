package fr.ght.inventory.view.licences;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.Coverage;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Whether licences are used as was agreed, by what inventory agents report. */
@Path("/api/inventory/contracts/compliance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class ComplianceResource {
  private static final CsvTable<Line> CSV =
      CsvTable.<Line>empty()
          .column("Produit", line -> line.product().product())
          .column("Code du produit, vide : nom tel que remonté", line -> line.product().code())
          .column("Unité", line -> Terms.METRIC.of(line.product().metric().name()))
          .column("Établissement (FINESS), vide : ensemble", Line::establishment)
          .column("Droits, vide : sans limite", line -> line.use().entitled())
          .column("Utilisés, vide : inconnu", line -> line.use().used())
          .column("Verdict", line -> Terms.VERDICT.of(line.use().verdict().name()));

  /** A product of the file: as a whole, or at one establishment. */
  private record Line(
      Compliance.Product product, @Nullable String establishment, Compliance.Use use) {

    static Stream<Line> all(Compliance.Product product) {
      return Stream.concat(
          Stream.of(new Line(product, null, Compliance.Use.of(product.entitled(), product.used()))),
          product.establishments().entrySet().stream()
              .map(entry -> new Line(product, entry.getKey(), entry.getValue())));
    }
  }

  private final Licences licences;
  private final Views views;
  private final Call call;

  public ComplianceResource(Licences licences, Views views, Call call) {
    this.licences = licences;
    this.views = views;
    this.call = call;
  }

  /**
   * @param on the day on which the contracts are in force
   * @param coverage by FINESS: on how many machines this rests
   */
  @Schema(name = "LicenceComplianceReport")
  public record Shown(
      LocalDate on,
      List<Compliance.Product> items,
      Map<String, Coverage.Reported> coverage,
      @Nullable Instant completeUpTo) {

    private static Shown of(
        AsOf asOf, Licences.Seen seen, Predicate<String> shown, @Nullable Instant completeUpTo) {
      return new Shown(
          asOf.on(),
          Compliance.of(seen.known(), shown),
          seen.coverage().entrySet().stream()
              .filter(entry -> shown.test(entry.getKey()))
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new)),
          completeUpTo);
    }
  }

  @GET
  @Operation(
      summary = "Licence compliance: no more used than allowed, or flagged",
      description =
          "Used are machines in service that have the product, by the group's catalogue; only what no"
              + " rule knows is counted by its reported name. Entitled is what contracts in force on"
              + " the day allow. Users cannot be counted by agents: unknown. All as CSV with Accept:"
              + " text/csv or format=csv.")
  public Uni<Shown> get(
      @BeanParam Filter filter,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf) {
    return shown(filter, AsOf.parse(asOf, filter.on(), Instant.now()));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var shown = shown(filter, asked.moment(filter.on()));
    return CsvStream.of(
        "conformite-licences",
        CSV,
        _ ->
            shown
                .map(report -> report.items().stream().flatMap(Line::all).toList())
                .map(lines -> new Page<>(lines, lines.size(), true, null, null)));
  }

  /** Whose licences, on which day. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "only full members of this group")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("on") @Parameter(description = "a date; by default the day of asOf")
          @Nullable String on) {}

  private Uni<Shown> shown(Filter filter, AsOf moment) {
    var place = ListParameters.establishment(filter.establishment());
    var reader = Visible.reader(call.caller());
    var completeUpTo = Licences.completeUpTo(views);
    return licences
        .seen(reader, filter.ght(), moment)
        .map(seen ->
            Shown.of(moment, seen, one -> place == null || one.equals(place), completeUpTo));
  }
}
