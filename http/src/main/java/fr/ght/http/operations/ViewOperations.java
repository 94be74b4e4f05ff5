package fr.ght.http.operations;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.http.Problem;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

  /** Where the list goes on. */
  private record Place(Instant since, String behind) {
    static final Place START = new Place(Instant.EPOCH, "");

    static Place of(ParkedStream parked) {
      return new Place(parked.since(), parked.stream());
    }

    static Place parse(@Nullable String cursor) {
      var after = Cursor.parse(cursor, 2);
      if (after == null) {
        return START;
      }
      try {
        return new Place(Instant.parse(after.key().getFirst()), after.key().getLast());
      } catch (DateTimeException e) {
        throw Cursor.foreign();
      }
    }

    Cursor cursor() {
      return Cursor.after(since.toString(), behind);
    }
  }

  /**
   * What came of replaying streams.
   *
   * @param streams how many were replayed
   * @param taken how many of their events or facts the view has taken by that
   * @param parkedAgain those that stand aside again, at most 100 of them
   */
  public record ReplayedStreams(int streams, long taken, List<ParkedAgain> parkedAgain) {

    /** A stream that stands aside again, and why. */
    public record ParkedAgain(String stream, String reason) {}

    static ReplayedStreams of(List<Replayed> all) {
      var again = new ArrayList<ParkedAgain>();
      long taken = 0;
      for (var one : all) {
        taken += one.taken();
        var reason = one.reason();
        if (reason != null && again.size() < AT_ONCE) {
          again.add(new ParkedAgain(one.stream().toString(), reason));
        }
      }
      return new ReplayedStreams(all.size(), taken, again);
    }
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
    var rows = Page.limit(limit);
    var place = Place.parse(cursor);
    return deadLetters
        .parked(known(view), place.since(), place.behind(), rows + 1)
        .map(found ->
            Page.of(
                found,
                rows,
                Math.max(deadLetters.count(view), Math.min(found.size(), rows)),
                null,
                Function.identity(),
                one -> Place.of(one).cursor()));
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
        : deadLetters.replay(view, id(stream)).map(one -> ReplayedStreams.of(List.of(one)));
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

  private static StreamId id(String stream) {
    try {
      return StreamId.parse(stream);
    } catch (IllegalArgumentException e) {
      throw Problem.unreadable("stream", "is not a stream's id, such as asset/…");
    }
  }

  private String known(String view) {
    if (!deadLetters.knows(view)) {
      throw Problem.notFound("such view: GET /ops/views lists them");
    }
    return view;
  }
}
