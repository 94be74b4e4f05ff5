package fr.ght.view.people;

import fr.ght.access.Access;
import fr.ght.access.Action;
import fr.ght.access.Policy;
import fr.ght.access.Scope;
import fr.ght.access.identity.Identities;
import fr.ght.access.identity.Person;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Gate;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * For operations, on the service's own port only: makes a person's name be forgotten. What he did
 * stays in logs, views and audit, under a pseudonym that nobody can resolve any more.
 */
@Path("/ops/identities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class ErasureResource {
  private static final Logger LOG = Logger.getLogger(ErasureResource.class);
  private static final int LONGEST = 2_000;

  private final Identities identities;
  private final Call call;

  public ErasureResource(Identities identities, Call call) {
    this.identities = identities;
    this.call = call;
  }

  /** Somebody as his issuer knows him: the claims {@code iss} and {@code sub}. */
  @Schema(name = "PersonToErase")
  public record PersonToErase(
      @Schema(examples = "https://sso.example/realms/ght", required = true) @Nullable String issuer,
      @Schema(examples = "5f2b6a1e-0c8d-4c57-9d3e-2f1f5f0e8a11", required = true)
          @Nullable String subject) {

    Person checked() {
      return Findings.reading(found -> {
        var from = found.required("issuer", issuer, PersonToErase::text);
        var self = found.required("subject", subject, PersonToErase::text);
        return () -> new Person(from.get(), self.get(), null);
      });
    }

    private static String text(String given) {
      if (given.isBlank() || given.length() > LONGEST) {
        throw new IllegalArgumentException("must have 1 to " + LONGEST + " characters");
      }
      return given;
    }
  }

  /**
   * @param pseudonym under which what he did goes on standing
   */
  @Schema(name = "ErasedPerson")
  public record Erased(String pseudonym) {}

  @DELETE
  @Path("/{pseudonym}")
  @Operation(
      summary = "Forget who this pseudonym is",
      description =
          "Other replicas and services may use it for a minute more. The same person gets another"
              + " pseudonym at the next sign-in.")
  public Uni<RestResponse<Void>> erase(@PathParam("pseudonym") String pseudonym) {
    permitted();
    var id = uuid(pseudonym);
    var by = call.caller().subject();
    return identities
        .erase(id)
        .map(erased -> {
          if (!erased) {
            throw unknown();
          }
          tell(id, by);
          return RestResponse.noContent();
        });
  }

  @POST
  @Path("/erasures")
  @Operation(summary = "Forget a person, named as the issuer knows him")
  public Uni<Erased> erase(@Nullable PersonToErase person) {
    permitted();
    var asked = Problem.present(person).checked();
    var by = call.caller().subject();
    return identities
        .erase(asked.issuer(), asked.subject())
        .map(found -> found.orElseThrow(ErasureResource::unknown))
        .invoke(id -> tell(id, by))
        .map(id -> new Erased(id.toString()));
  }

  private void permitted() {
    switch (Policy.decide(call.caller(), Action.ERASE_IDENTITY, new Scope.Everything())) {
      case Access.Allowed _ -> {}
      case Access.Denied(var reason) ->
          throw Gate.forbidden("This is for operations only.").refusing(reason.name());
    }
  }

  private static void tell(UUID pseudonym, String by) {
    LOG.infof("who %s was has been forgotten, by %s", pseudonym, by);
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Problem.ProblemException unknown() {
    return Problem.notFound("such person, or he is forgotten already");
  }
}
