package fr.ght.view.facts;

import fr.ght.eventsourcing.postgres.Sql;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Digests of views: SHA-256 over their rows in key order, as recorded by an instant. A view that is
 * built anew from the same facts has the same digest. Reads in slices, so that memory stays bounded
 * however long a table is, and in one snapshot.
 */
@Singleton
public class Digests {
  private static final int ROWS_AT_ONCE = 10_000;
  private static final String ROWS = Sql.named(Digests.class, "digest-rows");
  private static final String ONE_SNAPSHOT =
      "set transaction isolation level repeatable read, read only; set local time zone 'UTC'";

  private final Pool pool;
  private final Map<String, List<DigestedTable>> tables = new LinkedHashMap<>();

  /** The rows of a group: its own, and those of its establishments. */
  private record Scope(String ght, List<String> establishments) {}

  public Digests(Pool pool, @All List<View> views) {
    this.pool = pool;
    views.forEach(view -> tables.put(view.name(), view.digested()));
  }

  /** The names of all views, in an order that is always the same. */
  public List<String> views() {
    return tables.keySet().stream().sorted().toList();
  }

  /**
   * Over all rows of a view, in lower-case hexadecimal.
   *
   * @param asOf {@link Recorded#ALL} for all that is known now
   */
  public Uni<String> of(String view, Instant asOf) {
    return digest(view, asOf, null);
  }

  /** Over the rows of one group and of these establishments. */
  public Uni<String> of(String view, Instant asOf, String ght, Collection<String> establishments) {
    return digest(view, asOf, new Scope(ght, List.copyOf(establishments)));
  }

  private Uni<String> digest(String view, Instant asOf, @Nullable Scope scope) {
    var digested = tables.get(view);
    if (digested == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return pool.withTransaction(tx -> {
      var digest = sha256();
      return tx.query(ONE_SNAPSHOT)
          .execute()
          .chain(() -> tx.query(hold(digested)).execute())
          .chain(() ->
              Multi.createFrom()
                  .iterable(digested)
                  .onItem()
                  .transformToUniAndConcatenate(table -> take(tx, table, asOf, scope, digest))
                  .collect()
                  .last())
          .map(_ -> HexFormat.of().formatHex(digest.digest()));
    });
  }

  /** Before the snapshot: another version of the view must not come between the two. */
  private static String hold(List<DigestedTable> digested) {
    return digested.stream()
        .map(DigestedTable::table)
        .collect(Collectors.joining(", ", "lock table ", " in access share mode"));
  }

  private static Uni<Void> take(
      SqlConnection tx,
      DigestedTable table,
      Instant asOf,
      @Nullable Scope scope,
      MessageDigest digest) {
    digest.update(table.table().getBytes(StandardCharsets.UTF_8));
    return tx.prepare(statement(table, scope))
        .chain(prepared ->
            prepared
                .createStream(ROWS_AT_ONCE, values(table, asOf, scope))
                .toMulti()
                .invoke(row -> digest.update(row.getBuffer("hash").getBytes()))
                .collect()
                .last()
                .chain(_ -> prepared.close()));
  }

  private static String statement(DigestedTable table, @Nullable Scope scope) {
    return ROWS.replace("{content}", table.content())
        .replace("{table}", table.table())
        .replace("{condition}", table.condition())
        .replace("{owned}", scope == null ? "true" : table.owner().condition)
        .replace("{order}", table.order());
  }

  private static Tuple values(DigestedTable table, Instant asOf, @Nullable Scope scope) {
    var values = Tuple.of(Recorded.sql(asOf));
    if (scope != null) {
      var establishments = scope.establishments().toArray(String[]::new);
      switch (table.owner()) {
        case GHT -> values.addValue(scope.ght());
        case ESTABLISHMENT -> values.addValue(establishments);
        case EITHER, EITHER_OR_LEFT -> values.addValue(scope.ght()).addValue(establishments);
      }
    }
    return values;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
