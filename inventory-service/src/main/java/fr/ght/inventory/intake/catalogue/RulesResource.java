package fr.ght.inventory.intake.catalogue;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.normalisation.Adoption;
import fr.ght.inventory.domain.normalisation.Adoption.AdoptionRefusal;
import fr.ght.inventory.domain.normalisation.Adoption.RulesInForce;
import fr.ght.inventory.domain.normalisation.Normalised;
import fr.ght.inventory.domain.normalisation.Normaliser;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.catalogue.RulesBody.Entry;
import fr.ght.inventory.intake.catalogue.RulesBody.Outcome;
import fr.ght.inventory.intake.catalogue.RulesBody.Trial;
import fr.ght.inventory.intake.catalogue.RulesBody.Tried;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The rules that say which products reported names are: read, tried on a sample, adopted. */
@Path("/api/inventory/products/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class RulesResource {
  private final Commands<Adoption.Adopt, RulesInForce, Adoption.RulesAdopted> adoptions;
  private final CatalogueOwner owner;
  private final GroupRules rules;
  private final Call call;

  public RulesResource(
      Commands<Adoption.Adopt, RulesInForce, Adoption.RulesAdopted> adoptions,
      CatalogueOwner owner,
      GroupRules rules,
      Call call) {
    this.adoptions = adoptions;
    this.owner = owner;
    this.rules = rules;
    this.call = call;
  }

  @GET
  @Operation(summary = "The rules that hold in a group, as recorded by an instant")
  public Uni<RestResponse<RulesBody.Shown>> get(
      @QueryParam("ght") @Nullable String group, @QueryParam("asOf") @Nullable String asOf) {
    var caller = call.caller();
    var ght = CatalogueOwner.group(caller, group);
    var moment = AsOf.parse(asOf, null, Instant.now());
    Rights.requireRead(caller, ght);
    return adoptions
        .read(Names.normalisation(ght), moment)
        .map(answer -> answer.toResponse(shown(ght, answer.state())));
  }

  @PUT
  @Operation(
      summary = "Adopt rules for a group",
      description =
          "From then on names are what these rules say. What was recognised until then stays as it was, as of then.")
  public Uni<RestResponse<RulesBody.Shown>> adopt(
      @QueryParam("ght") @Nullable String group,
      @Nullable RulesBody body,
      @BeanParam CommandHeaders headers) {
    var origin = call.origin();
    var ght = CatalogueOwner.group(origin.caller(), group);
    var stream = Names.normalisation(ght);
    var asked = Problem.present(body);
    var command = new Adoption.Adopt(ght, RulesBody.read(asked.rules()), asked.checkedReason());
    return owner
        .governing(origin.caller(), ght)
        .chain(role ->
            adoptions.carryOut(
                stream,
                command,
                origin.as(role, headers.command(origin.tenant(), stream.toString(), asked)),
                headers.expectedVersion()))
        .map(answer -> answer.toResponse(shown(ght, answer.state())));
  }

  @POST
  @Path("/trial")
  @Operation(
      summary = "Try rules on a sample of reported names; nothing is changed",
      description = "Aliases of the group, which hold before all rules, are left out.")
  public Uni<RulesBody.TrialResult> attempt(
      @QueryParam("ght") @Nullable String group, @Nullable Trial body) {
    var caller = call.caller();
    var ght = CatalogueOwner.group(caller, group);
    var asked = Problem.present(body);
    var sample = asked.checkedSample();
    var written = asked.rules();
    var tried =
        written == null || written.isNull()
            ? null
            : new Normaliser(RulesBody.read(written), List.of());
    Rights.requireRead(caller, ght);
    return rules
        .normaliser(ght)
        .map(inForce -> result(sample, tried == null ? inForce : tried, inForce));
  }

  private static RulesBody.TrialResult result(
      List<ReportedSoftware> sample, Normaliser tried, Normaliser inForce) {
    var results =
        sample.stream()
            .map(
                reported -> tried(reported, tried.normalise(reported), inForce.normalise(reported)))
            .toList();
    return new RulesBody.TrialResult(
        count(results, "RECOGNISED"),
        count(results, "SET_ASIDE"),
        count(results, "UNKNOWN"),
        (int) results.stream().filter(Tried::differs).count(),
        results);
  }

  private static Tried tried(ReportedSoftware reported, Normalised now, Normalised before) {
    var outcome = Outcome.of(now);
    var earlier = Outcome.of(before);
    return new Tried(Entry.of(reported), outcome, earlier, !isSame(outcome, earlier));
  }

  private static boolean isSame(Outcome one, Outcome other) {
    return java.util.Objects.equals(one.code(), other.code())
        && java.util.Objects.equals(one.version(), other.version())
        && one.outcome().equals(other.outcome());
  }

  private static int count(List<Tried> results, String outcome) {
    return (int)
        results.stream().filter(result -> result.tried().outcome().equals(outcome)).count();
  }

  private static RulesBody.Shown shown(String ght, RulesInForce state) {
    return new RulesBody.Shown(ght, state.number(), GroupRules.rules(state));
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((AdoptionRefusal) refusal) {
      case RULES_ARE_DEFECTIVE -> Problem.invalid("rules", "make no sense");
    };
  }
}
