package fr.ght.inventory.intake.machines;

import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetCommand;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetRefusal;
import fr.ght.inventory.domain.asset.Machine;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One machine: what is known of it, and what people say about it. */
@Path("/api/inventory/assets/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assets")
public class AssetResource {

  private final Commands<AssetCommand, Asset, AssetEvent> assets;
  private final EventStore log;
  private final Establishments establishments;
  private final Rights rights;
  private final Call call;

  public AssetResource(
      Commands<AssetCommand, Asset, AssetEvent> assets,
      EventStore log,
      Establishments establishments,
      Rights rights,
      Call call) {
    this.assets = assets;
    this.log = log;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
  }

  /**
   * The machine is no longer in service.
   *
   * @param on the last day in service; a report that is observed later brings the machine back
   */
  @Schema(name = "Retirement")
  public record Retirement(
      @Schema(examples = "2026-11-30", format = "date", required = true) @Nullable String on,
      @Schema(examples = "Replaced", required = true) @Nullable String reason) {

    AssetCommand toCommand() {
      return Findings.reading(found -> {
        var day = found.required("on", on, Names::day);
        var why = found.required("reason", reason, Names::text);
        return () -> new AssetCommand.Retire(day.get(), why.get());
      });
    }
  }

  /** The machine is at another establishment than was thought, or went there. */
  @Schema(name = "Move")
  public record Move(
      @Schema(examples = "420780033", required = true) @Nullable String establishment,
      @Schema(examples = "Lent for good", required = true) @Nullable String reason) {

    AssetCommand.Move toCommand() {
      return Findings.reading(found -> {
        var to = found.required("establishment", establishment, Finess::parse);
        var why = found.required("reason", reason, Names::text);
        return () -> new AssetCommand.Move(to.get(), why.get());
      });
    }
  }

  @GET
  @Operation(summary = "A machine with its software, as it was recorded by an instant")
  public Uni<RestResponse<AssetShown>> get(
      @PathParam("id") String id, @QueryParam("asOf") @Nullable String asOf) {
    var asset = named(id);
    var moment = AsOf.parse(asOf, null, Instant.now());
    var caller = call.caller();
    Rights.requireRole(caller, Action.READ);
    return assets
        .read(AssetClaims.stream(asset), moment)
        .call(answer ->
            place(answer.state(), moment)
                .chain(place ->
                    rights.require(caller, Action.READ, place, moment, AssetResource::noAsset)))
        .map(answer -> shown(id, answer));
  }

  @POST
  @Path("/retirement")
  @Operation(summary = "Take a machine out of service")
  public Uni<RestResponse<AssetShown>> retire(
      @PathParam("id") String id, @Nullable Retirement body, @BeanParam CommandHeaders headers) {
    var asset = named(id);
    var asked = Problem.present(body);
    var command = asked.toCommand();
    return requireOwn(call.origin(), asset)
        .chain(by -> carryOut(by, asset, command, Set.of(), headers, asked))
        .map(answer -> shown(id, answer));
  }

  @POST
  @Path("/move")
  @Operation(summary = "Say that a machine belongs to another establishment")
  public Uni<RestResponse<AssetShown>> move(
      @PathParam("id") String id, @Nullable Move body, @BeanParam CommandHeaders headers) {
    var asset = named(id);
    var asked = Problem.present(body);
    var command = asked.toCommand();
    return requireOwn(call.origin(), asset)
        .call(by ->
            rights.require(
                by.origin().caller(), Action.DECLARE, command.to(), Establishments::unseen))
        .call(() -> establishments.requireKnown(command.to()))
        .chain(by -> carryOut(by, asset, command, Set.of(command.to()), headers, asked))
        .map(answer -> shown(id, answer));
  }

  /** Who does it, in which role. */
  private record By(Origin origin, Role role) {}

  private Uni<By> requireOwn(Origin origin, AssetId asset) {
    Rights.requireRole(origin.caller(), Action.DECLARE);
    return assets
        .read(AssetClaims.stream(asset), AsOf.now())
        .chain(found -> place(found.state(), AsOf.now()))
        .chain(
            place -> rights.require(origin.caller(), Action.DECLARE, place, AssetResource::noAsset))
        .map(role -> new By(origin, role));
  }

  /**
   * Where it is; of one that was merged, where the one is that goes on.
   *
   * @return fails with a problem, 404, if there is no such asset
   */
  private Uni<Finess> place(Asset asset, AsOf asOf) {
    return switch (asset) {
      case Asset.Unknown _ -> Uni.createFrom().failure(noAsset());
      case Asset.Known known -> Uni.createFrom().item(known.machine().establishment());
      case Asset.Merged(var into) ->
          assets.read(AssetClaims.stream(into), asOf).chain(found -> place(found.state(), asOf));
    };
  }

  private static ProblemException noAsset() {
    return Problem.notFound("such asset");
  }

  /** The asset's keys go with it: decided anew if somebody else takes or leaves one meanwhile. */
  private Uni<Commands.Answer<Asset>> carryOut(
      By by,
      AssetId asset,
      AssetCommand command,
      Set<Finess> destinations,
      CommandHeaders headers,
      Object asked) {
    var stream = AssetClaims.stream(asset);
    var name = stream + " " + command.getClass().getSimpleName();
    var origin = by.origin();
    var context = origin.as(by.role(), headers.command(origin.tenant(), name, asked));
    var expectedVersion = headers.expectedVersion();
    return Commands.untilClaimsHold(() ->
        assets
            .read(stream, AsOf.now())
            .flatMap(found -> log.claims(keys(found.state(), destinations)))
            .flatMap(seen ->
                assets.carryOut(
                    stream,
                    command,
                    context,
                    expectedVersion,
                    (before, _, after) -> {
                      requireStillOwn(origin, before);
                      return AssetClaims.between(before, after, seen);
                    })));
  }

  /** It may have moved away since that was looked at. */
  private static void requireStillOwn(Origin origin, Asset asset) {
    asset
        .known()
        .filter(machine -> !origin.caller().actsFor(machine.establishment().number()))
        .ifPresent(_ -> {
          throw noAsset();
        });
  }

  private static Set<String> keys(Asset asset, Set<Finess> destinations) {
    var keys = new HashSet<>(AssetClaims.of(asset));
    asset
        .known()
        .map(Machine::keys)
        .ifPresent(held -> destinations.forEach(place -> keys.addAll(AssetClaims.of(place, held))));
    return keys;
  }

  private static RestResponse<AssetShown> shown(String id, Commands.Answer<Asset> answer) {
    return answer.toResponse(
        AssetShown.of(id, answer.state()).orElseThrow(() -> Problem.notFound("such asset")));
  }

  private static AssetId named(String id) {
    try {
      var uuid = UUID.fromString(id);
      if (uuid.toString().equals(id)) {
        return new AssetId(uuid);
      }
    } catch (IllegalArgumentException _) {
      // No asset has such a name.
    }
    throw Problem.notFound("such asset");
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((AssetRefusal) refusal) {
      case UNKNOWN_ASSET -> Problem.notFound("such asset");
      case ALREADY_MERGED ->
          refused(refusal, "It was merged into another asset: speak of that one. GET says which.");
      case ANOTHER_ESTABLISHMENT ->
          refused(refusal, "The machine belongs to another establishment.");
      case SEEN_SINCE ->
          refused(refusal, "It reported after that day. Name the day of its last report or later.");
      case NOT_IN_SERVICE ->
          refused(refusal, "It has only reported changes so far, and is not in service.");
      case REASON_MISSING -> Problem.invalid("reason", "is missing");
    };
  }

  private static ProblemException refused(Refusal refusal, String detail) {
    return Kind.REFUSED.with(refusal.name(), detail);
  }
}
