package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.NewEvent;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The log in PostgreSQL 17 or later: migrations {@code db/eventsourcing}, one database per service,
 * read and written on its primary.
 *
 * <p>An append is one round trip and one transaction of at most {@link #LONGEST_TRANSACTION}. The
 * pool should cache prepared statements. Answers come on the pool's event loop.
 */
public final class PostgresEventStore implements EventStore {

  /** After this an append that hangs is ended by the server (see the function {@code append}). */
  public static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

  /** Longer than any transaction may last: then it is the wire that is silent. */
  private static final Duration PATIENCE = LONGEST_TRANSACTION.multipliedBy(2);

  private static final Set<String> CERTAINLY_ROLLED_BACK = Set.of("40001", "40P01");
  private static final int TRIES = 20;
  private static final int READING_TRIES = 3;

  private static final String APPEND = Sql.named("append");
  private static final String READ_STREAM = Sql.named("read-stream");
  private static final String READ_COMMAND = Sql.named("read-command");
  private static final String READ_CLAIMS = Sql.named("read-claims");
  private static final String READ_HORIZON = Sql.named("read-horizon");
  private static final String READ_LOG = Sql.named("read-log");

  private final Pool pool;
  private final StoreMetrics metrics;
  private final List<Consumer<StreamId>> followers = new CopyOnWriteArrayList<>();

  public PostgresEventStore(Pool pool, MeterRegistry meters) {
    this.pool = pool;
    this.metrics = new StoreMetrics(meters);
  }

  @Override
  public Uni<StoredStream> read(StreamId stream) {
    return reading(READ_STREAM, Tuple.of(stream.toString())).map(PostgresEventStore::stream);
  }

  @Override
  public Uni<AppendResult> append(Append append) {
    return metrics.timed(
        query(APPEND, parameters(append))
            .map(rows -> result(rows.iterator().next()))
            .onFailure(PostgresEventStore::rolledBack)
            .retry()
            .withBackOff(Duration.ofMillis(1), Duration.ofMillis(50))
            .atMost(TRIES)
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

  private static boolean rolledBack(Throwable failure) {
    return failure.getCause() instanceof PgException answered
        && CERTAINLY_ROLLED_BACK.contains(answered.getSqlState());
  }

  private static Tuple parameters(Append append) {
    var command = append.command();
    var claims = append.claims();
    var events = append.events();
    return Tuple.tuple()
        .addString(append.stream().toString())
        .addLong(append.expectedRevision())
        .addString(append.note())
        .addString(command == null ? null : command.tenant())
        .addUUID(command == null ? null : command.id())
        .addString(command == null ? null : command.fingerprint())
        .addArrayOfString(claims.stream().map(Claim::key).toArray(String[]::new))
        .addArrayOfLong(claims.stream().map(Claim::seenVersion).toArray(Long[]::new))
        .addArrayOfBoolean(claims.stream().map(Claim::hold).toArray(Boolean[]::new))
        .addString(LogRow.json(append.metadata()))
        .addArrayOfUUID(events.stream().map(NewEvent::id).toArray(UUID[]::new))
        .addArrayOfString(events.stream().map(NewEvent::type).toArray(String[]::new))
        .addArrayOfInteger(events.stream().map(NewEvent::schemaVersion).toArray(Integer[]::new))
        .addArrayOfString(events.stream().map(NewEvent::payload).toArray(String[]::new))
        .addArrayOfOffsetDateTime(
            events.stream()
                .map(event -> event.occurredAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
  }

  private static AppendResult result(Row row) {
    var outcome = row.getString("outcome");
    return switch (outcome) {
      case "stored" ->
          new AppendResult.Stored(
              row.getLong("version"), row.getLong("revision"), row.getLong("last_position"));
      case "repeated" ->
          new AppendResult.Repeated(
              StreamId.parse(row.getString("detail")), row.getLong("version"));
      case "reused" -> new AppendResult.Reused();
      case "conflict" -> new AppendResult.Conflict(row.getLong("revision"));
      case "claim-lost" -> new AppendResult.ClaimLost(row.getString("detail"));
      default -> throw new IllegalStateException("append answered " + outcome);
    };
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
    if (events.size() < limit) {
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
