package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The log in PostgreSQL 17 or later: migrations {@code db/eventsourcing}, one database per service,
 * read and written on its primary.
 *
 * <p>An append is one round trip and one transaction of at most {@link #LONGEST_TRANSACTION}, which
 * appends that come at the same time share. The pool should cache prepared statements. Answers come
 * on the pool's event loop.
 */
public final class PostgresEventStore implements EventStore {

  /**
   * After this an append that hangs is ended by the server (see the function {@code append_many}).
   */
  public static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

  /** Longer than any transaction may last: then it is the wire that is silent. */
  private static final Duration PATIENCE = LONGEST_TRANSACTION.multipliedBy(2);

  private static final int TRIES = 20;
  private static final int READING_TRIES = 3;

  private static final String READ_STREAM = Sql.named("read-stream");
  private static final String READ_COMMAND = Sql.named("read-command");
  private static final String READ_CLAIMS = Sql.named("read-claims");
  private static final String READ_HORIZON = Sql.named("read-horizon");
  private static final String READ_LOG = Sql.named("read-log");

  private final Pool pool;
  private final GroupCommit group = new GroupCommit(new Appending(), PATIENCE);
  private final StoreMetrics metrics;
  private final List<Consumer<StreamId>> followers = new CopyOnWriteArrayList<>();

  public PostgresEventStore(Pool pool, MeterRegistry meters) {
    this.pool = pool;
    this.metrics = new StoreMetrics(meters, group::waiting);
  }

  @Override
  public Uni<StoredStream> read(StreamId stream) {
    return reading(READ_STREAM, Tuple.of(stream.toString())).map(PostgresEventStore::stream);
  }

  @Override
  public Uni<AppendResult> append(Append append) {
    return metrics.timed(
        group
            .append(append)
            .invoke(result -> {
              if (result instanceof AppendResult.Stored && !append.events().isEmpty()) {
                followers.forEach(wake -> wake.accept(append.stream()));
              }
            }));
  }

  @Override
  public Uni<Optional<AppendResult>> repeated(CommandId command) {
    return reading(READ_COMMAND, Tuple.of(command.tenant(), command.id()))
        .map(rows -> stream(rows, row -> earlier(command, row)).findFirst());
  }

  @Override
  public Uni<Map<String, Claimed>> claims(Collection<String> keys) {
    var asked = Set.copyOf(keys);
    if (asked.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return reading(READ_CLAIMS, Tuple.of(asked.toArray(String[]::new)))
        .map(rows -> {
          var held =
              stream(rows, Function.identity())
                  .collect(
                      Collectors.toMap(row -> row.getString("key"), PostgresEventStore::claimed));
          return asked.stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Function.identity(), key -> held.getOrDefault(key, Claimed.NOBODY)));
        });
  }

  @Override
  public Uni<LogSlice> readLog(long after, int limit, Set<String> kinds) {
    if (limit < 1) {
      throw new IllegalArgumentException("at least one event a slice");
    }
    return reading(READ_HORIZON, Tuple.tuple())
        .map(rows -> rows.iterator().next())
        .flatMap(row -> {
          long horizon = row.getLong("position");
          var completeUpTo = instant(row, "complete_up_to");
          return horizon <= after
              ? Uni.createFrom().item(new LogSlice(List.of(), after, true, completeUpTo))
              : reading(READ_LOG, Tuple.of(after, horizon, limit, kinds.toArray(String[]::new)))
                  .map(rows -> slice(rows, horizon, limit, completeUpTo));
        });
  }

  @Override
  public Cancellable onAppend(Consumer<StreamId> wake) {
    followers.add(wake);
    return () -> followers.remove(wake);
  }

  /** Once more where the pool gave a connection that had just been cut: reading does no harm. */
  private Uni<RowSet<Row>> reading(String sql, Tuple parameters) {
    return query(sql, parameters)
        .onFailure(PostgresEventStore::wasCut)
        .retry()
        .withBackOff(Duration.ofMillis(5), Duration.ofMillis(50))
        .atMost(READING_TRIES);
  }

  private static boolean wasCut(Throwable failure) {
    return failure instanceof StoreUnavailable
        && !(failure.getCause() instanceof PgException)
        && !(failure.getCause() instanceof io.smallrye.mutiny.TimeoutException);
  }

  private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure(Unavailability::explains)
        .transform(failure -> new StoreUnavailable("the log does not answer", failure));
  }

  /** Appends in transactions of their own, or several in one. */
  private final class Appending implements GroupCommit.Transactions {

    /** So many transactions are not tried the short way after one that was hindered. */
    private static final int WARY = 16;

    private final AtomicInteger wary = new AtomicInteger();

    @Override
    public Uni<List<AppendResult>> together(List<Append> appends) {
      metrics.sharedBy(appends.size());
      return usual(appends)
          .onFailure(Unavailability::leftNothing)
          .transform(GroupCommit.NothingStored::new);
    }

    /** The short way, unless something was in the way lately. */
    private Uni<List<AppendResult>> usual(List<Append> appends) {
      if (wary.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return sent(appends, false);
      }
      var first = appends.getFirst();
      var sent =
          appends.size() == 1 && AppendMany.isPlain(first)
              ? query(AppendMany.ONE, AppendMany.parameters(first))
              : query(AppendMany.UNHINDERED, AppendMany.parameters(appends));
      return sent.map(rows -> AppendMany.stored(appends, rows.iterator().next()))
          .onFailure(Unavailability::wasHindered)
          .recoverWithUni(() -> {
            wary.set(WARY);
            return sent(appends, true);
          });
    }

    @Override
    public Uni<AppendResult> alone(Append append) {
      return sent(List.of(append), true)
          .map(List::getFirst)
          .onFailure(Unavailability::lostARace)
          .retry()
          .withBackOff(Duration.ofMillis(1), Duration.ofMillis(50))
          .atMost(TRIES);
    }

    private Uni<List<AppendResult>> sent(List<Append> appends, boolean look) {
      return query(AppendMany.SQL, AppendMany.parameters(appends).addBoolean(look))
          .map(rows -> AppendMany.results(rows.iterator().next()));
    }
  }

  private static AppendResult earlier(CommandId command, Row row) {
    return row.getString("fingerprint").equals(command.fingerprint())
        ? new AppendResult.Repeated(StreamId.parse(row.getString("stream")), row.getLong("version"))
        : new AppendResult.Reused();
  }

  private static Claimed claimed(Row row) {
    var holders = row.getArrayOfStrings("holders");
    return new Claimed(
        row.getLong("version"),
        Arrays.stream(holders).map(StreamId::parse).collect(Collectors.toSet()));
  }

  private static StoredStream stream(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return StoredStream.NONE;
    }
    var head = rows.iterator().next();
    var events =
        stream(rows, Function.identity())
            .filter(row -> row.getLong("position") != null)
            .map(LogRow::read)
            .toList();
    return new StoredStream(
        head.getLong("head_version"),
        head.getLong("head_revision"),
        head.getString("note"),
        events);
  }

  private static LogSlice slice(RowSet<Row> rows, long horizon, int limit, Instant completeUpTo) {
    var events = stream(rows, LogRow::read).toList();
    boolean full = stream(rows, row -> row.getBoolean("full")).anyMatch(Boolean::booleanValue);
    if (events.size() < limit && !full) {
      return new LogSlice(events, horizon, true, completeUpTo);
    }
    // What is not read yet has drawn its position later than the last event here, and that one its
    // recordedAt at most one transaction after its position.
    var last = events.getLast();
    return new LogSlice(
        events, last.position(), false, last.recordedAt().minus(LONGEST_TRANSACTION));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static <T> Stream<T> stream(RowSet<Row> rows, Function<Row, T> reading) {
    return StreamSupport.stream(rows.spliterator(), false).map(reading);
  }
}
