package fr.ght.inventory.view.products;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.inventory.view.products.Installation.Change;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Changes of the numbers of machines, summed up before they are written (ADR 10). */
final class InstallationCounts {
  private static final String ADD = Sql.named(InstallationCounts.class, "add-counts");

  private final Map<Change, Integer> changes = new HashMap<>();

  void add(Installation installation, String establishment, Instant at, int machines) {
    changes.merge(Change.of(installation, establishment, at), machines, Integer::sum);
  }

  Uni<Void> write(SqlConnection tx) {
    changes.values().removeIf(delta -> delta == 0);
    return changes.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(ADD).execute(columns()).replaceWithVoid();
  }

  private Tuple columns() {
    var rows = changes.entrySet().stream().toList();
    return Tuple.tuple()
        .addValue(texts(row -> row.installation().ght()))
        .addValue(texts(row -> row.installation().code()))
        .addValue(texts(row -> row.installation().version()))
        .addValue(texts(Change::establishment))
        .addValue(
            rows.stream()
                .map(row -> row.getKey().at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new))
        .addValue(rows.stream().map(Map.Entry::getValue).toArray(Integer[]::new));
  }

  private String[] texts(Function<Change, String> column) {
    return changes.keySet().stream().map(column).toArray(String[]::new);
  }
}
