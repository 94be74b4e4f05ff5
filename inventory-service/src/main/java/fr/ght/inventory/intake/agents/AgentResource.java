package fr.ght.inventory.intake.agents;

import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.http.Caller;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Contact;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Prolog;
import fr.ght.inventory.intake.agents.decoding.AgentRequest;
import fr.ght.inventory.intake.agents.decoding.AgentRequest.Format;
import fr.ght.inventory.intake.agents.decoding.Compression;
import fr.ght.inventory.intake.agents.decoding.UnreadableBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Where inventory agents send to: {@code /agents/420784878}, with whatever path they add. Every
 * answer travels in the compression and notation of its request.
 *
 * <p>Under load a prolog or contact is told to come back; an inventory is always taken, for no
 * agent sends it again.
 */
@Path("/agents")
@Tag(name = "agents")
@Consumes(MediaType.WILDCARD)
public class AgentResource {
  private static final Logger LOG = Logger.getLogger(AgentResource.class);
  private static final int NOT_FOUND = 404;
  private static final int INVALID = 422;
  private static final int UNAVAILABLE = 503;
  private static final int INTERNAL = 500;
  private static final String RETRY_AFTER_SECONDS = "60";

  private final ReportIntake reports;
  private final DecodingQueue queue;
  private final Caller caller;

  public AgentResource(ReportIntake reports, DecodingQueue queue, Caller caller) {
    this.reports = reports;
    this.queue = queue;
    this.caller = caller;
  }

  /** An answer on its way: what is not the agent's business is left out before. */
  private record Sent(AgentAnswer answer, Compression compression) {
    RestResponse<byte[]> toResponse() {
      var response =
          ResponseBuilder.<byte[]>create(answer.status())
              .entity(answer.body(compression))
              .header("Content-Type", answer.contentType(compression));
      return answer.status() == UNAVAILABLE
          ? response.header("Retry-After", RETRY_AFTER_SECONDS).build()
          : response.build();
    }
  }

  @POST
  @Operation(summary = "Says where to send to: the address names the establishment")
  public RestResponse<byte[]> withoutEstablishment(
      @Context HttpServerRequest request, byte @Nullable [] body) {
    return refused(
            request,
            present(body),
            NOT_FOUND,
            "the address names no establishment: send to /agents/{finess}, with the FINESS number of the legal entity")
        .toResponse();
  }

  @GET
  @Operation(summary = "As below an establishment's address")
  public RestResponse<byte[]> configurationWithoutEstablishment() {
    return configuration();
  }

  @GET
  @Path("/{finess}{path:(/.*)?}")
  @Operation(summary = "An agent's configuration: nothing is configured from here")
  public RestResponse<byte[]> configuration() {
    return new Sent(AgentAnswer.nothingConfigured(), Compression.NONE).toResponse();
  }

  @POST
  @Path("/{finess}{path:(/.*)?}")
  @Operation(summary = "A prolog, a contact or an inventory of one of the establishment's machines")
  public Uni<RestResponse<byte[]>> message(
      @PathParam("finess") String finess,
      @Context HttpServerRequest request,
      byte @Nullable [] body) {
    var receivedAt = Instant.now();
    var correlation = caller.correlation();
    var bytes = present(body);
    var defect = Finess.defectOf(finess.strip().toUpperCase(Locale.ROOT));
    if (defect.isPresent()) {
      var reason = "the address /agents/{finess} names no establishment: " + explained(defect);
      return Uni.createFrom().item(refused(request, bytes, INVALID, reason)).map(Sent::toResponse);
    }
    var establishment = Finess.parse(finess);
    boolean understandsJson = request.headers().contains(AgentAnswer.GLPI_AGENT);
    return reports
        .knows(establishment)
        .flatMap(isKnown ->
            isKnown
                ? queue
                    .submit(
                        bytes,
                        receivedAt,
                        message -> answer(establishment, message, understandsJson, correlation))
                    .map(reply -> new Sent(reply.answer(), reply.request().compression()))
                : Uni.createFrom()
                    .item(
                        refused(
                            request,
                            bytes,
                            NOT_FOUND,
                            "the establishment "
                                + establishment
                                + " was never in any group: let it join one first")))
        .onFailure()
        .recoverWithItem(failure -> failed(request, bytes, failure))
        .map(Sent::toResponse);
  }

  private Uni<AgentAnswer> answer(
      Finess establishment, AgentRequest request, boolean understandsJson, UUID correlation) {
    return switch (request.message()) {
      case Prolog _ when understandsJson -> Uni.createFrom().item(AgentAnswer.ok());
      case Prolog _ ->
          Uni.createFrom()
              .item(queue.isBusy() ? AgentAnswer.comeBack() : AgentAnswer.sendInventory());
      case Contact _ ->
          Uni.createFrom()
              .item(queue.isBusy() ? AgentAnswer.pending() : AgentAnswer.inventoryTask());
      case Inventory inventory ->
          reports
              .take(establishment, inventory, correlation, null)
              .map(_ -> request.format() == Format.JSON ? AgentAnswer.ok() : AgentAnswer.taken());
    };
  }

  private static Sent failed(HttpServerRequest request, byte[] body, Throwable failure) {
    return switch (failure) {
      case UnreadableBody unreadable ->
          refused(request, body, status(unreadable.kind()), unreadable.reason());
      case StoreUnavailable unavailable -> {
        LOG.warnf("not able to answer an agent: %s", unavailable.getMessage());
        yield refused(request, body, UNAVAILABLE, "not able to store now; send it again");
      }
      default -> {
        var incident = UUID.randomUUID();
        LOG.errorf("incident %s: %s", incident, whereOf(failure));
        yield refused(request, body, INTERNAL, "a fault of ours; quote " + incident);
      }
    };
  }

  /** Without the message, which may repeat what an agent sent. */
  private static String whereOf(Throwable failure) {
    var frames = failure.getStackTrace();
    return failure.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
  }

  private static int status(UnreadableBody.Kind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case TOO_LARGE -> 413;
      case UNKNOWN_ENCODING -> 415;
    };
  }

  private static Sent refused(HttpServerRequest request, byte[] body, int status, String reason) {
    var format =
        body.length > 0 && body[0] == '{' ? Format.JSON : AgentAnswer.formatFor(request.headers());
    return new Sent(AgentAnswer.error(format, status, reason), compressionOf(body));
  }

  /** That of the request, as far as it can be told. */
  private static Compression compressionOf(byte[] body) {
    try {
      return Compression.of(body);
    } catch (UnreadableBody _) {
      return Compression.NONE;
    }
  }

  private static String explained(Optional<Finess.Defect> defect) {
    return defect.map(Finess.Defect::explanation).orElse("");
  }

  private static byte[] present(byte @Nullable [] body) {
    return body == null ? new byte[0] : body;
  }
}
