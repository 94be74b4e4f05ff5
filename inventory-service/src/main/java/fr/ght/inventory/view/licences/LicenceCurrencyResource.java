package fr.ght.inventory.view.licences;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
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
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The share of installations that is licensed or maintained. */
@Path("/api/inventory/contracts/currency")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class LicenceCurrencyResource {
  private static final CsvTable<Map.Entry<String, LicenceCurrency>> CSV =
      CsvTable.<Map.Entry<String, LicenceCurrency>>empty()
          .column("Établissement (FINESS), vide : ensemble", Map.Entry::getKey)
          .column("Installations sous licence", entry -> entry.getValue().installations())
          .column("Couvertes", entry -> entry.getValue().covered())
          .column("Licences à jour, vide : inconnu", entry -> entry.getValue().share())
          .column("Produits par utilisateur, non comptés", entry -> entry.getValue().uncounted())
          .column("Machines remontées", entry -> entry.getValue().coverage().reported())
          .column("Postes déclarés", entry -> entry.getValue().coverage().declared());

  private final Licences licences;
  private final Views views;
  private final Call call;

  public LicenceCurrencyResource(Licences licences, Views views, Call call) {
    this.licences = licences;
    this.views = views;
    this.call = call;
  }

  /**
   * @param on the day on which contracts are in force
   * @param all of the group, or of all establishments that the caller may know of
   * @param silent establishments of which no machine ever reported: they are in no share
   * @param establishments by FINESS, each of them
   */
  @Schema(name = "LicenceCurrencyReport")
  public record Shown(
      LocalDate on,
      LicenceCurrency all,
      long silent,
      Map<String, LicenceCurrency> establishments,
      @Nullable Instant completeUpTo) {

    static Shown of(AsOf asOf, Licences.Seen seen, @Nullable Instant completeUpTo) {
      var products = Compliance.of(seen.known());
      var coverage = seen.coverage();
      return new Shown(
          asOf.on(),
          LicenceCurrency.ofAll(products, coverage),
          coverage.values().stream().filter(one -> one.reported() == 0).count(),
          LicenceCurrency.byEstablishment(products, coverage),
          completeUpTo);
    }
  }

  @GET
  @Operation(
      summary = "Licence currency: the share of installations that is licensed or maintained",
      description =
          "Installations of licensed products that an entitlement or a maintenance in force on the day"
              + " covers, of all installations of licensed products: those that any contract was ever"
              + " signed for. Null where nothing is known. All as CSV with Accept: text/csv or"
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
        "licences-a-jour",
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
    var completeUpTo = Licences.completeUpTo(views);
    return licences.seen(reader, ght, moment).map(seen -> Shown.of(moment, seen, completeUpTo));
  }
}
