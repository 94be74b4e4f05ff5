package fr.ght.inventory.intake.credentials;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.credential.Credential.Active;
import fr.ght.inventory.domain.credential.CredentialCommand;
import fr.ght.inventory.domain.credential.CredentialEvent;
import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.credential.CredentialRefusal;
import fr.ght.inventory.domain.credential.Credentials;
import fr.ght.inventory.domain.credential.StoredPassword;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The credentials of an establishment's inventory agents, managed by those who may. */
@Path("/api/inventory/establishments/{finess}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "credentials")
public class CredentialResource {
  private final Commands<CredentialCommand, Credentials, CredentialEvent> credentials;
  private final Establishments establishments;
  private final Rights rights;
  private final Call call;
  private final Duration grace;
  private final Passwords passwords = new Passwords();
  private final NoArgGenerator ids = Generators.randomBasedGenerator();

  public CredentialResource(
      Commands<CredentialCommand, Credentials, CredentialEvent> credentials,
      Establishments establishments,
      Rights rights,
      Call call,
      @ConfigProperty(name = "ght.agents.credentials.grace", defaultValue = "14d") Duration grace) {
    this.credentials = credentials;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
    this.grace = grace;
  }

  /**
   * @param label what people call it, such as the site whose machines will use it
   */
  @Schema(name = "CredentialRequest")
  public record Body(@Schema(examples = "Bâtiment A", required = true) @Nullable String label) {

    String checkedLabel() {
      return Findings.reading(found -> found.required("label", label, Names::text));
    }
  }

  /**
   * @param graceHours for how long passwords that were right so far stay right; 0 ends them at once
   */
  @Schema(name = "CredentialRotation")
  public record Rotation(@Schema(examples = "336") @Nullable Integer graceHours) {
    private static final int LONGEST_HOURS = 24 * 90;

    Duration grace(Duration usual) {
      return Findings.reading(found -> {
        if (graceHours != null && (graceHours < 0 || graceHours > LONGEST_HOURS)) {
          found.reject("graceHours", "must be between 0 and " + LONGEST_HOURS);
        }
        return () -> graceHours == null ? usual : Duration.ofHours(graceHours);
      });
    }
  }

  @POST
  @Operation(
      summary = "Issue a credential to an establishment's agents",
      description =
          "The answer shows the password, once: only its hash is kept. A call repeated under its Idempotency-Key is answered without it; rotate the credential then.")
  public Uni<RestResponse<CredentialBody.Issued>> issue(
      @PathParam("finess") String finess, @Nullable Body body, @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var asked = Problem.present(body);
    var label = asked.checkedLabel();
    var context = context(establishment, headers, "issue", asked);
    var id = newId(context);
    return permitted(establishment)
        .chain(() ->
            withNewPassword(
                establishment,
                id,
                context,
                headers,
                RestResponse.Status.CREATED,
                stored ->
                    new CredentialCommand.Issue(
                        establishment, id, label, stored, context.occurredAt())));
  }

  @POST
  @Path("/{id}/rotation")
  @Operation(
      summary = "Give a credential another password",
      description =
          "The answer shows the new password, once. The former one stays right for graceHours, so that agents can be told the new one in their own time.")
  public Uni<RestResponse<CredentialBody.Issued>> rotate(
      @PathParam("finess") String finess,
      @PathParam("id") String credential,
      @Nullable Rotation body,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var id = id(credential);
    var asked = body == null ? new Rotation(null) : body;
    var stay = asked.grace(grace);
    var context = context(establishment, headers, "rotate " + id, asked);
    return permitted(establishment)
        .chain(() ->
            withNewPassword(
                establishment,
                id,
                context,
                headers,
                RestResponse.Status.OK,
                stored ->
                    new CredentialCommand.Rotate(
                        establishment,
                        id,
                        stored,
                        context.occurredAt(),
                        context.occurredAt().plus(stay))));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Revoke a credential: within seconds no agent gets in with it any more")
  public Uni<RestResponse<Void>> revoke(
      @PathParam("finess") String finess,
      @PathParam("id") String credential,
      @BeanParam CommandHeaders headers) {
    var establishment = Names.establishment(finess);
    var id = id(credential);
    var context = context(establishment, headers, "revoke " + id, "DELETE");
    return permitted(establishment)
        .chain(() ->
            credentials.carryOut(
                Names.credentials(establishment),
                new CredentialCommand.Revoke(establishment, id, context.occurredAt()),
                context,
                headers.expectedVersion()))
        .map(Commands.Answer::toEmptyResponse);
  }

  @GET
  @Operation(summary = "All credentials an establishment ever had, without passwords")
  public Uni<RestResponse<CredentialBody.All>> list(@PathParam("finess") String finess) {
    var establishment = Names.establishment(finess);
    return permitted(establishment)
        .chain(() -> credentials.read(Names.credentials(establishment), AsOf.now()))
        .map(answer -> answer.toResponse(CredentialBody.All.of(answer.state(), Instant.now())));
  }

  /**
   * The one place that asks whether the caller may issue and see this establishment's credentials.
   *
   * @return fails with a problem if not
   */
  private Uni<Void> permitted(Finess establishment) {
    return rights
        .require(call.caller(), Action.MANAGE_CREDENTIALS, establishment, Establishments::unseen)
        .chain(() -> establishments.requireKnown(establishment));
  }

  private Uni<RestResponse<CredentialBody.Issued>> withNewPassword(
      Finess establishment,
      CredentialId id,
      Context context,
      CommandHeaders headers,
      RestResponse.Status success,
      Function<StoredPassword, CredentialCommand> command) {
    var password = passwords.generate();
    return Uni.createFrom()
        .item(() -> passwords.store(id.userAt(establishment), password))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(stored ->
            credentials.carryOut(
                Names.credentials(establishment),
                command.apply(stored),
                context,
                headers.expectedVersion()))
        .map(answer -> shownOnce(success, id, answer, password));
  }

  /** A repeated command made its password at its first time, and it is not known any more. */
  private static RestResponse<CredentialBody.Issued> shownOnce(
      RestResponse.Status status,
      CredentialId id,
      Commands.Answer<Credentials> answer,
      String password) {
    if (!(answer.state().all().get(id) instanceof Active active)) {
      throw explain(CredentialRefusal.UNKNOWN_CREDENTIAL);
    }
    var body =
        CredentialBody.Issued.of(id, active, answer.repeated() ? null : password, Instant.now());
    return RestResponse.ResponseBuilder.create(status, body)
        .header("ETag", "\"%d\"".formatted(answer.version()))
        .header("Cache-Control", "no-store")
        .build();
  }

  private Context context(Finess establishment, CommandHeaders headers, String what, Object asked) {
    var address = Names.credentials(establishment) + " " + what;
    var origin = call.origin();
    var role = Rights.requireRole(origin.caller(), Action.MANAGE_CREDENTIALS);
    return origin.as(role, headers.command(origin.tenant(), address, asked));
  }

  /** A command that may be repeated names the same credential each time. */
  private CredentialId newId(Context context) {
    var command = context.command();
    return new CredentialId(command == null ? ids.generate() : derived(command));
  }

  private static UUID derived(CommandId command) {
    var text = command.tenant() + " " + command.id() + " " + command.fingerprint();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CredentialId id(String text) {
    try {
      return new CredentialId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw explain(CredentialRefusal.UNKNOWN_CREDENTIAL);
    }
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((CredentialRefusal) refusal) {
      case UNKNOWN_CREDENTIAL -> Problem.notFound("such credential at this establishment");
      case USER_NAME_TAKEN ->
          refused(refusal, "Another credential has this user name. Ask again for another one.");
      case TOO_MANY_CREDENTIALS ->
          refused(
              refusal,
              "The establishment has %d active credentials. Revoke one first."
                  .formatted(Credentials.MOST_ACTIVE));
      case CREDENTIAL_REVOKED -> refused(refusal, "It is revoked, for good. Issue another one.");
      case ROTATED_TOO_OFTEN ->
          refused(
              refusal,
              "Three former passwords are right still. Wait for the end of one, or rotate with graceHours 0.");
    };
  }

  private static ProblemException refused(Refusal refusal, String detail) {
    return Kind.REFUSED.with(refusal.name(), detail);
  }
}
