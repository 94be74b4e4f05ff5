package fr.ght.inventory.intake.finess;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.finess.GroupImport.Asked;
import fr.ght.inventory.intake.finess.GroupImport.Finding;
import fr.ght.inventory.intake.finess.GroupImport.Tried;
import fr.ght.inventory.intake.finess.MembershipPlan.Step;
import fr.ght.inventory.intake.finess.MembershipPlan.Target;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Takes groups and their members over from the national register: a file of the flow "structures"
 * (FINESS open data of 2026, JSON, plain or as gzip). All or nothing: if anything is wrong in a
 * group that the caller decides for, nothing is changed, and every fault is told with line and
 * column.
 *
 * <p>A new group begins, with all its members, on the day that the register gives; what changes in
 * a known one holds from the day of the file on, or from {@code on}. Names, dates and partners that
 * people entered stay. Who decides for a group's support establishment imports that group, {@code
 * ops} all of a file.
 */
@Path("/api/inventory/ghts/import/finess")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class FinessImportResource {
  private static final int MOST_SHOWN = 500;

  private final GroupImport groups;
  private final Call call;

  FinessImportResource(GroupImport groups, Call call) {
    this.groups = groups;
    this.call = call;
  }

  /**
   * What the file changes.
   *
   * @param dryRun whether it was only tried
   * @param on from when on what is new in known groups holds
   * @param passedOver groups of the file that are not yours to decide for
   * @param errors why nothing is, or would be, changed
   */
  @Schema(name = "RegisterImport")
  public record Report(
      boolean dryRun, LocalDate on, List<Imported> groups, int passedOver, List<Fault> errors) {}

  @Schema(name = "ImportedGroup")
  public record Imported(String ght, String name, List<Change> changes) {}

  /**
   * @param change CREATED, JOINED, SUPPORT (joined as, or became, the support establishment) or
   *     LEFT
   * @param finess null where the group itself is made
   */
  @Schema(name = "ImportedChange")
  public record Change(String change, @Nullable String finess, String name, LocalDate from) {

    static Change of(Step step) {
      var establishment = step.establishment();
      return new Change(
          switch (step.change()) {
            case CREATED -> "CREATED";
            case LEFT, FORMER_SUPPORT_LEFT -> "LEFT";
            case SUPPORT -> "SUPPORT";
            case JOINED -> "JOINED";
          },
          establishment == null ? null : establishment.number(),
          step.name(),
          step.from());
    }
  }

  /**
   * Something in the file that cannot be taken.
   *
   * @param line and column, both from 1
   * @param field {@code gcc[0].pmejDuGcc[3].pmSmsseId}
   */
  @Schema(name = "ImportFault")
  public record Fault(int line, int column, String field, String reason) {

    static Fault of(Finding finding) {
      return new Fault(
          finding.place().line(), finding.place().column(), finding.path(), finding.reason());
    }

    FieldError toError() {
      return new FieldError("line %d, column %d: %s".formatted(line, column, field), reason);
    }
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Create and update groups and their members from FINESS open data")
  public Uni<Report> take(
      @QueryParam("dryRun")
          @DefaultValue("false")
          @Parameter(description = "true: only tell what would change, and what is wrong")
          String dryRun,
      @QueryParam("on")
          @Parameter(description = "instead of the day of the file, where known groups change")
          @Nullable String on,
      @QueryParam("ght") @Parameter(description = "the code here of the group that 'group' names")
          @Nullable String ght,
      @QueryParam("group") @Parameter(description = "gccIdentifiantExterne of a group of the file")
          @Nullable String group,
      byte @Nullable [] body) {
    var origin = call.origin();
    var isDryRun = isTrue(dryRun);
    var day = on == null ? null : AsOf.parse(null, on, Instant.now()).on();
    if (ght != null) {
      Names.ght(ght);
    }
    if ((ght == null) != (group == null)) {
      throw Problem.unreadable(
          ght == null ? "ght" : "group", "is missing: name both, or neither of them");
    }
    var file = Problem.present(body);
    groups.requireSomeRight(origin.caller());
    return Uni.createFrom()
        .item(() -> RegisterReader.read(file))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .map(register -> {
          var from = day != null ? day : register.on() != null ? register.on() : AsOf.now().on();
          return new Asked(origin, register, from, ght, group);
        })
        .chain(asked ->
            groups
                .tryOut(asked)
                .chain(tried ->
                    isDryRun
                        ? Uni.createFrom().item(report(true, asked, tried))
                        : carriedOut(asked, tried)));
  }

  private Uni<Report> carriedOut(Asked asked, Tried tried) {
    if (!tried.findings().isEmpty()) {
      var faults = tried.findings().stream().limit(MOST_SHOWN).map(Fault::of).toList();
      throw Kind.INVALID.with(
          "INVALID_FILE",
          "%d faults in the file, see errors; nothing was changed."
              .formatted(tried.findings().size()),
          faults.stream().map(Fault::toError).toList());
    }
    return groups.carryOut(asked, tried.steps()).map(_ -> report(false, asked, tried));
  }

  private static boolean isTrue(String dryRun) {
    return switch (dryRun) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw Problem.unreadable("dryRun", "is neither true nor false");
    };
  }

  private static Report report(boolean dryRun, Asked asked, Tried tried) {
    return new Report(
        dryRun,
        asked.on(),
        tried.targets().stream().map(target -> imported(target, tried.steps())).toList(),
        tried.passedOver(),
        tried.findings().stream().limit(MOST_SHOWN).map(Fault::of).toList());
  }

  private static Imported imported(Target target, List<Step> steps) {
    return new Imported(
        target.ght(),
        target.name(),
        steps.stream().filter(step -> step.target().equals(target)).map(Change::of).toList());
  }
}
