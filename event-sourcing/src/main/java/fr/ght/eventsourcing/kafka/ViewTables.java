package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.FactConsumer.ParkedFacts;
import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How far the views are that take one topic: the tables of {@code db/consumption}. */
final class ViewTables {
  private static final int LONGEST_REASON = 1_000;

  private static final String CREATE_OFFSETS = sql("create-offsets");
  private static final String READ_OFFSETS = sql("read-offsets");
  private static final String LOCK_OFFSETS = sql("lock-offsets");
  private static final String MOVE_OFFSETS = sql("move-offsets");
  private static final String RAISE_INCARNATION = sql("raise-incarnation");
  private static final String FORGET_STREAMS = sql("forget-streams");
  private static final String CLEAR_PARKED = sql("forget-parked-facts");
  private static final String READ_STREAMS = sql("read-streams");
  private static final String MOVE_STREAMS = sql("move-streams");
  private static final String PARK = sql("park-fact");
  private static final String PARK_BEHIND = sql("park-fact-behind");
  private static final String READ_PARKED = sql("read-parked-facts");
  private static final String READ_PARKED_ONE = sql("read-parked-fact");
  private static final String COUNT_PARKED = sql("count-parked-facts");

  private final String topic;
  private final String[] views;

  ViewTables(String topic, Collection<String> views) {
    this.topic = topic;
    this.views = views.toArray(String[]::new);
  }

  private static String sql(String name) {
    return Sql.named(ViewTables.class, name);
  }

  /**
   * By view and partition, the offset to take next.
   *
   * @param incarnations by view, the life of the log whose facts it holds
   * @param streams by view, the name under which its streams are counted
   */
  record Offsets(
      Map<String, Map<Integer, Long>> next,
      Map<String, Long> incarnations,
      Map<String, String> streams) {
    static final Offsets NONE = new Offsets(Map.of(), Map.of(), Map.of());

    Offsets with(Map<String, Map<Integer, Long>> later) {
      return new Offsets(later, incarnations, streams);
    }

    Offsets in(Map<String, Long> lives) {
      return new Offsets(next, lives, streams);
    }

    long incarnation(String view) {
      return incarnations.getOrDefault(view, FactRecords.FIRST_INCARNATION);
    }

    /** The latest life that one of these views has heard of. */
    long incarnation() {
      return incarnations.values().stream()
          .mapToLong(Long::longValue)
          .max()
          .orElse(FactRecords.FIRST_INCARNATION);
    }

    long of(String view, int partition) {
      return next.getOrDefault(view, Map.of()).getOrDefault(partition, 0L);
    }

    String streamsOf(String view) {
      return streams.getOrDefault(view, view);
    }

    long least(int partition) {
      return next.values().stream()
          .mapToLong(offsets -> offsets.getOrDefault(partition, 0L))
          .min()
          .orElse(0);
    }
  }

  /** Of a stream in a view: how far it is taken, and whether it stands aside. */
  record Standing(long version, boolean parked) {
    static final Standing NEW = new Standing(0, false);
  }

  record StreamKey(String view, String stream) {}

  Uni<Void> create(SqlClient client, Collection<Integer> partitions) {
    return client
        .preparedQuery(CREATE_OFFSETS)
        .execute(Tuple.of(topic, views, partitions.toArray(Integer[]::new)))
        .replaceWithVoid();
  }

  Uni<Offsets> read(SqlClient client) {
    return client
        .preparedQuery(READ_OFFSETS)
        .execute(Tuple.of(topic, views))
        .map(ViewTables::offsets);
  }

  /**
   * The same, and holds the rows until the transaction ends.
   *
   * @return fails with {@link VersionChanged} if another version of a view came between
   */
  Uni<Offsets> lock(SqlClient tx, Collection<Integer> partitions) {
    return tx.preparedQuery(LOCK_OFFSETS)
        .execute(Tuple.of(topic, views, partitions.toArray(Integer[]::new)))
        .flatMap(rows ->
            rows.size() == views.length * partitions.size()
                ? Uni.createFrom().item(offsets(rows))
                : Uni.createFrom().failure(new VersionChanged()));
  }

  Uni<Void> move(SqlClient tx, Map<Integer, Long> next) {
    var partitions = List.copyOf(next.keySet());
    int count = views.length * partitions.size();
    var names = new String[count];
    var numbers = new Integer[count];
    var offsets = new Long[count];
    for (int i = 0; i < count; i++) {
      names[i] = views[i / partitions.size()];
      numbers[i] = partitions.get(i % partitions.size());
      offsets[i] = Objects.requireNonNull(next.get(numbers[i]));
    }
    return tx.preparedQuery(MOVE_OFFSETS)
        .execute(Tuple.of(topic, names, numbers, offsets))
        .replaceWithVoid();
  }

  /**
   * Nothing of a former life counts for the view any more, in any partition: whoever writes into
   * one of them finds that out when it locks its offset.
   */
  Uni<Void> liveAnew(SqlClient tx, String view, long incarnation) {
    return tx.preparedQuery(RAISE_INCARNATION)
        .execute(Tuple.of(view, incarnation))
        .chain(() -> tx.preparedQuery(FORGET_STREAMS).execute(Tuple.of(view)))
        .chain(() -> tx.preparedQuery(CLEAR_PARKED).execute(Tuple.of(view)))
        .replaceWithVoid();
  }

  Uni<Map<StreamKey, Standing>> streams(SqlClient tx, Offsets offsets, Collection<String> streams) {
    var names = Stream.of(views).map(offsets::streamsOf).toArray(String[]::new);
    return tx.preparedQuery(READ_STREAMS)
        .execute(Tuple.of(views, names, streams.toArray(String[]::new)))
        .map(rows -> {
          var standing = new HashMap<StreamKey, Standing>();
          each(rows)
              .forEach(row ->
                  standing.put(
                      new StreamKey(row.getString("view"), row.getString("stream")),
                      new Standing(row.getLong("version"), row.getBoolean("parked"))));
          return standing;
        });
  }

  Uni<Void> moveStreams(SqlClient tx, Offsets offsets, Map<StreamKey, Long> versions) {
    if (versions.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var keys = versions.keySet().toArray(StreamKey[]::new);
    var names = new String[keys.length];
    var streams = new String[keys.length];
    var numbers = new Long[keys.length];
    for (int i = 0; i < keys.length; i++) {
      names[i] = offsets.streamsOf(keys[i].view());
      streams[i] = keys[i].stream();
      numbers[i] = Objects.requireNonNull(versions.get(keys[i]));
    }
    return tx.preparedQuery(MOVE_STREAMS)
        .execute(Tuple.of(names, streams, numbers))
        .replaceWithVoid();
  }

  Uni<Void> park(
      SqlClient tx, StreamKey key, int partition, long offset, long version, String reason) {
    return tx.preparedQuery(PARK)
        .execute(
            Tuple.tuple()
                .addString(key.view())
                .addString(key.stream())
                .addString(topic)
                .addInteger(partition)
                .addLong(offset)
                .addLong(version)
                .addString(reason.substring(0, Math.min(reason.length(), LONGEST_REASON))))
        .replaceWithVoid();
  }

  Uni<Void> parkBehind(SqlClient tx, StreamKey key, long offset) {
    return tx.preparedQuery(PARK_BEHIND)
        .execute(Tuple.of(key.view(), key.stream(), offset))
        .replaceWithVoid();
  }

  Uni<List<ParkedFacts>> parked(
      SqlClient client, String view, Instant since, String behind, int limit) {
    return client
        .preparedQuery(READ_PARKED)
        .execute(Tuple.of(view, since.atOffset(ZoneOffset.UTC), behind, limit))
        .map(rows -> each(rows).map(ViewTables::parked).toList());
  }

  Uni<Optional<ParkedFacts>> parkedOne(SqlClient client, String view, String stream) {
    return client
        .preparedQuery(READ_PARKED_ONE)
        .execute(Tuple.of(view, stream))
        .map(rows -> each(rows).map(ViewTables::parked).findFirst());
  }

  private static ParkedFacts parked(Row row) {
    var replayedAt = row.getOffsetDateTime("replayed_at");
    return new ParkedFacts(
        StreamId.parse(row.getString("stream")),
        row.getString("topic"),
        row.getInteger("partition"),
        row.getLong("first_offset"),
        row.getLong("last_offset"),
        row.getLong("first_version"),
        row.getLong("facts"),
        row.getString("reason"),
        instant(row, "parked_at"),
        row.getInteger("replays"),
        replayedAt == null ? null : replayedAt.toInstant());
  }

  Uni<Map<String, Integer>> countParked(SqlClient client) {
    return client
        .preparedQuery(COUNT_PARKED)
        .execute(Tuple.of((Object) views))
        .map(rows -> {
          var counts = new HashMap<String, Integer>();
          each(rows)
              .forEach(row -> counts.put(row.getString("view"), row.getLong("streams").intValue()));
          return counts;
        });
  }

  private static Offsets offsets(RowSet<Row> rows) {
    var next = new HashMap<String, Map<Integer, Long>>();
    var incarnations = new HashMap<String, Long>();
    var streams = new HashMap<String, String>();
    each(rows)
        .forEach(row -> {
          next.computeIfAbsent(row.getString("view"), _ -> new HashMap<>())
              .put(row.getInteger("partition"), row.getLong("next_offset"));
          incarnations.merge(row.getString("view"), row.getLong("incarnation"), Math::max);
          streams.put(row.getString("view"), row.getString("streams"));
        });
    return new Offsets(next, incarnations, streams);
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static Stream<Row> each(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  /** Another version of a view is live than was when the books were opened. */
  static final class VersionChanged extends RuntimeException {
    VersionChanged() {
      super("the view was switched to another version, or is gone", null, false, false);
    }
  }
}
