package fr.ght.inventory.view.products;

import fr.ght.eventsourcing.Recorded;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.AssetSoftwareChanged;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.ght.GhtEvent.EstablishmentJoined;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.product.Product.Description;
import fr.ght.inventory.domain.product.ProductEvent.*;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.log.RuleSetJson;
import fr.ght.inventory.view.View;
import fr.ght.inventory.view.assets.SoftwareDictionary;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What reported software is in each group, and on how many machines. Names are normalised here, by
 * the rules and aliases that the log says; when those change, only what comes out otherwise is
 * counted anew, from that event on.
 */
@Singleton
public final class ProductsView implements View {
  public static final String NAME = "inventory-products";

  private static final String ADD_MEMBER = Sql.named(ProductsView.class, "add-member");
  private static final String ADOPT = Sql.named(ProductsView.class, "adopt-rules");
  private static final String ALL_ENTRIES = Sql.named(ProductsView.class, "entries-of-group");
  private static final String PRODUCTS = Sql.named(ProductsView.class, "products-of-group");
  private static final String BY_KEY = Sql.named(ProductsView.class, "entries-by-key");
  private static final String BY_CODE = Sql.named(ProductsView.class, "entries-by-code");
  private static final String INSTALLED =
      Sql.named(ProductsView.class, "software-of-establishment");
  private static final String PRESENCE = Sql.named(ProductsView.class, "presence-of-software");
  private static final String PRESENCE_AT =
      Sql.named(ProductsView.class, "presence-at-establishment");

  private final SoftwareEntries entries = new SoftwareEntries();
  private final TemporalTable<AliasEntry> aliases =
      new TemporalTable<>("product_alias_row", "alias", AliasEntry.class);

  /** A row of table {@code product_alias_row}. */
  record AliasEntry(
      String alias,
      String ght,
      String aliasKey,
      String code,
      String name,
      @Nullable String publisher) {}

  /** How a product is named among those of all groups. */
  public static String key(String ght, String code) {
    return ProductEntry.key(ght, code);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of(
        "catalogue_member",
        "catalogue_rules",
        "product_row",
        "product_alias_row",
        "software_product_row",
        "product_machine",
        "product_count_delta",
        "product_count");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(
        ComparedTable.temporal("product_row", "product"),
        ComparedTable.temporal("product_alias_row", "alias"),
        ComparedTable.temporal("software_product_row", "entry"),
        // Whether what came and went in one batch leaves a zero depends on where batches end.
        new ComparedTable(
            "product_count",
            "to_jsonb(t)",
            "t.machines <> 0",
            "t.ght, t.code, t.version, t.establishment"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(
        InventoryEventTypes.ASSET,
        InventoryEventTypes.GHT,
        InventoryEventTypes.PRODUCT,
        InventoryEventTypes.NORMALISATION);
  }

  /**
   * Runs of machines' events go together; whatever names software otherwise goes by itself. The
   * dictionary is asked once for the whole batch: other views add to it in the same order, so that
   * none waits for another in a ring.
   */
  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    var runs = runs(events);
    var software =
        runs.stream()
            .flatMap(run -> run.machines().stream())
            .flatMap(ProductsView::software)
            .toList();
    var numbered =
        software.isEmpty()
            ? Uni.createFrom().item(Map.<Software, Integer>of())
            : SoftwareDictionary.numbers(tx, software);
    return numbered.chain(numbers ->
        Multi.createFrom()
            .iterable(runs)
            .onItem()
            .transformToUniAndConcatenate(run -> applyRun(tx, run, numbers).replaceWith(true))
            .collect()
            .last()
            .replaceWithVoid());
  }

  private static Stream<Software> software(Recorded<AssetEvent> recorded) {
    return recorded.event() instanceof AssetSoftwareChanged changed
        ? Stream.concat(changed.added().stream(), changed.removed().stream())
        : Stream.of();
  }

  /** Events of machines that follow each other, or one event of another kind. */
  private record Run(List<Recorded<AssetEvent>> machines, @Nullable StoredEvent other) {}

  private static List<Run> runs(List<StoredEvent> events) {
    var runs = new ArrayList<Run>();
    var machines = new ArrayList<Recorded<AssetEvent>>();
    for (var event : events) {
      if (event.stream().kind().equals(InventoryEventTypes.ASSET)) {
        machines.add(InventoryEventTypes.ASSETS.read(event));
      } else {
        runs.add(new Run(List.copyOf(machines), null));
        runs.add(new Run(List.of(), event));
        machines.clear();
      }
    }
    runs.add(new Run(machines, null));
    return runs;
  }

  private Uni<Void> applyRun(SqlConnection tx, Run run, Map<Software, Integer> numbers) {
    var other = run.other();
    if (other == null) {
      return MachineRun.apply(tx, entries, run.machines(), numbers);
    }
    var at = other.recordedAt();
    return switch (other.stream().kind()) {
      case InventoryEventTypes.GHT ->
          InventoryEventTypes.GHTS.decode(other) instanceof EstablishmentJoined joined
              ? join(tx, other.stream().key(), joined.establishment().number(), at)
              : Uni.createFrom().voidItem();
      case InventoryEventTypes.NORMALISATION ->
          adopt(tx, InventoryEventTypes.NORMALISATIONS.decode(other), at);
      default -> describe(tx, other);
    };
  }

  /** Its machines count for the group, too, from now on. */
  private Uni<Void> join(SqlConnection tx, String ght, String establishment, Instant at) {
    return tx.preparedQuery(ADD_MEMBER)
        .execute(Tuple.of(ght, establishment))
        .chain(added ->
            added.rowCount() == 0
                ? Uni.createFrom().voidItem()
                : countAnew(tx, ght, establishment, at));
  }

  private Uni<Void> countAnew(SqlConnection tx, String ght, String establishment, Instant at) {
    return tx.preparedQuery(INSTALLED)
        .execute(Tuple.of(establishment))
        .chain(rows -> {
          var since = new HashMap<Integer, Instant>();
          rows.forEach(row -> since.put(row.getInteger("id"), at));
          return entries
              .installations(tx, ght, since.keySet())
              .chain(known -> {
                since.keySet().removeAll(known.keySet());
                return entries.name(tx, ght, since);
              });
        })
        .chain(() -> tx.preparedQuery(PRESENCE_AT).execute(Tuple.of(ght, establishment)))
        .chain(now -> {
          var counts = new InstallationCounts();
          presence(ght, now)
              .forEach((where, machines) ->
                  counts.add(where.installation(), where.establishment(), at, machines));
          return counts.write(tx);
        });
  }

  private Uni<Void> adopt(SqlConnection tx, RulesAdopted adopted, Instant at) {
    var ght = adopted.ght();
    return tx.preparedQuery(ADOPT)
        .execute(Tuple.of(ght, adopted.number(), RuleSetJson.write(adopted.rules())))
        .chain(() -> tx.preparedQuery(ALL_ENTRIES).execute(Tuple.of(ght)))
        .chain(rows -> rename(tx, ght, rows, at))
        .chain(() -> classify(tx, ght, at));
  }

  /** Other rules may say of any product that it is for something else. */
  private Uni<Void> classify(SqlConnection tx, String ght, Instant at) {
    return GroupNames.load(tx, ght)
        .chain(names ->
            tx.preparedQuery(PRODUCTS)
                .execute(Tuple.of(ght))
                .chain(rows -> {
                  var keys = new ArrayList<String>();
                  rows.forEach(row -> keys.add(row.getString("product")));
                  return entries
                      .products()
                      .change(
                          tx,
                          keys,
                          versions ->
                              keys.forEach(key ->
                                  versions
                                      .get(key)
                                      .ifPresent(product ->
                                          versions.put(
                                              key, at, product.classified(names.segments())))));
                }));
  }

  private Uni<Void> describe(SqlConnection tx, StoredEvent line) {
    var at = line.recordedAt();
    var key = line.stream().key();
    var code = key.substring(key.indexOf('/') + 1);
    return switch (InventoryEventTypes.PRODUCTS.decode(line)) {
      case ProductCatalogued(var ght, var description) -> put(tx, ght, code, description, at);
      case ProductDescribed(var ght, var description) -> put(tx, ght, code, description, at);
      case AliasAdded(var ght, var alias, var name) -> {
        var row =
            new AliasEntry(
                ProductEntry.key(ght, alias), ght, alias, code, name.name(), name.publisher());
        yield aliases
            .change(tx, List.of(row.alias()), versions -> versions.put(row.alias(), at, row))
            .chain(() -> renameByKey(tx, ght, alias, at));
      }
      case AliasWithdrawn(var ght, var alias, _) -> {
        var aliasKey = ProductEntry.key(ght, alias);
        yield aliases
            .change(tx, List.of(aliasKey), versions -> versions.remove(aliasKey, at))
            .chain(() -> renameByKey(tx, ght, alias, at));
      }
      case ProductMerged(var ght, var into, _) ->
          entries
              .products()
              .change(
                  tx,
                  List.of(key),
                  versions ->
                      versions
                          .get(key)
                          .ifPresent(product -> versions.put(key, at, product.merged(into))))
              .chain(() -> tx.preparedQuery(BY_CODE).execute(Tuple.of(ght, code)))
              .chain(rows -> rename(tx, ght, rows, at));
    };
  }

  private Uni<Void> put(
      SqlConnection tx, String ght, String code, Description description, Instant at) {
    var key = ProductEntry.key(ght, code);
    var anew = ProductEntry.of(ght, code, "", "", Identifiers.NONE, ProductState.CATALOGUED, null);
    return GroupNames.load(tx, ght)
        .chain(names ->
            entries
                .products()
                .change(
                    tx,
                    List.of(key),
                    versions ->
                        versions.put(
                            key,
                            at,
                            versions
                                .get(key)
                                .orElse(anew)
                                .described(description, names.segments()))));
  }

  private Uni<Void> renameByKey(SqlConnection tx, String ght, String alias, Instant at) {
    return tx.preparedQuery(BY_KEY)
        .execute(Tuple.of(ght, alias))
        .chain(rows -> rename(tx, ght, rows, at));
  }

  /** What comes out otherwise now leaves its former product, on every machine that has it. */
  private Uni<Void> rename(SqlConnection tx, String ght, RowSet<Row> software, Instant at) {
    var numbers = new ArrayList<Integer>();
    software.forEach(row -> numbers.add(row.getInteger("software")));
    if (numbers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var counts = new InstallationCounts();
    return entries
        .rename(
            tx,
            ght,
            numbers,
            at,
            changing ->
                presence(tx, ght, changing)
                    .invoke(before ->
                        before.forEach((where, machines) ->
                            counts.add(where.installation(), where.establishment(), at, -machines)))
                    .replaceWithVoid())
        .chain(changed -> presence(tx, ght, changed))
        .chain(after -> {
          after.forEach((where, machines) ->
              counts.add(where.installation(), where.establishment(), at, machines));
          return counts.write(tx);
        });
  }

  private record Where(Installation installation, String establishment) {}

  private static Uni<Map<Where, Integer>> presence(
      SqlConnection tx, String ght, Set<Integer> software) {
    return software.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : tx.preparedQuery(PRESENCE)
            .execute(Tuple.of(ght, software.toArray(Integer[]::new)))
            .map(rows -> presence(ght, rows));
  }

  private static Map<Where, Integer> presence(String ght, RowSet<Row> rows) {
    var presence = new HashMap<Where, Integer>();
    rows.forEach(row ->
        presence.put(
            new Where(
                new Installation(ght, row.getString("code"), row.getString("version")),
                row.getString("establishment")),
            row.getInteger("machines")));
    return presence;
  }
}
