package fr.ght.inventory.publication;

import fr.ght.http.FollowerShown;
import fr.ght.http.lists.Page;
import fr.ght.http.operations.ParkedStream;
import fr.ght.http.operations.ReplayedStreams;
import fr.ght.http.operations.StreamsAside;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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

  @GET
  @Operation(summary = "How far the facts of the log have been sent to Kafka")
  public FollowerShown get() {
    return FollowerShown.of(relay.status());
  }

  @GET
  @Path("/parked")
  @Operation(
      summary = "The streams whose facts could not be sent, the longest parked first, and why")
  public Uni<Page<ParkedStream>> parked(
      @QueryParam("cursor") @Parameter(description = "what the page before gave as next")
          @Nullable String cursor,
      @QueryParam("limit") @Parameter(description = "from 1 to 500; by default 50")
          @Nullable String limit) {
    return StreamsAside.page(cursor, limit, () -> relay.status().parkedStreams(), relay::parked);
  }

  @POST
  @Path("/replay")
  @Operation(
      summary = "Send what could not be sent after all, once its cause is mended",
      description =
          "All streams that stand aside, or the one that is named; by the replica that leads,"
              + " whichever is asked, in the order of each stream, before what came later, and each"
              + " fact once. What fails again stands aside again, with the new reason. 503 if it"
              + " takes longer than half a minute: it is then done later all the same.")
  public Uni<ReplayedStreams> replay(@QueryParam("stream") @Nullable String stream) {
    return relay.replay(stream == null ? null : StreamsAside.id(stream)).map(ReplayedStreams::of);
  }
}
