package fr.ght.inventory.view.products;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.view.products.GroupNames.Named;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables {@code software_product_row} and {@code product_row}, as far as names make them. */
final class SoftwareEntries {
  private static final String ENTRIES = Sql.named(SoftwareEntries.class, "entries");
  private static final String TEXTS = Sql.named(SoftwareEntries.class, "software-texts");
  private static final String IN_USE = Sql.named(SoftwareEntries.class, "codes-in-use");

  private final TemporalTable<SoftwareEntry> entries =
      new TemporalTable<>("software_product_row", "entry", SoftwareEntry.class);
  private final TemporalTable<ProductEntry> products =
      new TemporalTable<>("product_row", "product", ProductEntry.class);

  TemporalTable<ProductEntry> products() {
    return products;
  }

  /** What each of this software is in the group; nothing for what is set aside. */
  Uni<Map<Integer, Optional<Installation>>> installations(
      SqlConnection tx, String ght, Collection<Integer> software) {
    return tx.preparedQuery(ENTRIES)
        .execute(Tuple.of(ght, software.toArray(Integer[]::new)))
        .map(rows -> {
          var found = new HashMap<Integer, Optional<Installation>>();
          rows.forEach(row -> found.put(row.getInteger("software"), installation(ght, row)));
          return found;
        });
  }

  private static Optional<Installation> installation(String ght, Row row) {
    return row.getString("outcome").equals(SoftwareEntry.SET_ASIDE)
        ? Optional.empty()
        : Optional.of(new Installation(ght, row.getString("code"), row.getString("version")));
  }

  /** Names what the group has not seen yet; each from the instant on in which it came. */
  Uni<Void> name(SqlConnection tx, String ght, Map<Integer, Instant> since) {
    return since.isEmpty()
        ? Uni.createFrom().voidItem()
        : named(tx, ght, since.keySet())
            .chain(named ->
                write(tx, named, name -> since.getOrDefault(name.entry().software(), Instant.MIN)));
  }

  /**
   * Names this software anew, from {@code at} on.
   *
   * @return the numbers of what is now something else
   */
  Uni<Set<Integer>> rename(
      SqlConnection tx, String ght, Collection<Integer> software, Instant at, Prepared before) {
    return named(tx, ght, software)
        .chain(named ->
            entries
                .load(tx, named.stream().map(name -> name.entry().entry()).toList())
                .chain(standing -> {
                  var changed =
                      named.stream().filter(name -> !isStanding(standing, name.entry())).toList();
                  var numbers =
                      changed.stream()
                          .map(name -> name.entry().software())
                          .collect(Collectors.toSet());
                  var left =
                      changed.stream()
                          .flatMap(name -> standing.get(name.entry().entry()).stream())
                          .map(SoftwareEntry::code)
                          .collect(Collectors.toSet());
                  return before
                      .prepare(numbers)
                      .chain(() -> write(tx, changed, _ -> at))
                      .chain(() -> removeUnused(tx, ght, left, at))
                      .replaceWith(numbers);
                }));
  }

  /** What is to be looked at before names change. */
  @FunctionalInterface
  interface Prepared {
    Uni<Void> prepare(Set<Integer> changing);
  }

  private static boolean isStanding(Versions<SoftwareEntry> standing, SoftwareEntry entry) {
    return standing.get(entry.entry()).filter(entry::equals).isPresent();
  }

  private static Uni<List<Named>> named(
      SqlConnection tx, String ght, Collection<Integer> software) {
    if (software.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return GroupNames.load(tx, ght)
        .chain(names ->
            tx.preparedQuery(TEXTS)
                .execute(Tuple.of(software.toArray(Integer[]::new)))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> named(names, rows)));
  }

  private static List<Named> named(GroupNames names, RowSet<Row> rows) {
    var all = new ArrayList<Named>();
    rows.forEach(row -> all.add(names.named(row.getInteger("id"), reported(row))));
    return all;
  }

  private static ReportedSoftware reported(Row row) {
    return new ReportedSoftware(
        row.getString("name"),
        told(row.getString("version")),
        told(row.getString("publisher")),
        told(row.getString("architecture")),
        Identifiers.ofVersion(told(row.getString("purl")), told(row.getString("cpe"))));
  }

  private static @Nullable String told(String text) {
    return text.isEmpty() ? null : text;
  }

  private Uni<Void> write(SqlConnection tx, List<Named> named, Function<Named, Instant> since) {
    if (named.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var first = new HashMap<String, Named>();
    for (var name : named) {
      var product = name.product();
      if (product != null) {
        first.merge(
            product.product(),
            name,
            (one, other) -> since.apply(other).isBefore(since.apply(one)) ? other : one);
      }
    }
    return entries
        .change(
            tx,
            named.stream().map(name -> name.entry().entry()).toList(),
            versions ->
                named.forEach(
                    name -> versions.put(name.entry().entry(), since.apply(name), name.entry())))
        .chain(() ->
            products.change(
                tx,
                touched(first.keySet(), named),
                versions -> {
                  first.forEach((key, name) -> {
                    var product = name.product();
                    if (product != null && versions.get(key).isEmpty()) {
                      versions.put(key, since.apply(name), product);
                    }
                  });
                  identify(versions, named, since);
                }));
  }

  private static Set<String> touched(Set<String> known, List<Named> named) {
    var all = new HashSet<>(known);
    named.stream().filter(Named::tellsIdentifiers).map(Named::key).forEach(all::add);
    return all;
  }

  /** Where a product is silent of how others name it, the first report that says it holds. */
  private static void identify(
      Versions<ProductEntry> versions, List<Named> named, Function<Named, Instant> since) {
    named.stream()
        .filter(Named::tellsIdentifiers)
        .sorted(Comparator.comparing(since).thenComparing(name -> name.told().toString()))
        .forEach(name ->
            versions
                .get(name.key())
                .ifPresent(product ->
                    versions.put(name.key(), since.apply(name), product.alsoNamed(name.told()))));
  }

  /** A product that only names made known is gone with the last of them. */
  private Uni<Void> removeUnused(SqlConnection tx, String ght, Set<String> codes, Instant at) {
    if (codes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tx.preparedQuery(IN_USE)
        .execute(Tuple.of(ght, codes.toArray(String[]::new)))
        .chain(rows -> {
          var unused = new HashSet<>(codes);
          rows.forEach(row -> unused.remove(row.getString("code")));
          var keys = unused.stream().map(code -> ProductEntry.key(ght, code)).toList();
          return products.change(
              tx,
              keys,
              versions ->
                  keys.forEach(key ->
                      versions
                          .get(key)
                          .filter(ProductEntry::restsOnNames)
                          .ifPresent(_ -> versions.remove(key, at))));
        });
  }
}
