package fr.ght.inventory.intake.agents;

import fr.ght.access.Access;
import fr.ght.access.Action;
import fr.ght.access.Caller;
import fr.ght.access.Policy;
import fr.ght.access.Scope;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.StoreUnavailable;
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
import io.vertx.ext.web.RoutingContext;
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
import java.util.Set;
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
 * <p>Whoever comes here was let in by {@link CredentialGate} or brings a token. Under load a prolog
 * or contact is told to come back; an inventory is always taken, for no agent sends it again.
 */
@Path("/agents")
@Tag(name = "agents")
@Consumes(MediaType.WILDCARD)
public class AgentResource {
  private static final Logger LOG = Logger.getLogger(AgentResource.class);
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int INVALID = 422;
  private static final int UNAVAILABLE = 503;
  private static final int INTERNAL = 500;
  private static final String RETRY_AFTER_SECONDS = "60";

  private static final String AUTHENTICATION =
      "HTTP Basic with a credential of the establishment (POST /api/inventory/establishments/{finess}/credentials), or a bearer token of a system of it. Without or with a wrong one: 401 and WWW-Authenticate; of another establishment: 403; wrong ones too often: 429, while the right one still passes. Errors are in the agents' own form.";

  private final ReportIntake reports;
  private final DecodingQueue queue;
  private final Call call;
  private final Contacts contacts;

  public AgentResource(ReportIntake reports, DecodingQueue queue, Call call, Contacts contacts) {
    this.reports = reports;
    this.queue = queue;
    this.call = call;
    this.contacts = contacts;
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
  @Operation(
      summary = "A prolog, a contact or an inventory: the credential names the establishment",
      description = AUTHENTICATION)
  public Uni<RestResponse<byte[]>> withoutEstablishment(
      @Context RoutingContext exchange, byte @Nullable [] body) {
    var bytes = present(body);
    return switch (admitted(exchange, null)) {
      case In(var sender) -> taken(sender, exchange.request(), bytes).map(Sent::toResponse);
      case Out(var status, var reason) -> turnedAway(exchange, bytes, status, reason);
    };
  }

  @GET
  @Operation(summary = "As below an establishment's address")
  public RestResponse<byte[]> configurationWithoutEstablishment(@Context RoutingContext exchange) {
    return configuration(null, exchange);
  }

  @GET
  @Path("/{finess}{path:(/.*)?}")
  @Operation(
      summary = "An agent's configuration: nothing is configured from here",
      description = AUTHENTICATION)
  public RestResponse<byte[]> configuration(
      @PathParam("finess") @Nullable String finess, @Context RoutingContext exchange) {
    return switch (admitted(exchange, finess)) {
      case In _ -> new Sent(AgentAnswer.nothingConfigured(), Compression.NONE).toResponse();
      case Out(var status, var reason) ->
          refused(exchange.request(), new byte[0], status, reason).toResponse();
    };
  }

  @POST
  @Path("/{finess}{path:(/.*)?}")
  @Operation(
      summary = "A prolog, a contact or an inventory of one of the establishment's machines",
      description = AUTHENTICATION)
  public Uni<RestResponse<byte[]>> message(
      @PathParam("finess") String finess,
      @Context RoutingContext exchange,
      byte @Nullable [] body) {
    var bytes = present(body);
    return switch (admitted(exchange, finess)) {
      case In(var sender) -> taken(sender, exchange.request(), bytes).map(Sent::toResponse);
      case Out(var status, var reason) -> turnedAway(exchange, bytes, status, reason);
    };
  }

  /** Whether somebody speaks for the establishment that he names. */
  private sealed interface Admitted {}

  private record In(Sender sender) implements Admitted {}

  private record Out(int status, String reason) implements Admitted {}

  /**
   * @param finess as the address names it; null if it names none, and who sends says which
   */
  private Admitted admitted(RoutingContext exchange, @Nullable String finess) {
    var defect =
        finess == null
            ? Optional.<Finess.Defect>empty()
            : Finess.defectOf(finess.strip().toUpperCase(Locale.ROOT));
    var named =
        finess == null || defect.isPresent()
            ? Optional.<Finess>empty()
            : Optional.of(Finess.parse(finess));
    var sender = Sender.of(exchange);
    if (sender.isEmpty()) {
      return withToken(call.caller(), named, defect);
    }
    call.cameInOtherwise(sender.get().pseudonym());
    if (defect.isPresent()) {
      return noEstablishment(defect.get());
    }
    if (named.filter(place -> !place.equals(sender.get().establishment())).isPresent()) {
      return new Out(
          FORBIDDEN, "the credential is of another establishment than the address names");
    }
    return new In(sender.get());
  }

  /** Whose token it is comes first: who is no system hears nothing of addresses. */
  private static Admitted withToken(
      Caller caller, Optional<Finess> named, Optional<Finess.Defect> defect) {
    if (!Policy.mayAnywhere(caller, Action.REPORT)) {
      return new Out(FORBIDDEN, "reports are for systems and agents of an establishment only");
    }
    if (defect.isPresent()) {
      return noEstablishment(defect.get());
    }
    var establishment = named.or(() -> onlyOne(caller));
    if (establishment.isEmpty()) {
      return new Out(INVALID, "the token is not of one establishment: send to /agents/{finess}");
    }
    var scope = new Scope.OfEstablishment(establishment.get().number(), Set.of());
    return switch (Policy.decide(caller, Action.REPORT, scope)) {
      case Access.Allowed _ -> new In(new Sender(caller.subject(), establishment.get()));
      case Access.Denied _ ->
          new Out(FORBIDDEN, "the token is of another establishment than the address names");
    };
  }

  private static Optional<Finess> onlyOne(Caller caller) {
    return caller.establishments().size() == 1
        ? caller.establishments().stream()
            .filter(number -> Finess.defectOf(number).isEmpty())
            .map(Finess::new)
            .findFirst()
        : Optional.empty();
  }

  private static Out noEstablishment(Finess.Defect defect) {
    return new Out(
        INVALID, "the address /agents/{finess} names no establishment: " + defect.explanation());
  }

  private static Uni<RestResponse<byte[]>> turnedAway(
      RoutingContext exchange, byte[] body, int status, String reason) {
    return Uni.createFrom().item(refused(exchange.request(), body, status, reason).toResponse());
  }

  private Uni<Sent> taken(Sender sender, HttpServerRequest request, byte[] body) {
    var receivedAt = Instant.now();
    var correlation = call.correlation();
    boolean understandsJson = request.headers().contains(AgentAnswer.GLPI_AGENT);
    return reports
        .knows(sender.establishment())
        .flatMap(isKnown ->
            isKnown
                ? queue
                    .submit(
                        body,
                        receivedAt,
                        message -> answer(sender, message, understandsJson, correlation))
                    .map(reply -> new Sent(reply.answer(), reply.request().compression()))
                : Uni.createFrom()
                    .item(
                        refused(
                            request,
                            body,
                            NOT_FOUND,
                            "the establishment "
                                + sender.establishment()
                                + " was never in any group: let it join one first")))
        .onFailure()
        .recoverWithItem(failure -> failed(request, body, failure));
  }

  private Uni<AgentAnswer> answer(
      Sender sender, AgentRequest request, boolean understandsJson, UUID correlation) {
    return switch (request.message()) {
      case Prolog _ when understandsJson -> Uni.createFrom().item(AgentAnswer.ok());
      case Prolog _ ->
          Uni.createFrom()
              .item(isBusyFor(sender) ? AgentAnswer.comeBack() : AgentAnswer.sendInventory());
      case Contact _ ->
          Uni.createFrom()
              .item(isBusyFor(sender) ? AgentAnswer.pending() : AgentAnswer.inventoryTask());
      case Inventory inventory ->
          reports
              .take(sender.establishment(), inventory, sender.actor(), correlation, null)
              .map(_ -> request.format() == Format.JSON ? AgentAnswer.ok() : AgentAnswer.taken());
    };
  }

  /** Only prologs and contacts are held back: no agent sends an inventory again. */
  private boolean isBusyFor(Sender sender) {
    return queue.isBusy() || !contacts.admit(sender.pseudonym());
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

  private static byte[] present(byte @Nullable [] body) {
    return body == null ? new byte[0] : body;
  }
}
