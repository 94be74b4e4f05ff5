package fr.ght.eventsourcing.temporal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows are versions. Reads the versions that stand and writes what a batch of events
 * changed, whole batches at a time.
 *
 * @param <R> a record with the table's columns but for {@code recorded_from} and {@code
 *     recorded_to}, in camel case; records unwrapped in it are columns, too
 */
public final class TemporalTable<R> {
  /** When a version that stands ends: a value like any other, so that every index is of use. */
  public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Class<R> shape;
  private final ObjectReader reader;
  private final String load;
  private final String end;
  private final String begin;

  /**
   * @param key the column that names the thing whose versions the rows are
   */
  public TemporalTable(String table, String key, Class<R> shape) {
    this.shape = shape;
    this.reader = JSON.readerFor(shape);
    this.load = statement("load-versions", table, key);
    this.end = statement("end-versions", table, key);
    this.begin = statement("begin-versions", table, key).replace("{columns}", columns(shape));
  }

  /** By name: a table may have columns besides, which PostgreSQL makes from these. */
  private static String columns(Class<?> shape) {
    return Stream.concat(names(shape), Stream.of("recordedFrom", "recordedTo"))
        .map(name -> '"' + SNAKE_CASE.translate(name) + '"')
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> names(Class<?> shape) {
    return Arrays.stream(shape.getRecordComponents())
        .flatMap(part ->
            part.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? names(part.getType())
                : Stream.of(part.getName()));
  }

  private static String statement(String name, String table, String key) {
    return Sql.named(TemporalTable.class, name).replace("{table}", table).replace("{key}", key);
  }

  /** The rows that stand under these keys, as the start of a batch. */
  public Uni<Versions<R>> load(SqlConnection tx, Collection<String> keys) {
    return tx.preparedQuery(load)
        .execute(Tuple.of(Set.copyOf(keys).toArray(String[]::new)))
        .map(rows -> {
          var standing = new HashMap<String, R>();
          for (var row : rows) {
            standing.put(row.getString("key"), read(row.getString("row")));
          }
          return new Versions<>(standing);
        });
  }

  /**
   * A whole batch: what stands under these keys, as the events change it.
   *
   * @param keys at least those that {@code change} reads or writes
   */
  public Uni<Void> change(SqlConnection tx, Collection<String> keys, Consumer<Versions<R>> change) {
    return load(tx, keys).invoke(change).chain(versions -> write(tx, versions));
  }

  public Uni<Void> write(SqlConnection tx, Versions<R> versions) {
    var begun =
        versions.begun().stream()
            .map(version -> new Written<>(version.row(), version.from(), endOf(version)))
            .toList();
    return executeUnlessEmpty(tx, end, versions.ends())
        .chain(() -> executeUnlessEmpty(tx, begin, begun));
  }

  /** A version as the table's columns. */
  private record Written<R>(@JsonUnwrapped R row, Instant recordedFrom, Instant recordedTo) {}

  private static Instant endOf(Versions.Version<?> version) {
    var to = version.to();
    return to == null ? FOREVER : to;
  }

  private static Uni<Void> executeUnlessEmpty(SqlConnection tx, String sql, List<?> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(sql).execute(Tuple.of(written(rows))).replaceWithVoid();
  }

  private R read(String row) {
    try {
      return reader.readValue(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row does not have the shape of " + shape, e);
    }
  }

  private static String written(List<?> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows cannot be written", e);
    }
  }
}
