package fr.ght.inventory.intake.events;

import fr.ght.access.Action;
import fr.ght.access.Policy;
import fr.ght.access.signin.Call;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.events.EventIntake.Arrived;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where establishment systems push CloudEvents 1.0 to: {@code application/cloudevents+json}, {@code
 * application/cloudevents-batch+json} with at most 1,000 events, or the binary mode.
 *
 * <p>{@code source} and {@code id} are the event's identity, {@code establishment} (FINESS of the
 * legal entity) is an extension attribute, {@code time} is when it was observed. Types:
 *
 * <ul>
 *   <li>{@code fr.ght.intake.machine-reported.v1}: data as a GLPI agent's JSON inventory
 *   <li>{@code fr.ght.intake.application-declared.v1}: data as the REST body; {@code subject}, else
 *       {@code data.id}, is the application's id
 *   <li>{@code fr.ght.intake.application-decommissioned.v1}: the same, all data optional
 *   <li>{@code fr.ght.intake.contract-signed.v1}: data as the REST body, with the day of signature;
 *       {@code subject}, else {@code data.id}, is the contract's id
 *   <li>{@code fr.ght.intake.bom-reported.v1}: data as a CycloneDX bill of materials; {@code
 *       subject} is the asset's id, unless the BOM shows the machine's keys
 * </ul>
 */
@Path("/api/inventory/events")
@Tag(name = "events")
public class EventsResource {
  private final Envelope envelope;
  private final EventIntake intake;
  private final Call call;

  EventsResource(Envelope envelope, EventIntake intake, Call call) {
    this.envelope = envelope;
    this.intake = intake;
    this.call = call;
  }

  /** What became of each event, in the order in which they were sent. */
  @Schema(name = "PushedEventResults")
  public record Results(List<Result> results) {}

  /**
   * @param status accepted, duplicate or refused
   * @param reason why it was refused, else null
   */
  @Schema(name = "PushedEventResult")
  public record Result(
      @Nullable String source, @Nullable String id, String status, @Nullable String reason) {

    static Result taken(PushedEvent event, boolean before) {
      return new Result(event.source(), event.id(), before ? "duplicate" : "accepted", null);
    }

    static Result refused(@Nullable String source, @Nullable String id, String reason) {
      return new Result(source, id, "refused", reason);
    }
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Push one CloudEvent, or a batch of them; each is answered for itself")
  public Uni<Results> push(@Context HttpServerRequest request, byte @Nullable [] body) {
    var headers = new HashMap<String, String>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    var origin = call.origin();
    if (!Policy.mayAnywhere(origin.caller(), Action.REPORT)
        && !Policy.mayAnywhere(origin.caller(), Action.DECLARE_CONTRACT)) {
      Rights.requireRole(origin.caller(), Action.DECLARE);
    }
    var receivedAt = Instant.now();
    return Uni.createFrom()
        .item(() -> envelope.open(headers, body == null ? new byte[0] : body))
        .runSubscriptionOn(Infrastructure.getDefaultExecutor())
        .map(all -> all.stream().map(one -> new Arrived(one, origin, receivedAt)).toList())
        .flatMap(intake::take)
        .map(Results::new);
  }
}
