package fr.ght.inventory.intake.boms;

import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.http.Problem;
import fr.ght.http.Problem.FieldError;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.AssetDiscovered;
import fr.ght.inventory.domain.asset.AssetEvent.AssetSoftwareChanged;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.agents.ReportIntake.Taken;
import fr.ght.inventory.intake.boms.BomImport.Outcome;
import fr.ght.inventory.intake.boms.BomImport.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Takes a bill of materials of one machine: CycloneDX 1.5 or 1.6, JSON, at most 20,000 components
 * and {@code quarkus.http.limits.max-body-size}.
 */
@Path("/api/inventory/assets/import/cyclonedx")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assets")
public class BomResource {
  private static final int MOST_SHOWN = 500;

  private final BomImport boms;
  private final Call call;

  BomResource(BomImport boms, Call call) {
    this.boms = boms;
    this.call = call;
  }

  /**
   * What became, or would become, of a bill of materials.
   *
   * @param dryRun whether nothing was written
   * @param outcome CREATED (the machine was not known), CHANGED, UNCHANGED (it says what is known,
   *     or is older than what is) or DUPLICATE (the same BOM was taken before)
   * @param asset the machine; null where it was or would only be made by this
   * @param named what the BOM calls its subject
   * @param observedAt as of when it holds: its timestamp, else its receipt
   * @param part whether it lists only a part of what is installed, so that it removes nothing
   * @param components how many it has, nested ones and its subject included
   * @param software how many of them are installed software
   * @param passedOver how many are no program, or not installed
   * @param added the first 500 that were not installed before
   * @param removed the first 500 that are no longer installed
   * @param moreChanges how many more there are of both
   * @param remarks what could not be taken as it stands
   */
  @Schema(name = "BomImport")
  public record Report(
      boolean dryRun,
      String outcome,
      String establishment,
      @Nullable String asset,
      @Nullable String named,
      Instant observedAt,
      boolean part,
      int components,
      int software,
      int passedOver,
      List<Software> added,
      List<Software> removed,
      int moreChanges,
      List<FieldError> remarks) {

    static Report of(Outcome outcome) {
      var added = changed(outcome).flatMap(change -> change.added().stream()).toList();
      var removed = changed(outcome).flatMap(change -> change.removed().stream()).toList();
      var described = outcome.described();
      var found = outcome.found();
      return new Report(
          outcome.taken() == null,
          word(outcome),
          outcome.establishment().number(),
          found == null ? null : found.asset().toString(),
          described.named(),
          described.at(),
          described.isPart(),
          described.components(),
          described.software(),
          described.passedOver(),
          first(added),
          first(removed),
          more(added) + more(removed),
          described.remarks());
    }

    private static Stream<AssetSoftwareChanged> changed(Outcome outcome) {
      return outcome.changes().stream()
          .filter(AssetSoftwareChanged.class::isInstance)
          .map(AssetSoftwareChanged.class::cast);
    }

    private static String word(Outcome outcome) {
      List<AssetEvent> changes = outcome.changes();
      if (outcome.taken() == Taken.BEFORE) {
        return "DUPLICATE";
      }
      if (changes.stream().anyMatch(AssetDiscovered.class::isInstance)) {
        return "CREATED";
      }
      return changes.stream().allMatch(AssetEvent.AssetSeen.class::isInstance)
          ? "UNCHANGED"
          : "CHANGED";
    }

    private static List<Software> first(List<Software> all) {
      return all.subList(0, Math.min(all.size(), MOST_SHOWN));
    }

    private static int more(List<Software> all) {
      return Math.max(0, all.size() - MOST_SHOWN);
    }
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Take a CycloneDX bill of materials as the software of a machine",
      description =
          "CycloneDX 1.5 or 1.6 as JSON. The machine is the asset that is named, or the one of the establishment that has the keys in metadata.component; one that is not known yet is discovered.")
  public Uni<Report> take(
      @QueryParam("establishment")
          @Parameter(description = "FINESS of where the machine is; needed unless asset is said")
          @Nullable String establishment,
      @QueryParam("asset") @Parameter(description = "the machine; else its keys tell")
          @Nullable String asset,
      @QueryParam("whole")
          @Parameter(
              description =
                  "true: it lists all that is installed; false: a part, and nothing is removed; by default its subject and compositions tell")
          @Nullable String whole,
      @QueryParam("dryRun")
          @Parameter(description = "true: say what would change, and write nothing")
          @Nullable String dryRun,
      byte @Nullable [] body) {
    var origin = call.origin();
    Rights.requireRole(origin.caller(), Action.DECLARE);
    boolean isDryRun = Boolean.TRUE.equals(truth("dryRun", dryRun));
    var sent =
        new Sent(
            present(body),
            establishment == null ? null : place(establishment),
            asset == null ? null : machine("asset", asset),
            truth("whole", whole),
            origin,
            Instant.now(),
            null);
    return (isDryRun ? boms.foresee(sent) : boms.carryOut(sent)).map(Report::of);
  }

  private static byte[] present(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw Problem.unreadable("body", "is missing");
    }
    return body;
  }

  private static Finess place(String finess) {
    try {
      return Finess.parse(finess);
    } catch (Finess.Invalid invalid) {
      throw Problem.invalid("establishment", String.valueOf(invalid.getMessage()));
    }
  }

  /**
   * @throws Problem.ProblemException 422
   */
  public static AssetId machine(String field, String id) {
    try {
      return new AssetId(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(field, "is no asset's id");
    }
  }

  private static @Nullable Boolean truth(String name, @Nullable String text) {
    return switch (text) {
      case null -> null;
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.unreadable(name, "is neither true nor false");
    };
  }
}
