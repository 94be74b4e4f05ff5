package fr.ght.inventory.publication;

import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For operations, on the service's own port only: how far the facts have been sent. */
@Path("/ops/relay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class RelayResource {
  private final InventoryRelay relay;

  public RelayResource(InventoryRelay relay) {
    this.relay = relay;
  }

  /**
   * @param standsBy whether another replica sends
   * @param completeUpTo everything recorded by then has been sent; null while that is not known
   * @param trouble what keeps it from going on; null if nothing does
   */
  @Schema(name = "RelayStatus")
  public record Shown(
      boolean running,
      boolean standsBy,
      long position,
      @Nullable Instant completeUpTo,
      long lagMillis,
      int parkedStreams,
      @Nullable String trouble) {

    static Shown of(FollowerStatus status) {
      var completeUpTo = status.completeUpTo();
      return new Shown(
          status.running(),
          status.standsBy(),
          status.position(),
          completeUpTo.equals(Instant.MIN) ? null : completeUpTo,
          status.lag().toMillis(),
          status.parkedStreams(),
          status.trouble());
    }
  }

  @GET
  @Operation(summary = "How far the facts of the log have been sent to Kafka")
  public Shown get() {
    return Shown.of(relay.status());
  }

  @GET
  @Path("/parked")
  @Operation(summary = "The streams whose facts could not be sent, and why")
  public Uni<List<Parked>> parked() {
    return relay.parked();
  }
}
