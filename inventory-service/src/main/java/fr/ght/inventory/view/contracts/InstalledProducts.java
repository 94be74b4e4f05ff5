package fr.ght.inventory.view.contracts;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.lists.SearchText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * On how many machines in service a product is installed: the one place that says which software,
 * as agents report it, is which product of an entitlement.
 *
 * <p>Software is of a product if its name is the product's, or begins with it in whole words,
 * whatever the case and the accents: "Mozilla Firefox 128.0 (x64 fr)" is of "Mozilla Firefox". A
 * machine that has several of them counts once.
 */
final class InstalledProducts {
  private static final String MACHINES = Sql.named(InstalledProducts.class, "installed-products");

  private InstalledProducts() {}

  /**
   * Machines by product, and within it by establishment; nothing where there is none.
   *
   * @param products as entitlements name them
   */
  static Uni<Map<String, Map<String, Long>>> machines(
      Pool pool, Collection<String> products, Set<String> establishments, AsOf asOf) {
    var asked = List.copyOf(products);
    return pool.preparedQuery(MACHINES)
        .execute(
            Tuple.of(
                asked.stream().map(SearchText::of).toArray(String[]::new),
                asked.stream().map(InstalledProducts::begins).toArray(String[]::new),
                establishments.toArray(String[]::new),
                Standing.instant(asOf)))
        .map(rows -> {
          var machines = new HashMap<String, Map<String, Long>>();
          rows.forEach(row ->
              machines
                  .computeIfAbsent(asked.get(row.getLong("n").intValue() - 1), _ -> new HashMap<>())
                  .put(row.getString("establishment"), row.getLong("machines")));
          return machines;
        });
  }

  /** The pattern of {@code like} for a text that begins with the product and a blank. */
  private static String begins(String product) {
    return SearchText.pattern(product).replaceFirst("^%", "").replaceFirst("%$", " %");
  }
}
