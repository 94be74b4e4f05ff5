package fr.ght.inventory.view.licences;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.view.Standing;
import fr.ght.inventory.view.products.CatalogueNames;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * On how many machines in service a product is installed: the one place that says which software is
 * which product of an entitlement.
 *
 * <p>A name in a contract is the product that the group's catalogue knows by it (its code, name, an
 * alias, a name that machines report, or what the rules make of it), and all software that is this
 * product is counted. Only where a name is no product, software counts by the name that is
 * reported: the same, or beginning so in whole words, whatever the case and the accents. A machine
 * that has several of them counts once.
 */
@Singleton
final class InstalledProducts {
  private static final String CATALOGUES = Sql.named(InstalledProducts.class, "catalogues");
  private static final String MACHINES = Sql.named(InstalledProducts.class, "installed-products");

  /** Who is in no group that the reader sees has no catalogue: names are as reported. */
  private static final String NO_GROUP = "";

  private final Pool pool;
  private final CatalogueNames names;

  InstalledProducts(Pool pool, CatalogueNames names) {
    this.pool = pool;
    this.names = names;
  }

  /**
   * What a contract's name for a product is.
   *
   * @param key the same for all names of one product
   * @param code of the product in the catalogue; null if no rule knows the name
   */
  record Licensed(String key, String name, @Nullable String code) {
    static Licensed of(String name, @Nullable String code) {
      return new Licensed(code == null ? SearchText.of(name) : code, name, code);
    }
  }

  /** A name in a contract of an establishment. */
  record Named(String establishment, String name) {}

  /** The establishments' groups, and what their contracts speak of. */
  record Products(Map<String, String> groups, Map<Named, Licensed> licensed) {
    Licensed of(String establishment, String name) {
      var known = licensed.get(new Named(establishment, name));
      return known == null ? Licensed.of(name, null) : known;
    }
  }

  /**
   * @param groups whose catalogues the reader may read
   */
  Uni<Products> products(
      Collection<Named> named, Set<String> establishments, List<String> groups, AsOf asOf) {
    return pool.preparedQuery(CATALOGUES)
        .execute(
            Tuple.of(
                establishments.toArray(String[]::new),
                groups.toArray(String[]::new),
                asOf.on(),
                Standing.instant(asOf)))
        .map(rows -> {
          var places = new HashMap<String, String>();
          rows.forEach(row -> places.put(row.getString("establishment"), row.getString("ght")));
          return places;
        })
        .chain(places ->
            codes(named, places, asOf).map(codes -> new Products(places, licensed(named, codes))));
  }

  private static Map<Named, Licensed> licensed(Collection<Named> named, Map<Named, String> codes) {
    var all = new HashMap<Named, Licensed>();
    named.forEach(one -> all.put(one, Licensed.of(one.name(), codes.get(one))));
    return all;
  }

  private Uni<Map<Named, String>> codes(
      Collection<Named> named, Map<String, String> places, AsOf asOf) {
    return Multi.createFrom()
        .iterable(new TreeSet<>(places.values()))
        .onItem()
        .transformToUniAndConcatenate(ght -> {
          var here =
              named.stream().filter(one -> ght.equals(places.get(one.establishment()))).toList();
          var asked = new HashSet<String>();
          here.forEach(one -> asked.add(one.name()));
          return names
              .codes(ght, asked, asOf, Standing.instant(asOf))
              .map(codes -> {
                var found = new HashMap<Named, String>();
                for (var one : here) {
                  var code = codes.get(one.name());
                  if (code != null) {
                    found.put(one, code);
                  }
                }
                return found;
              });
        })
        .collect()
        .in(HashMap::new, Map::putAll);
  }

  /** What is asked of one group's software for one product. */
  private record Asked(int number, String ght, @Nullable String code, String name) {}

  /**
   * Machines by the key of a product, and within it by establishment; nothing where there is none.
   */
  Uni<Map<String, Map<String, Long>>> machines(
      Products products, Collection<Licensed> licensed, Set<String> establishments, AsOf asOf) {
    if (licensed.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var keys = List.copyOf(new TreeSet<>(licensed.stream().map(Licensed::key).toList()));
    var asked = asked(products, keys, licensed);
    var places = List.copyOf(establishments);
    var values =
        Tuple.tuple()
            .addValue(asked.stream().map(Asked::number).toArray(Integer[]::new))
            .addValue(texts(asked, Asked::ght))
            .addValue(texts(asked, Asked::code))
            .addValue(texts(asked, one -> SearchText.of(one.name())))
            .addValue(texts(asked, one -> begins(one.name())))
            .addValue(places.toArray(String[]::new))
            .addValue(
                places.stream()
                    .map(place -> products.groups().getOrDefault(place, NO_GROUP))
                    .toArray(String[]::new))
            .addValue(Standing.instant(asOf));
    return pool.preparedQuery(MACHINES)
        .execute(values)
        .map(rows -> {
          var machines = new HashMap<String, Map<String, Long>>();
          rows.forEach(row ->
              machines
                  .computeIfAbsent(keys.get(row.getInteger("n")), _ -> new HashMap<>())
                  .put(row.getString("establishment"), row.getLong("machines")));
          return machines;
        });
  }

  private static List<Asked> asked(
      Products products, List<String> keys, Collection<Licensed> licensed) {
    var groups = new TreeSet<>(products.groups().values());
    var asked = new ArrayList<Asked>();
    for (var one : Set.copyOf(licensed)) {
      int number = keys.indexOf(one.key());
      asked.add(new Asked(number, NO_GROUP, null, one.name()));
      groups.forEach(ght -> asked.add(new Asked(number, ght, one.code(), one.name())));
    }
    return asked;
  }

  private static @Nullable String[] texts(
      List<Asked> asked, Function<Asked, @Nullable String> text) {
    return asked.stream().map(text).toArray(String[]::new);
  }

  /** The pattern of {@code like} for a text that begins with the product and a blank. */
  private static String begins(String product) {
    return SearchText.pattern(product).replaceFirst("^%", "").replaceFirst("%$", " %");
  }
}
