package fr.ght.inventory.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.eventsourcing.CommandId;
import fr.ght.http.Fingerprint;
import fr.ght.http.Precondition;
import fr.ght.http.Problem;
import jakarta.ws.rs.HeaderParam;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a caller may say beside any command, in headers. */
public record CommandHeaders(
    @HeaderParam("If-Match")
        @Parameter(
            description =
                "The ETag this decision was taken on; 412 if it is no longer the current one")
        @Nullable String ifMatch,
    @HeaderParam("If-None-Match") @Parameter(description = "* to create only")
        @Nullable String ifNoneMatch,
    @HeaderParam("Idempotency-Key")
        @Parameter(
            description =
                "The caller's own name for this command: sent again, it is answered as the first time")
        @Nullable String idempotencyKey) {

  private static final int LONGEST_KEY = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws Problem.ProblemException 400 for conditions not understood
   */
  public OptionalLong expectedVersion() {
    return Precondition.version(ifMatch, ifNoneMatch);
  }

  /**
   * @param asked what else tells this command from another of the same key
   * @return null if the caller gave it no name
   * @throws Problem.ProblemException 400 for an empty or giant key
   */
  public @Nullable CommandId command(String tenant, String address, Object asked) {
    if (idempotencyKey == null) {
      return null;
    }
    if (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY) {
      throw Problem.unreadable("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
    }
    return Fingerprint.command(
        tenant, "http " + idempotencyKey, new Fingerprint().of(address).of(written(asked)));
  }

  private static byte[] written(Object asked) {
    try {
      return JSON.writeValueAsBytes(asked);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body that was read cannot be written", e);
    }
  }
}
