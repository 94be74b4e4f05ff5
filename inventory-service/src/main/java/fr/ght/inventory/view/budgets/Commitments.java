package fr.ght.inventory.view.budgets;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.view.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What signed contracts commit, as it was recorded by an instant. */
@Singleton
final class Commitments {
  private static final String COMMITTED = Sql.named(Commitments.class, "commitments");
  private static final String MEMBERS = Sql.named(Commitments.class, "members");

  private final Pool pool;

  Commitments(Pool pool) {
    this.pool = pool;
  }

  /**
   * What contracts of one establishment commit.
   *
   * @param unknown signed contracts of that kind that are in force in that year, and whose price is
   *     unknown: in no amount
   */
  record Committed(String establishment, int year, Budget kind, BigDecimal amount, long unknown) {}

  /** Of these establishments in these years; nothing where there is nothing. */
  Uni<List<Committed>> of(Collection<String> establishments, Collection<Integer> years, AsOf asOf) {
    return pool.preparedQuery(COMMITTED)
        .execute(
            Tuple.of(
                establishments.toArray(String[]::new),
                years.toArray(Integer[]::new),
                Standing.instant(asOf)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(Commitments::committed).toList());
  }

  private static Committed committed(Row row) {
    return new Committed(
        row.getString("establishment"),
        row.getInteger("year"),
        Budget.valueOf(row.getString("budget")),
        row.getBigDecimal("amount"),
        row.getLong("unknown"));
  }

  /** The full members of groups on the day, by group. */
  Uni<Map<String, List<String>>> members(Collection<String> groups, AsOf asOf) {
    return pool.preparedQuery(MEMBERS)
        .execute(Tuple.of(groups.toArray(String[]::new), asOf.on(), Standing.instant(asOf)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .collect(
                    Collectors.groupingBy(
                        row -> row.getString("ght"),
                        Collectors.mapping(
                            row -> row.getString("establishment"), Collectors.toList()))));
  }
}
