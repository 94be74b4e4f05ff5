package fr.ght.inventory.publication;

import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import fr.ght.http.FollowerShown;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operations, on the service's own port only: how far the facts have been sent. */
@Path("/ops/relay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class RelayResource {
  private final InventoryRelay relay;

  public RelayResource(InventoryRelay relay) {
    this.relay = relay;
  }

  @GET
  @Operation(summary = "How far the facts of the log have been sent to Kafka")
  public FollowerShown get() {
    return FollowerShown.of(relay.status());
  }

  @GET
  @Path("/parked")
  @Operation(summary = "The streams whose facts could not be sent, and why")
  public Uni<List<Parked>> parked() {
    return relay.parked();
  }
}
