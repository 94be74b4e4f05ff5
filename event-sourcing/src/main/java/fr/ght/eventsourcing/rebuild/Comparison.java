package fr.ght.eventsourcing.rebuild;

import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of a view by digest: SHA-256 over their rows in key order. Reads in slices,
 * so that memory stays bounded however long a table is.
 */
public final class Comparison {
  private static final int ROWS_AT_ONCE = 10_000;
  private static final String ROWS = Sql.named(Comparison.class, "digest-rows");
  private static final String DIFFERENCES = Sql.named(Comparison.class, "count-differences");

  private Comparison() {}

  /**
   * @param onlyBefore rows that only the first has; null where the digests are the same
   */
  record Difference(
      String before, String after, @Nullable Long onlyBefore, @Nullable Long onlyAfter) {
    boolean isNone() {
      return before.equals(after);
    }
  }

  /** Of the tables that {@code tx} reads by default and those of another version. */
  static Uni<Difference> of(SqlConnection tx, List<ComparedTable> tables, String version) {
    return digest(tx, tables, "")
        .chain(before ->
            digest(tx, tables, schema(version))
                .chain(after ->
                    before.equals(after)
                        ? Uni.createFrom().item(new Difference(before, after, null, null))
                        : count(tx, tables, version)
                            .map(counts -> new Difference(before, after, counts[0], counts[1]))));
  }

  /** Of the tables that {@code tx} reads, in lower-case hexadecimal. */
  public static Uni<String> digest(SqlConnection tx, List<ComparedTable> tables) {
    return digest(tx, tables, "");
  }

  private static Uni<String> digest(SqlConnection tx, List<ComparedTable> tables, String schema) {
    var digest = sha256();
    return Multi.createFrom()
        .iterable(tables)
        .onItem()
        .transformToUniAndConcatenate(table -> take(tx, table, schema, digest))
        .collect()
        .last()
        .map(_ -> HexFormat.of().formatHex(digest.digest()));
  }

  private static Uni<Void> take(
      SqlConnection tx, ComparedTable table, String schema, MessageDigest digest) {
    digest.update(table.table().getBytes(StandardCharsets.UTF_8));
    var statement = filled(ROWS, table).replace("{table}", schema + table.table());
    return tx.prepare(statement)
        .chain(prepared ->
            prepared
                .createStream(ROWS_AT_ONCE, Tuple.tuple())
                .toMulti()
                .invoke(row -> digest.update(row.getBuffer("hash").getBytes()))
                .collect()
                .last()
                .chain(_ -> prepared.close()));
  }

  private static Uni<long[]> count(SqlConnection tx, List<ComparedTable> tables, String version) {
    var counts = new long[2];
    return Multi.createFrom()
        .iterable(tables)
        .onItem()
        .transformToUniAndConcatenate(table ->
            tx.query(
                    filled(DIFFERENCES, table)
                        .replace("{before}", table.table())
                        .replace("{after}", schema(version) + table.table()))
                .execute()
                .invoke(rows -> {
                  var row = rows.iterator().next();
                  counts[0] += row.getLong("only_before");
                  counts[1] += row.getLong("only_after");
                }))
        .collect()
        .last()
        .replaceWith(counts);
  }

  private static String filled(String statement, ComparedTable table) {
    return statement
        .replace("{content}", table.content())
        .replace("{condition}", table.condition())
        .replace("{order}", table.order());
  }

  private static String schema(String version) {
    return "\"" + version.replace("\"", "\"\"") + "\".";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
