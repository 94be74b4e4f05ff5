package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The streams one follower has set aside: one event could not be taken, and the later ones of its
 * stream must not overtake it; all other streams go on. The events stay in the log, so a stream is
 * taken up again from its first parked position.
 *
 * <p>Writes in its caller's transaction, so that they commit with the checkpoint.
 */
public final class ParkedStreams {
  private static final int LONGEST_REASON = 1_000;

  private static final String READ = Sql.named("read-parked");
  private static final String PARK = Sql.named("park-stream");
  private static final String PARK_BEHIND = Sql.named("park-behind");
  private static final String READ_PAGE = Sql.named("read-parked-page");
  private static final String PARKED_OF = Sql.named("parked-of");
  private static final String ASK = Sql.named("ask-replay");
  private static final String CLEAR = Sql.named("clear-parked");

  private final String follower;

  public ParkedStreams(String follower) {
    this.follower = follower;
  }

  /**
   * @param firstVersion of the event that could not be taken
   * @param events how many stand aside, that one included
   * @param parkedAt since when
   * @param replays how often they were replayed in vain
   * @param replayedAt when they were last replayed
   * @param askedAt since when a relay is asked to replay them; null if it is not
   */
  public record Parked(
      StreamId stream,
      long firstPosition,
      long firstVersion,
      long events,
      String reason,
      Instant parkedAt,
      int replays,
      @Nullable Instant replayedAt,
      @Nullable Instant askedAt) {

    boolean isAsked() {
      return askedAt != null;
    }
  }

  /** All of them, the longest parked first. */
  public Uni<List<Parked>> read(SqlClient client) {
    return client.preparedQuery(READ).execute(Tuple.of(follower)).map(ParkedStreams::all);
  }

  private static List<Parked> all(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(ParkedStreams::parked).toList();
  }

  /**
   * Notes that these are to be replayed.
   *
   * @param stream all of them if null
   * @return as they stand now
   */
  Uni<List<Parked>> ask(SqlClient client, @Nullable StreamId stream) {
    return client
        .preparedQuery(ASK)
        .execute(Tuple.of(follower, stream == null ? null : stream.toString()))
        .map(ParkedStreams::all);
  }

  /** Which of these streams stand aside. */
  Uni<Set<StreamId>> among(SqlClient tx, Set<StreamId> streams) {
    return tx.preparedQuery(PARKED_OF)
        .execute(
            Tuple.of(follower, streams.stream().map(StreamId::toString).toArray(String[]::new)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> StreamId.parse(row.getString("stream")))
                .collect(Collectors.toSet()));
  }

  /**
   * Some of them in the order in which they were parked.
   *
   * @param since and {@code behind}: what comes behind this stream, parked at this instant
   */
  Uni<List<Parked>> page(SqlClient client, Instant since, String behind, int limit) {
    return client
        .preparedQuery(READ_PAGE)
        .execute(Tuple.of(follower, since.atOffset(ZoneOffset.UTC), behind, limit))
        .map(ParkedStreams::all);
  }

  /** Sets the stream of {@code event} aside from this event on. */
  public Uni<Void> park(SqlClient tx, StoredEvent event, Throwable why) {
    return tx.preparedQuery(PARK)
        .execute(
            Tuple.of(
                follower,
                event.stream().toString(),
                event.position(),
                event.version(),
                reason(why)))
        .replaceWithVoid();
  }

  static String reason(Throwable why) {
    var reason = why.toString();
    return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
  }

  /** Counts events of streams that are parked already, in the order of the log, each once. */
  public Uni<Void> parkBehind(SqlClient tx, List<StoredEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tx.preparedQuery(PARK_BEHIND)
        .execute(
            Tuple.tuple()
                .addString(follower)
                .addArrayOfString(
                    events.stream().map(event -> event.stream().toString()).toArray(String[]::new))
                .addArrayOfLong(events.stream().map(StoredEvent::position).toArray(Long[]::new)))
        .replaceWithVoid();
  }

  /** Forgets all of them, where the follower starts over. */
  public Uni<Void> clear(SqlClient tx) {
    return tx.preparedQuery(CLEAR).execute(Tuple.of(follower)).replaceWithVoid();
  }

  private static Parked parked(Row row) {
    return new Parked(
        StreamId.parse(row.getString("stream")),
        row.getLong("first_position"),
        row.getLong("first_version"),
        row.getLong("events"),
        row.getString("reason"),
        row.getOffsetDateTime("parked_at").toInstant(),
        row.getInteger("replays"),
        instant(row, "replayed_at"),
        instant(row, "replay_asked_at"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
