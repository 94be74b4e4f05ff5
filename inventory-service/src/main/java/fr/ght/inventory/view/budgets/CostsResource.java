package fr.ght.inventory.view.budgets;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
import fr.ght.inventory.view.Coverage;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import fr.ght.inventory.view.contracts.ContractsView;
import fr.ght.inventory.view.memberships.MembershipsView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What contracts cost in a year, and by workstation. */
@Path("/api/inventory/budgets/costs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
public class CostsResource {
  private static final CsvTable<Map.Entry<String, YearlyCost>> CSV =
      CsvTable.<Map.Entry<String, YearlyCost>>empty()
          .column("Établissement (FINESS), vide : ensemble", Map.Entry::getKey)
          .column("Exploitation HT", entry -> entry.getValue().operating())
          .column("Investissement HT", entry -> entry.getValue().investment())
          .column("Postes de travail", entry -> entry.getValue().workstations())
          .column("Coût par poste HT", entry -> entry.getValue().costPerWorkstation())
          .column("Exploitation par poste HT", entry -> entry.getValue().operatingPerWorkstation())
          .column("Contrats de prix inconnu", entry -> entry.getValue().unknownPrices());

  private final Mutiny.SessionFactory sessions;
  private final Commitments commitments;
  private final Coverage coverage;
  private final Views views;
  private final Call call;

  public CostsResource(
      Mutiny.SessionFactory sessions,
      Commitments commitments,
      Coverage coverage,
      Views views,
      Call call) {
    this.sessions = sessions;
    this.commitments = commitments;
    this.coverage = coverage;
    this.views = views;
    this.call = call;
  }

  /**
   * @param on the day whose members and profiles count
   * @param all of the group, or of all establishments that the caller may know of
   * @param establishments by FINESS, each of them
   */
  @Schema(name = "YearlyCosts")
  public record Shown(
      int year,
      LocalDate on,
      YearlyCost all,
      SortedMap<String, YearlyCost> establishments,
      @Nullable Instant completeUpTo) {}

  /** Whose costs, of which year. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "only full members of this group")
          @Nullable String ght,
      @QueryParam("year") @Parameter(description = "a calendar year; by default that of the day")
          @Nullable String year,
      @QueryParam("on") @Parameter(description = "a date; by default the day of asOf")
          @Nullable String on) {

    int year(AsOf asOf) {
      return Objects.requireNonNullElse(ListParameters.year(year), asOf.on().getYear());
    }
  }

  @GET
  @Operation(
      summary = "What contracts commit in a year, and by workstation",
      description =
          "For the group and for each of its establishments; null by workstation where none are"
              + " declared. All as CSV with Accept: text/csv or format=csv.")
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
    var costs = shown(filter, asked.moment(filter.on()));
    return CsvStream.of(
        "couts",
        CSV,
        _ ->
            costs.map(shown -> {
              var lines = new ArrayList<Map.Entry<String, YearlyCost>>();
              lines.add(Map.entry("", shown.all()));
              lines.addAll(shown.establishments().entrySet());
              return new Page<>(lines, lines.size(), true, null, null);
            }));
  }

  private Uni<Shown> shown(Filter filter, AsOf asOf) {
    var year = filter.year(asOf);
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(ContractsView.NAME, MembershipsView.NAME);
    return sessions
        .withSession(session -> Visible.establishments(session, reader, asOf, filter.ght()))
        .chain(visible ->
            Uni.combine()
                .all()
                .unis(
                    commitments.of(visible, List.of(year), asOf),
                    coverage.of(reader, visible, asOf))
                .with((committed, covered) -> {
                  var each = new TreeMap<String, YearlyCost>();
                  covered.forEach((at, reported) ->
                      each.put(
                          at,
                          YearlyCost.of(
                              committed.stream()
                                  .filter(one -> one.establishment().equals(at))
                                  .toList(),
                              reported.declared())));
                  var all =
                      YearlyCost.of(committed, Coverage.Reported.sum(covered.values()).declared());
                  return new Shown(year, asOf.on(), all, each, completeUpTo);
                }));
  }
}
