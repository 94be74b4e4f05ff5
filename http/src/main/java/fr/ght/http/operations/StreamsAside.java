package fr.ght.http.operations;

import fr.ght.eventsourcing.StreamId;
import fr.ght.http.Problem;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Lists of streams that stand aside, page by page, in the order in which they were parked. */
public final class StreamsAside {
  private StreamsAside() {}

  /** Where the list goes on: what comes behind this stream, parked at this instant. */
  record Place(Instant since, String behind) {
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

  /** Some of those that were parked at this instant behind this stream, or later. */
  @FunctionalInterface
  public interface Reading {
    Uni<List<ParkedStream>> read(Instant since, String behind, int limit);
  }

  /**
   * @param cursor and {@code limit} as they were asked for
   * @param count how many stand aside, as known a moment ago
   * @throws Problem.ProblemException if they cannot be read
   */
  public static Uni<Page<ParkedStream>> page(
      @Nullable String cursor, @Nullable String limit, IntSupplier count, Reading reading) {
    var rows = Page.limit(limit);
    var place = Place.parse(cursor);
    return reading
        .read(place.since(), place.behind(), rows + 1)
        .map(found ->
            Page.of(
                found,
                rows,
                Math.max(count.getAsInt(), Math.min(found.size(), rows)),
                null,
                Function.identity(),
                one -> Place.of(one).cursor()));
  }

  /**
   * @throws Problem.ProblemException if that is no stream's id
   */
  public static StreamId id(String stream) {
    try {
      return StreamId.parse(stream);
    } catch (IllegalArgumentException e) {
      throw Problem.unreadable("stream", "is not a stream's id, such as asset/…");
    }
  }
}
