package fr.ght.inventory.view.licences;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.inventory.view.Coverage;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether licences are used as was agreed, by what inventory agents report. */
@Path("/api/inventory/contracts/compliance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class ComplianceResource {
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
              + " the day allow. Users cannot be counted by agents: unknown.")
  public Uni<Shown> get(
      @QueryParam("ght") @Parameter(description = "only full members of this group")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("on") @Parameter(description = "a date; by default the day of asOf")
          @Nullable String on,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf) {
    var moment = AsOf.parse(asOf, on, Instant.now());
    var place = ListParameters.establishment(establishment);
    var reader = Visible.reader(call.caller());
    var completeUpTo = Licences.completeUpTo(views);
    return licences
        .seen(reader, ght, moment)
        .map(seen ->
            Shown.of(moment, seen, one -> place == null || one.equals(place), completeUpTo));
  }
}
