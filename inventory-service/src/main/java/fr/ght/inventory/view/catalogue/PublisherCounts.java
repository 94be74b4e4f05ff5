package fr.ght.inventory.view.catalogue;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of each publisher is installed in a group. */
@Singleton
final class PublisherCounts {
  private static final String PUBLISHERS = Sql.named(PublisherCounts.class, "publishers");
  private static final String MACHINES = Sql.named(PublisherCounts.class, "machines-of-publishers");

  private final Pool pool;

  PublisherCounts(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param publisher empty if it is unknown
   * @param machines null unless they were asked for
   */
  record Counted(
      String publisher,
      long products,
      long installations,
      @Nullable Long machines,
      long establishments) {

    boolean isUnknown() {
      return publisher.isEmpty();
    }
  }

  /**
   * @param segment the only one; empty for what is unclassified, null for all
   * @param withMachines whether machines are counted, too: each of them is looked at for that
   */
  Uni<List<Counted>> of(Reading reading, @Nullable String segment, boolean withMachines) {
    var machines =
        withMachines
            ? pool.preparedQuery(MACHINES)
                .execute(Tuple.of(reading.ght(), reading.establishments(), segment))
                .map(rows -> {
                  var counts = new HashMap<String, Long>();
                  rows.forEach(
                      row -> counts.put(row.getString("publisher"), row.getLong("machines")));
                  return counts;
                })
            : Uni.createFrom().item(Map.<String, Long>of());
    return machines.chain(byPublisher ->
        pool.preparedQuery(PUBLISHERS)
            .execute(
                Tuple.of(
                    reading.ght(),
                    reading.establishments(),
                    reading.moment(),
                    reading.isEarlier(),
                    segment))
            .map(rows -> {
              var all = new ArrayList<Counted>();
              rows.forEach(row -> all.add(counted(row, withMachines ? byPublisher : null)));
              return all;
            }));
  }

  private static Counted counted(Row row, @Nullable Map<String, Long> machines) {
    var publisher = row.getString("publisher");
    return new Counted(
        publisher,
        row.getLong("products"),
        row.getLong("installations"),
        machines == null ? null : machines.getOrDefault(publisher, 0L),
        row.getLong("establishments"));
  }
}
