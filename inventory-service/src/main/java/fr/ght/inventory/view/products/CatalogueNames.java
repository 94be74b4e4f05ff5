package fr.ght.inventory.view.products;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.normalisation.Adoption;
import fr.ght.inventory.domain.normalisation.Alias;
import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normaliser;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.log.RuleSetJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which product of a group's catalogue a name is that somebody has written, as in a contract: by
 * its code, by an alias, by the product's name, by any name that machines report of it, or by the
 * group's rules. What could be several products is none of them.
 */
@Singleton
public final class CatalogueNames {
  private static final String ALIASES = Sql.named(CatalogueNames.class, "aliases-then");
  private static final String MERGED = Sql.named(CatalogueNames.class, "merged-then");
  private static final String PRODUCTS = Sql.named(CatalogueNames.class, "products-called");
  private static final String REPORTED = Sql.named(CatalogueNames.class, "software-called");
  private static final Adoption ADOPTIONS = new Adoption();
  private static final int MOST_KEPT = 20;
  private static final int LONGEST_CHAIN = 50;

  private static final Normaliser SHIPPED = new Normaliser(RuleSetJson.FIRST_SHIPPED, List.of());

  private final Pool pool;
  private final EventStore store;
  private final Cache<Kept, Normaliser> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  CatalogueNames(Pool pool, EventStore store) {
    this.pool = pool;
    this.store = store;
  }

  /** Rules that are ready: a group never adopts others under the same number. */
  private record Kept(String ght, int number) {}

  /**
   * The codes of the products that these names are; nothing for a name that is none.
   *
   * @param recordedBy the instant of {@code asOf} as rows are asked for
   */
  public Uni<Map<String, String>> codes(
      String ght, Collection<String> names, AsOf asOf, OffsetDateTime recordedBy) {
    if (names.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Uni.combine()
        .all()
        .unis(
            rules(ght, asOf),
            rows(ALIASES, Tuple.of(ght, recordedBy)),
            rows(MERGED, Tuple.of(ght, recordedBy)),
            rows(
                PRODUCTS,
                Tuple.of(
                    ght,
                    recordedBy,
                    texts(names, name -> name),
                    texts(names, name -> SearchText.of(name)))),
            rows(REPORTED, Tuple.of(ght, recordedBy, texts(names, CatalogueNames::beginsAs))))
        .with(Catalogue::of)
        .emitOn(Infrastructure.getDefaultExecutor())
        .map(catalogue -> catalogue.codes(names));
  }

  private static String[] texts(Collection<String> names, Function<String, String> text) {
    return names.stream().map(text).distinct().toArray(String[]::new);
  }

  /** The pattern of {@code like} for a text that begins so. */
  private static String beginsAs(String name) {
    return SearchText.pattern(name).substring(1);
  }

  private Uni<RowSet<Row>> rows(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values);
  }

  private Uni<Normaliser> rules(String ght, AsOf asOf) {
    return store
        .read(new StreamId(InventoryEventTypes.NORMALISATION, ght))
        .emitOn(Infrastructure.getDefaultExecutor())
        .map(stream ->
            switch (inForce(stream, asOf)) {
              case Adoption.Shipped _ -> SHIPPED;
              case Adoption.Adopted(var number, var rules) ->
                  kept.get(new Kept(ght, number), _ -> new Normaliser(rules, List.of()));
            });
  }

  private static Adoption.RulesInForce inForce(StoredStream stream, AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    var events =
        stream.events().stream()
            .filter(event -> recordedBy == null || !event.recordedAt().isAfter(recordedBy))
            .toList();
    return ADOPTIONS.fold(ADOPTIONS.initial(), InventoryEventTypes.NORMALISATIONS.decode(events));
  }

  /**
   * What a group knew of names at an instant.
   *
   * @param codes of the products that were asked for
   * @param byName codes by what products, or their aliases, are called
   * @param byReport codes by what machines report
   */
  private record Catalogue(
      Normaliser rules,
      Map<String, String> merged,
      Set<String> codes,
      Map<String, Set<String>> byName,
      Map<String, Set<String>> byReport) {

    static Catalogue of(
        Normaliser rules,
        RowSet<Row> aliases,
        RowSet<Row> merged,
        RowSet<Row> products,
        RowSet<Row> reported) {
      var goesOnAs = new HashMap<String, String>();
      merged.forEach(row -> goesOnAs.put(row.getString("code"), row.getString("merged_into")));
      return new Catalogue(
          rules.with(aliases(rules, aliases)),
          goesOnAs,
          stream(products).map(row -> row.getString("code")).collect(Collectors.toSet()),
          byName(Stream.concat(stream(products), stream(aliases))),
          byName(stream(reported)));
    }

    private static Collection<Alias> aliases(Normaliser rules, RowSet<Row> rows) {
      return stream(rows)
          .map(row ->
              new Alias(
                  rules.key(
                      new ReportedSoftware(
                          row.getString("name"), null, row.getString("publisher"), null)),
                  row.getString("code"),
                  "",
                  "",
                  Identifiers.NONE))
          .collect(Collectors.toMap(Alias::key, alias -> alias, (one, _) -> one))
          .values();
    }

    private static Map<String, Set<String>> byName(Stream<Row> rows) {
      return rows.collect(
          Collectors.groupingBy(
              row -> SearchText.of(row.getString("name")),
              Collectors.mapping(row -> row.getString("code"), Collectors.toSet())));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
      return StreamSupport.stream(rows.spliterator(), false);
    }

    Map<String, String> codes(Collection<String> names) {
      var all = new HashMap<String, String>();
      for (var name : names) {
        code(name).ifPresent(code -> all.put(name, code));
      }
      return all;
    }

    private Optional<String> code(String name) {
      if (codes.contains(name)) {
        return Optional.of(goesOnAs(name));
      }
      return theOnly(byName, name).or(() -> theOnly(byReport, name)).or(() -> byRules(name));
    }

    private Optional<String> theOnly(Map<String, Set<String>> known, String name) {
      var found =
          known.getOrDefault(SearchText.of(name), Set.of()).stream()
              .map(this::goesOnAs)
              .distinct()
              .toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<String> byRules(String name) {
      return rules.normalise(ReportedSoftware.named(name)) instanceof Recognised recognised
          ? Optional.of(goesOnAs(recognised.code()))
          : Optional.empty();
    }

    private String goesOnAs(String code) {
      var last = code;
      for (int step = 0; step < LONGEST_CHAIN && merged.containsKey(last); step++) {
        last = merged.getOrDefault(last, last);
      }
      return last;
    }
  }
}
