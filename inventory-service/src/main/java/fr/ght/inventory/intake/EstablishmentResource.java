package fr.ght.inventory.intake;

import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.Profile;
import fr.ght.inventory.intake.Establishments.Membership;
import fr.ght.inventory.intake.Establishments.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What establishments declare of themselves. */
@Path("/api/inventory/establishments/{finess}/profile")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "establishments")
public class EstablishmentResource {
  private final Commands<GhtCommand, Ght, GhtEvent> groups;
  private final Establishments establishments;
  private final Rights rights;
  private final Call call;

  public EstablishmentResource(
      Commands<GhtCommand, Ght, GhtEvent> groups,
      Establishments establishments,
      Rights rights,
      Call call) {
    this.groups = groups;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
  }

  /** Figures as callers write them; one that is not written is not declared. */
  @Schema(name = "ProfileDeclaration")
  public record Body(
      @Schema(examples = "2016-07-01", format = "date", required = true) @Nullable String from,
      @Schema(examples = "1800") @Nullable Integer beds,
      @Schema(examples = "8000") @Nullable Integer staff,
      @Schema(examples = "4000") @Nullable Integer workstations,
      @Schema(examples = "60") @Nullable Integer itStaff) {

    Profile toProfile() {
      return Findings.reading(found -> {
        var since = found.required("from", from, Names::day);
        found.notNegative("beds", beds);
        found.notNegative("staff", staff);
        found.notNegative("workstations", workstations);
        found.notNegative("itStaff", itStaff);
        return () -> new Profile(since.get(), beds, staff, workstations, itStaff);
      });
    }
  }

  /** The figures that hold on a day; {@code from} is since when. */
  @Schema(name = "Profile")
  public record Shown(
      String establishment,
      LocalDate from,
      @Nullable Integer beds,
      @Nullable Integer staff,
      @Nullable Integer workstations,
      @Nullable Integer itStaff) {

    static Shown of(Finess establishment, Profile profile) {
      return new Shown(
          establishment.number(),
          profile.from(),
          profile.beds(),
          profile.staff(),
          profile.workstations(),
          profile.itStaff());
    }
  }

  @PUT
  @Operation(summary = "Declare an establishment's figures from a day on")
  public Uni<RestResponse<Shown>> declare(
      @PathParam("finess") String finess, @Nullable Body body, @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var asked = Problem.present(body);
    var profile = asked.toProfile();
    var origin = call.origin();
    var identity = headers.command(origin.tenant(), "profile/" + finess, asked);
    return rights
        .require(
            origin.caller(), Action.DECLARE, establishment, EstablishmentResource::neverInAnyGroup)
        .chain(role ->
            establishments
                .standing(establishment, AsOf.now())
                .map(standing -> groupOf(standing, profile.from()))
                .flatMap(membership ->
                    groups.carryOut(
                        membership.ght(),
                        new GhtCommand.RecordProfile(establishment, profile),
                        origin.as(role, identity),
                        headers.expectedVersion())))
        .map(answer -> answer.toResponse(Shown.of(establishment, profile)));
  }

  @GET
  @Operation(summary = "An establishment's figures on a day, as recorded by an instant")
  public Uni<Shown> get(
      @PathParam("finess") String finess,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("on") @Nullable String on) {
    var establishment = Names.establishment(finess);
    var moment = AsOf.parse(asOf, on, Instant.now());
    Supplier<ProblemException> none =
        () -> Problem.notFound("profile of " + establishment + " on " + moment.on());
    return rights
        .require(call.caller(), Action.READ, establishment, moment, none)
        .chain(() -> establishments.standing(establishment, moment))
        .map(standing ->
            standing.memberships().stream()
                .map(membership -> membership.group().profileOn(establishment, moment.on()))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Profile::from))
                .map(profile -> Shown.of(establishment, profile))
                .orElseThrow(none));
  }

  /** The group whose log keeps the figures: the one of that day, else any that ever had it. */
  private static Membership groupOf(Standing standing, LocalDate day) {
    var establishment = standing.establishment();
    return standing.memberships().stream()
        .max(
            Comparator.comparing((Membership membership) ->
                    membership
                        .group()
                        .roleOn(establishment, day)
                        .map(role -> role.isFull() ? 2 : 1)
                        .orElse(0))
                .thenComparing(membership -> membership.ght().key()))
        .orElseThrow(EstablishmentResource::neverInAnyGroup);
  }

  private static ProblemException neverInAnyGroup() {
    return Kind.NOT_FOUND.with(
        "UNKNOWN_ESTABLISHMENT",
        "The establishment was never in any group. Let it join one first.");
  }
}
