package fr.ght.inventory.intake;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.GhtRefusal;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Groups of hospitals. */
@Path("/api/inventory/ghts/{ght}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class GhtResource {
  private final Commands<GhtCommand, Ght, GhtEvent> groups;
  private final Call call;

  public GhtResource(Commands<GhtCommand, Ght, GhtEvent> groups, Call call) {
    this.groups = groups;
    this.call = call;
  }

  /**
   * A group as callers write it.
   *
   * @param support who shall be the support establishment; its entry as a member with the role
   *     SUPPORT makes it so
   */
  @Schema(name = "GroupDefinition")
  public record Body(
      @Schema(examples = "GHT Loire", required = true) @Nullable String name,
      @Schema(examples = "420784878") @Nullable String support) {

    GhtCommand.Define toCommand() {
      return Findings.reading(found -> {
        var called = found.required("name", name, Names::text);
        var designated = found.optional("support", support, Finess::parse);
        return () -> new GhtCommand.Define(called.get(), designated.get());
      });
    }
  }

  /**
   * A group on the day {@code on}.
   *
   * @param support the support establishment of that day; null before the first one
   * @param designated who shall be it, as last said
   */
  @Schema(name = "Group")
  public record Shown(
      String ght,
      String name,
      @Nullable String support,
      @Nullable String designated,
      LocalDate on,
      List<MemberResource.Shown> members) {

    static Shown of(String ght, Ght.Existing group, LocalDate on) {
      var designated = group.designated();
      return new Shown(
          ght,
          group.name(),
          group.supportOn(on).map(Finess::number).orElse(null),
          designated == null ? null : designated.number(),
          on,
          MemberResource.Shown.all(group, on));
    }
  }

  @PUT
  @Operation(summary = "Define a group: its name, and who shall be its support establishment")
  public Uni<RestResponse<Shown>> define(
      @PathParam("ght") String ght, @Nullable Body body, @BeanParam CommandHeaders headers) {
    var stream = Names.ght(ght);
    var origin = call.origin();
    var asked = Problem.present(body);
    var command = asked.toCommand();
    var identity = headers.command(origin.tenant(), stream.toString(), asked);
    var expectedVersion = headers.expectedVersion();
    return groups
        .read(stream, AsOf.now())
        .map(found -> Rights.requireGovern(origin.caller(), ght, found.state(), command.support()))
        .chain(role ->
            groups.carryOut(
                stream,
                command,
                origin.as(role, identity),
                expectedVersion,
                (before, _, _) -> {
                  Rights.requireGovern(origin.caller(), ght, before, command.support());
                  return List.of();
                }))
        .map(answer -> shown(ght, answer, AsOf.now()));
  }

  @GET
  @Operation(summary = "A group and its members on a day, as recorded by an instant")
  public Uni<RestResponse<Shown>> get(
      @PathParam("ght") String ght,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("on") @Nullable String on) {
    var stream = Names.ght(ght);
    var moment = AsOf.parse(asOf, on, Instant.now());
    Rights.requireRead(call.caller(), ght);
    return groups.read(stream, moment).map(answer -> shown(ght, answer, moment));
  }

  private static RestResponse<Shown> shown(String ght, Commands.Answer<Ght> answer, AsOf asOf) {
    return answer.toResponse(Shown.of(ght, existing(ght, answer.state()), asOf.on()));
  }

  static Ght.Existing existing(String ght, Ght state) {
    return switch (state) {
      case Ght.Unknown _ -> throw noGroup(ght);
      case Ght.Existing group -> group;
    };
  }

  static ProblemException noGroup(String ght) {
    return Problem.notFound("group " + ght);
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((GhtRefusal) refusal) {
      case UNKNOWN_GHT -> Problem.notFound("such group: define it first");
      case NAME_MISSING -> Problem.invalid("name", "is missing");
      case NEGATIVE_FIGURE -> Kind.INVALID.with(refusal.name(), "Figures must not be negative.");
      case NOT_A_MEMBER ->
          Kind.NOT_FOUND.with(refusal.name(), "The establishment was never in this group.");
      case OVERLAPPING_MEMBERSHIP ->
          Kind.REFUSED.with(
              refusal.name(),
              "The establishment belongs to a group on some of these days. End that membership first, "
                  + "or enter it as PARTNER.");
      case LEFT_BEFORE_JOINING ->
          Kind.REFUSED.with(refusal.name(), "It joined on that day or later. Name a later day.");
      case SUPPORT_NEEDS_A_SUCCESSOR ->
          Kind.REFUSED.with(
              refusal.name(),
              "The group would be without support establishment. Enter the next one as SUPPORT first.");
      case ANOTHER_SUPPORT_ON_THAT_DAY ->
          Kind.REFUSED.with(
              refusal.name(),
              "Another establishment takes the support role on that day. Name another day, or designate "
                  + "this one as the group's support first.");
    };
  }
}
