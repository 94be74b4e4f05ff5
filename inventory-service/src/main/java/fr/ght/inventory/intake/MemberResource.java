package fr.ght.inventory.intake;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.Ght.Existing;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who belongs to a group, from when to when. */
@Path("/api/inventory/ghts/{ght}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class MemberResource {
  private final Commands<GhtCommand, Ght, GhtEvent> groups;
  private final Establishments establishments;
  private final Call call;

  public MemberResource(
      Commands<GhtCommand, Ght, GhtEvent> groups, Establishments establishments, Call call) {
    this.groups = groups;
    this.establishments = establishments;
    this.call = call;
  }

  /**
   * An entry as callers write it.
   *
   * @param role SUPPORT, MEMBER or PARTNER
   * @param from the first day
   */
  @Schema(name = "MemberEntry")
  public record Body(
      @Schema(examples = "CHU de Saint-Étienne", required = true) @Nullable String name,
      @Schema(examples = "SUPPORT", required = true) @Nullable String role,
      @Schema(examples = "2016-07-01", format = "date", required = true) @Nullable String from) {

    Function<List<Period>, GhtCommand> toCommand(Finess establishment) {
      return Findings.reading(found -> {
        var called = found.required("name", name, Names::text);
        var as = found.oneOf("role", role, Role.class);
        var since = found.required("from", from, Names::day);
        return () ->
            elsewhere ->
                new GhtCommand.Join(establishment, called.get(), as.get(), since.get(), elsewhere);
      });
    }
  }

  /**
   * A member on a day.
   *
   * @param to the first day on which it is no longer in the group; null while none is known
   */
  @Schema(name = "Member")
  public record Shown(
      String finess, String name, String role, LocalDate from, @Nullable LocalDate to) {

    static List<Shown> all(Existing group, LocalDate on) {
      return group.membersOn(on).stream().map(member -> of(group, member, on)).toList();
    }

    private static Shown of(Existing group, Ght.Member member, LocalDate on) {
      var period =
          group.staysOf(member.establishment()).stream()
              .map(Ght.Stay::period)
              .filter(stay -> stay.contains(on))
              .findFirst()
              .orElseThrow();
      return new Shown(
          member.establishment().number(),
          member.name(),
          member.role().name(),
          period.from(),
          period.to());
    }
  }

  /** The members of a day. */
  @Schema(name = "Members")
  public record All(LocalDate on, List<Shown> items) {}

  @PUT
  @Path("/{finess}")
  @Operation(summary = "Enter an establishment, correct its entry, or pass it the support role")
  public Uni<RestResponse<Shown>> enter(
      @PathParam("ght") String ght,
      @PathParam("finess") String finess,
      @Nullable Body body,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var asked = Problem.present(body);
    var command = asked.toCommand(establishment);
    var from = Names.day(String.valueOf(asked.from()));
    return carryOut(ght, establishment, command, headers, asked)
        .map(answer -> {
          var group = GhtResource.existing(ght, answer.state());
          return answer.toResponse(shown(group, establishment, from));
        });
  }

  @DELETE
  @Path("/{finess}")
  @Operation(summary = "End a membership; by default today")
  public Uni<RestResponse<Void>> leave(
      @PathParam("ght") String ght,
      @PathParam("finess") String finess,
      @QueryParam("on") @Nullable String on,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var day = AsOf.parse(null, on, Instant.now()).on();
    return carryOut(
            ght,
            establishment,
            elsewhere -> new GhtCommand.Leave(establishment, day, elsewhere),
            headers,
            "leave " + establishment + " " + on)
        .map(Commands.Answer::toEmptyResponse);
  }

  @GET
  @Operation(summary = "The members on a day, as recorded by an instant")
  public Uni<All> list(
      @PathParam("ght") String ght,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("on") @Nullable String on) {
    var stream = Names.ght(ght);
    var moment = AsOf.parse(asOf, on, Instant.now());
    Rights.requireRead(call.caller(), ght);
    return groups
        .read(stream, moment)
        .map(answer -> GhtResource.existing(ght, answer.state()))
        .map(group -> new All(moment.on(), Shown.all(group, moment.on())));
  }

  @GET
  @Path("/{finess}")
  @Operation(summary = "One member on a day, as recorded by an instant")
  public Uni<RestResponse<Shown>> get(
      @PathParam("ght") String ght,
      @PathParam("finess") String finess,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("on") @Nullable String on) {
    var stream = Names.ght(ght);
    var establishment = Names.establishment(finess);
    var moment = AsOf.parse(asOf, on, Instant.now());
    Rights.requireRead(call.caller(), ght);
    return groups
        .read(stream, moment)
        .map(answer -> {
          var group = GhtResource.existing(ght, answer.state());
          return answer.toResponse(shown(group, establishment, moment.on()));
        });
  }

  /** Decides on all memberships of the establishment, and anew if one of them moved meanwhile. */
  private Uni<Commands.Answer<Ght>> carryOut(
      String ght,
      Finess establishment,
      Function<List<Period>, GhtCommand> command,
      CommandHeaders headers,
      Object asked) {
    var stream = Names.ght(ght);
    var origin = call.origin();
    var identity = headers.command(origin.tenant(), stream + "/" + establishment, asked);
    var expectedVersion = headers.expectedVersion();
    return groups
        .read(stream, AsOf.now())
        .map(found -> Rights.requireGovernExisting(origin.caller(), ght, found.state()))
        .map(role -> origin.as(role, identity))
        .chain(context ->
            Commands.untilClaimsHold(() ->
                establishments
                    .standing(establishment, AsOf.now())
                    .flatMap(standing ->
                        groups.carryOut(
                            stream,
                            command.apply(standing.elsewhere(stream)),
                            context,
                            expectedVersion,
                            (before, events, _) -> {
                              Rights.requireGovernExisting(origin.caller(), ght, before);
                              return standing.claims(events);
                            }))));
  }

  private static Shown shown(Existing group, Finess establishment, LocalDate on) {
    return Shown.all(group, on).stream()
        .filter(member -> member.finess().equals(establishment.number()))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("member " + establishment + " on " + on));
  }
}
