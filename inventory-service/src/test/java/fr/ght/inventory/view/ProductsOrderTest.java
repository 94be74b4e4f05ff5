package fr.ght.inventory.view;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.testing.InMemoryEventStore;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.GhtEvent.EstablishmentJoined;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.normalisation.RuleSet;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.normalisation.RuleSet.Rule;
import fr.ght.inventory.domain.product.Product.Description;
import fr.ght.inventory.domain.product.ProductEvent.*;
import fr.ght.inventory.domain.product.ReportedName;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.products.ProductsView;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many machines have which product now depends on what each stream says, and neither on how
 * streams interleave nor on how the log is cut into batches.
 */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ProductsOrderTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int ORDERS = 6;

  private final Pool pool;

  @Inject
  ProductsOrderTest(Pool pool) {
    this.pool = pool;
  }

  /** The names of one history are told apart from those of the others by the group's name. */
  private static void write(Logbook log, String ght, Random random) {
    var here = new Finess(Invented.finess());
    var there = new Finess(Invented.finess());
    for (var establishment : List.of(here, there)) {
      log.append(
          new StreamId("ght", ght),
          InventoryEventTypes.GHTS,
          new EstablishmentJoined(establishment, "CH", Role.MEMBER, LocalDate.parse("2016-07-01")));
    }
    for (int machine = 0; machine < 8; machine++) {
      log.asset(
          UUID.randomUUID().toString(),
          new AssetDiscovered(here, AssetKind.WORKSTATION, "pc", Logbook.NOON),
          Logbook.installed(
              here, List.of("Garde 1." + random.nextInt(2), "7-Zip 23.0" + machine), List.of(), 2),
          random.nextBoolean()
              ? new AssetMoved(here, there, "sold")
              : new AssetRetired(here, LocalDate.parse("2026-11-23"), "scrapped"),
          Logbook.installed(there, List.of("Suite 3.1"), List.of(), 3));
    }
    var gardes = new Description("Gardes", "Invented", Identifiers.NONE);
    log.append(
        new StreamId("product", ght + "/invented.gardes"),
        InventoryEventTypes.PRODUCTS,
        new ProductCatalogued(ght, gardes),
        new AliasAdded(ght, ".garde", new ReportedName("Garde", null)),
        new ProductMerged(ght, "invented.astreintes", "the same"));
    log.append(
        new StreamId("product", ght + "/invented.astreintes"),
        InventoryEventTypes.PRODUCTS,
        new ProductCatalogued(ght, gardes));
    var suite =
        new Rule("one", null, true, "Suite", null, null, null, "Suite", "Us", null, null, null);
    var version =
        new RuleSet.Cleaning("version", RuleSet.Part.VERSION, " (?P<v>[0-9.]+)$", null, null);
    log.append(
        new StreamId("normalisation", ght),
        InventoryEventTypes.NORMALISATIONS,
        new RulesAdopted(
            ght,
            2,
            new RuleSet(List.of(), List.of(), List.of(), List.of(version), List.of(suite)),
            "ours"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_present_comes_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var ght = Invented.ght();
    write(new Logbook(store), ght, random);
    var view = new ProductsView();
    var events = store.readLog(0, 10_000, view.kinds()).await().atMost(LONGEST).events();

    apply(view, events, events.size());
    var expected = present(ght);
    assertThat(expected).isNotEmpty().anyMatch(row -> row.contains("invented.astreintes"));
    for (int order = 0; order < ORDERS; order++) {
      forget(ght, events);
      apply(view, interleaved(events, random), 1 + random.nextInt(10));
      assertThat(present(ght)).isEqualTo(expected);
    }
    forget(ght, events);
  }

  private static List<StoredEvent> interleaved(List<StoredEvent> log, Random random) {
    var streams = new LinkedHashMap<StreamId, Deque<StoredEvent>>();
    log.forEach(line -> streams.computeIfAbsent(line.stream(), _ -> new ArrayDeque<>()).add(line));
    var waiting = new ArrayList<>(streams.values());
    var order = new ArrayList<StoredEvent>();
    while (!waiting.isEmpty()) {
      var stream = waiting.get(random.nextInt(waiting.size()));
      order.add(stream.removeFirst());
      if (stream.isEmpty()) {
        waiting.remove(stream);
      }
    }
    return order;
  }

  private void apply(View view, List<StoredEvent> log, int batch) {
    for (int from = 0; from < log.size(); from += batch) {
      var events = log.subList(from, Math.min(log.size(), from + batch));
      pool.withTransaction(tx -> view.apply(tx, events)).await().atMost(LONGEST);
    }
  }

  private List<String> present(String ght) {
    var rows = new ArrayList<String>();
    pool.preparedQuery(
            "select to_json(t)::text as row from product_count t where ght = $1 and machines <> 0"
                + " union all select software || code || version from software_product_row"
                + " where ght = $1 and recorded_to = '9999-12-31Z'")
        .execute(Tuple.of(ght))
        .await()
        .atMost(LONGEST)
        .forEach(row -> rows.add(row.getString("row")));
    return rows.stream().sorted().toList();
  }

  private void forget(String ght, List<StoredEvent> log) {
    for (var table :
        List.of(
            "catalogue_member",
            "catalogue_rules",
            "product_row",
            "product_alias_row",
            "software_product_row",
            "product_count_delta",
            "product_count")) {
      pool.preparedQuery("delete from " + table + " where ght = $1")
          .execute(Tuple.of(ght))
          .await()
          .atMost(LONGEST);
    }
    pool.preparedQuery("delete from product_machine where asset = any ($1)")
        .execute(Tuple.of(log.stream().map(line -> line.stream().key()).toArray(String[]::new)))
        .await()
        .atMost(LONGEST);
  }
}
