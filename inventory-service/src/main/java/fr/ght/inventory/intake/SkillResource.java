package fr.ght.inventory.intake;

import static fr.ght.inventory.domain.skill.SkillRefusal.NOT_RECORDED;

import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.skill.SkillCommand;
import fr.ght.inventory.domain.skill.SkillCommand.RecordPeople;
import fr.ght.inventory.domain.skill.SkillCommand.Withdraw;
import fr.ght.inventory.domain.skill.SkillCoverage;
import fr.ght.inventory.domain.skill.SkillCoverage.People;
import fr.ght.inventory.domain.skill.SkillCoverage.Recorded;
import fr.ght.inventory.domain.skill.SkillCoverage.Unrecorded;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.domain.skill.SkillLevel;
import fr.ght.inventory.domain.skill.SkillRefusal;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How many people of an establishment are able to maintain a product; none of them is named. */
@Path("/api/inventory/skills/{finess}/{product:.+}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "skills")
public class SkillResource {
  private static final int MOST_PEOPLE = 100_000;

  private final Commands<SkillCommand, SkillCoverage, SkillEvent> skills;
  private final Establishments establishments;
  private final Rights rights;
  private final Call call;

  public SkillResource(
      Commands<SkillCommand, SkillCoverage, SkillEvent> skills,
      Establishments establishments,
      Rights rights,
      Call call) {
    this.skills = skills;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
  }

  /**
   * So many people of one level, as callers write it; what was recorded of other levels stays.
   *
   * @param level LEARNING, AUTONOMOUS or EXPERT; the latter two are able to maintain the product
   * @param until the last day on which they can be counted on
   */
  @Schema(name = "SkillRecord")
  public record Body(
      @Schema(examples = "EXPERT", required = true) @Nullable String level,
      @Schema(examples = "2", required = true) @Nullable Integer people,
      @Schema(examples = "2027-06-30", format = "date") @Nullable String until) {

    private RecordPeople toCommand(Finess establishment, String product) {
      return toCommand(establishment.number(), product);
    }

    /**
     * @throws Problem.ProblemException 422 naming every field that is not valid
     */
    public RecordPeople toCommand(@Nullable String establishment, @Nullable String product) {
      return Findings.reading(found -> {
        var at = found.required("establishment", establishment, Finess::parse);
        var named = found.required("product", product, Names::productName);
        var grade = found.oneOf("level", level, SkillLevel.class);
        var number = found.required("people", people, SkillResource::people);
        var end = found.optional("until", until, Names::day);
        return () ->
            new RecordPeople(
                at.get(), named.get(), grade.get(), new People(number.get(), end.get()));
      });
    }
  }

  /** A number of people that somebody can have meant. */
  static Integer people(Integer number) {
    if (number < 0 || number > MOST_PEOPLE) {
      throw new IllegalArgumentException("must be from 0 to " + MOST_PEOPLE);
    }
    return number;
  }

  /** An establishment's skills in a product; a level that is not there was not recorded. */
  @Schema(name = "Skills")
  public record Shown(String establishment, String product, List<OfLevel> levels) {

    @Schema(name = "SkillsOfLevel")
    public record OfLevel(String level, int people, @Nullable LocalDate until) {}

    static Shown of(Recorded recorded) {
      return new Shown(
          recorded.establishment().number(),
          recorded.product(),
          recorded.people().entrySet().stream()
              .map(entry ->
                  new OfLevel(
                      entry.getKey().name(), entry.getValue().count(), entry.getValue().until()))
              .toList());
    }
  }

  @PUT
  @Operation(summary = "Record how many people of an establishment have a level of a product")
  public Uni<RestResponse<Shown>> record(
      @PathParam("finess") String finess,
      @PathParam("product") String product,
      @Nullable Body body,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var named = product(product);
    var asked = Problem.present(body);
    var command = asked.toCommand(establishment, named);
    return carryOut(establishment, named, command, headers, asked).map(SkillResource::shown);
  }

  @DELETE
  @Operation(summary = "Say that it is no longer known who has a level of a product")
  public Uni<RestResponse<Void>> withdraw(
      @PathParam("finess") String finess,
      @PathParam("product") String product,
      @QueryParam("level") @Nullable String level,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var named = product(product);
    var command =
        Findings.<SkillCommand>reading(found -> {
          var grade = found.oneOf("level", level, SkillLevel.class);
          return () -> new Withdraw(grade.get());
        });
    return carryOut(establishment, named, command, headers, "DELETE " + level)
        .map(Commands.Answer::toEmptyResponse);
  }

  @GET
  @Operation(summary = "An establishment's skills in a product, as recorded by an instant")
  public Uni<RestResponse<Shown>> get(
      @PathParam("finess") String finess,
      @PathParam("product") String product,
      @QueryParam("asOf") @Nullable String asOf) {
    var establishment = Names.establishment(finess);
    var stream = Names.skills(establishment, product(product));
    var moment = AsOf.parse(asOf, null, Instant.now());
    return rights
        .require(call.caller(), Action.READ, establishment, moment, () -> explain(NOT_RECORDED))
        .chain(() -> skills.read(stream, moment))
        .map(SkillResource::shown);
  }

  private Uni<Commands.Answer<SkillCoverage>> carryOut(
      Finess establishment,
      String product,
      SkillCommand command,
      CommandHeaders headers,
      Object asked) {
    var origin = call.origin();
    var stream = Names.skills(establishment, product);
    return rights
        .require(origin.caller(), Action.DECLARE, establishment, Establishments::unseen)
        .call(() -> establishments.requireKnown(establishment))
        .chain(role ->
            skills.carryOut(
                stream,
                command,
                origin.as(role, headers.command(origin.tenant(), stream.toString(), asked)),
                headers.expectedVersion()));
  }

  private static String product(String text) {
    try {
      return Names.productName(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("product", String.valueOf(e.getMessage()));
    }
  }

  private static RestResponse<Shown> shown(Commands.Answer<SkillCoverage> answer) {
    return switch (answer.state()) {
      case Unrecorded _ -> throw explain(NOT_RECORDED);
      case Recorded recorded -> answer.toResponse(Shown.of(recorded));
    };
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((SkillRefusal) refusal) {
      case NEGATIVE_PEOPLE -> Problem.invalid("people", "must not be negative");
      case NOT_RECORDED -> Problem.notFound("such skill: record it first");
    };
  }
}
