package fr.ght.http.operations;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.http.Problem;
import fr.ght.http.lists.Page;
import fr.ght.http.operations.StreamsAside.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What operations ask of a service's views: their versions, and the streams that stand aside. */
public abstract class ViewOperations extends ViewVersions {
  private static final int AT_ONCE = 100;

  private final DeadLetters deadLetters;

  protected ViewOperations(Rebuilds rebuilds, DeadLetters deadLetters) {
    super(rebuilds);
    this.deadLetters = deadLetters;
  }

  @GET
  @Path("/{view}/parked")
  @Operation(summary = "The streams that a view has set aside, the longest parked first, and why")
  public Uni<Page<ParkedStream>> parked(
      @PathParam("view") String view,
      @QueryParam("cursor") @Parameter(description = "what the page before gave as next")
          @Nullable String cursor,
      @QueryParam("limit") @Parameter(description = "from 1 to 500; by default 50")
          @Nullable String limit) {
    known(view);
    return StreamsAside.page(
        cursor,
        limit,
        () -> deadLetters.count(view),
        (since, behind, rows) -> deadLetters.parked(view, since, behind, rows));
  }

  @POST
  @Path("/{view}/replay")
  @Operation(
      summary = "Take what stands aside into the view after all, once its cause is mended",
      description =
          "All streams, one after the other, or the one that is named. Order within a stream is"
              + " kept; what fails again stands aside again, with the new reason.")
  public Uni<ReplayedStreams> replay(
      @PathParam("view") String view, @QueryParam("stream") @Nullable String stream) {
    known(view);
    return stream == null
        ? replayAll(view, Place.START, new ArrayList<>()).map(ReplayedStreams::of)
        : deadLetters
            .replay(view, StreamsAside.id(stream))
            .map(one -> ReplayedStreams.of(List.of(one)));
  }

  private Uni<List<Replayed>> replayAll(String view, Place place, List<Replayed> done) {
    return deadLetters
        .parked(view, place.since(), place.behind(), AT_ONCE)
        .chain(found ->
            found.isEmpty()
                ? Uni.createFrom().item(done)
                : Multi.createFrom()
                    .iterable(found)
                    .onItem()
                    .transformToUniAndConcatenate(
                        one -> deadLetters.replay(view, StreamId.parse(one.stream())))
                    .invoke(done::add)
                    .collect()
                    .last()
                    .chain(() -> replayAll(view, Place.of(found.getLast()), done)));
  }

  private String known(String view) {
    if (!deadLetters.knows(view)) {
      throw Problem.notFound("such view: GET /ops/views lists them");
    }
    return view;
  }
}
