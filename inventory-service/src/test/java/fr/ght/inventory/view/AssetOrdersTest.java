package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import fr.ght.eventsourcing.EventStore;
import fr.ght.http.AsOf;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent.AssetDiscovered;
import fr.ght.inventory.domain.asset.AssetEvent.AssetHardwareChanged;
import fr.ght.inventory.domain.asset.AssetEvent.AssetMoved;
import fr.ght.inventory.domain.asset.AssetEvent.AssetOperatingSystemChanged;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Hardware;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.view.assets.AssetOrder;
import fr.ght.inventory.view.assets.AssetSearch;
import fr.ght.inventory.view.assets.Wanted;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of the list of machines, page by page, alone and with a search. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class AssetOrdersTest {
  private static final String LIST = "/api/inventory/assets";
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Finess here = new Finess(Invented.finess());
  private final String mine = LIST + "?establishment=" + here;
  private final Pool pool;
  private final AssetSearch search;
  private final Logbook log;

  @Inject
  AssetOrdersTest(Pool pool, AssetSearch search, EventStore store) {
    this.pool = pool;
    this.search = search;
    this.log = new Logbook(store);
  }

  private String machine(
      Finess place, String name, @Nullable String maker, @Nullable Integer memory) {
    var asset = UUID.randomUUID().toString();
    log.asset(
        asset,
        new AssetDiscovered(place, AssetKind.WORKSTATION, name, Logbook.NOON),
        new AssetHardwareChanged(
            place,
            memory == null ? AssetKind.PRINTER : AssetKind.WORKSTATION,
            new Hardware(
                name + "-2026", name, null, maker, maker, asset, null, null, memory, null, null),
            Logbook.NOON));
    return asset;
  }

  /** All ids of a list, page by page. */
  private static List<String> walk(String list, int limit) {
    var all = new ArrayList<String>();
    String cursor = null;
    do {
      var answer =
          get(list + "&limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor))
              .statusCode(200)
              .extract();
      all.addAll(answer.path("items.id"));
      cursor = answer.path("next");
    } while (cursor != null);
    return all;
  }

  @Test
  void names_are_in_order_without_case_and_accents() {
    var last = machine(here, "Zoé", null, null);
    var third = machine(here, "écran 2", null, null);
    var first = machine(here, "Eau", null, null);
    var second = machine(here, "ECRAN 1", null, null);
    eventually(() -> get(mine).body("total", equalTo(4)));
    get(mine).body("items.id", equalTo(List.of(first, second, third, last)));
    get(mine + "&sort=-name").body("items.id", equalTo(List.of(last, third, second, first)));
  }

  @Test
  void makers_are_in_order_without_case_and_accents_and_the_unknown_come_first() {
    var zeta = machine(here, "a", "Zeta", 1);
    var epsilon = machine(here, "b", "Épsilon", 1);
    var hp = machine(here, "c", "HP", 1);
    var lowerHp = machine(here, "d", "hp", 1);
    var eizo = machine(here, "e", "eizo", 1);
    var unknown = machine(here, "f", null, 1);
    eventually(() -> get(mine).body("total", equalTo(6)));
    var same = new ArrayList<>(List.of(hp, lowerHp));
    Collections.sort(same);
    var sorted = List.of(unknown, eizo, epsilon, same.get(0), same.get(1), zeta);
    for (var sort : List.of("manufacturer", "model")) {
      get(mine + "&sort=" + sort).body("items.id", equalTo(sorted));
      get(mine + "&sort=-" + sort).body("items.id", equalTo(sorted.reversed()));
    }
  }

  @Test
  void memory_is_sorted_as_a_number_and_what_has_none_comes_first() {
    var much = machine(here, "a", "m", 16_384);
    var little = machine(here, "b", "m", 8_192);
    var none = machine(here, "c", "m", null);
    eventually(() -> get(mine).body("total", equalTo(3)));
    get(mine + "&sort=memoryMib").body("items.id", equalTo(List.of(none, little, much)));
    get(mine + "&sort=-memoryMib").body("items.id", equalTo(List.of(much, little, none)));
    get(mine + "&sort=memoryMib&kind=WORKSTATION").body("items.id", equalTo(List.of(little, much)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "establishment",
        "kind",
        "manufacturer",
        "model",
        "memoryMib",
        "operatingSystem",
        "software"
      })
  void every_order_loses_and_repeats_nothing_from_page_to_page(String sort) {
    var there = new Finess(Invented.finess());
    var word = Invented.id();
    var all = new HashSet<String>();
    for (int i = 0; i < 13; i++) {
      var place = i % 3 == 0 ? there : here;
      var asset =
          machine(
              place,
              word + " " + i / 4,
              i % 4 == 0 ? null : "Maker " + i % 2,
              i % 5 == 0 ? null : 1024 * (1 + i % 2));
      log.asset(
          asset,
          new AssetOperatingSystemChanged(
              place,
              new OperatingSystem(i % 2 == 0 ? "Debian" : "Ärger OS", "1", null, null),
              Logbook.NOON),
          Logbook.installed(place, List.of("Editor " + i % 3), List.of(), i % 3));
      all.add(asset);
    }
    var found = LIST + "?q=" + word;
    // What is installed is the last that is told of each.
    eventually(() -> assertThat(walk(found + "&software=Editor", 5)).hasSize(13));
    var rising = walk(found + "&sort=" + sort, 4);
    assertThat(rising).doesNotHaveDuplicates().hasSameElementsAs(all);
    assertThat(walk(found + "&sort=-" + sort, 4)).isEqualTo(rising.reversed());
    assertThat(walk(found + "&software=Editor&sort=" + sort, 4)).isEqualTo(rising);

    var local = walk(mine + "&sort=" + sort, 2);
    assertThat(local).isEqualTo(rising.stream().filter(local::contains).toList()).hasSize(8);
    assertThat(walk(mine + "&sort=-" + sort, 2)).isEqualTo(local.reversed());
    assertThat(walk(mine + "&asOf=" + Instant.now() + "&sort=" + sort, 3)).isEqualTo(local);
    get(mine + "&limit=1&sort=" + sort)
        .body("total", equalTo(8))
        .body("totalIsExact", equalTo(true));
  }

  @Test
  void a_page_starts_behind_the_one_before_however_the_list_changed_meanwhile() {
    var ids = IntStream.range(0, 6).mapToObj(i -> machine(here, "pc-" + i, "m", 1)).toList();
    eventually(() -> get(mine).body("total", equalTo(6)));
    var first = get(mine + "&limit=3").body("items.id", equalTo(ids.subList(0, 3))).extract();
    var before = machine(here, "pc-00", "m", 1);
    var behind = machine(here, "pc-31", "m", 1);
    log.asset(ids.get(2), renamed("pc-9"));
    log.asset(ids.get(5), new AssetMoved(here, new Finess(Invented.finess()), "lent"));
    eventually(() -> get(mine).body("total", equalTo(7)));
    eventually(() -> get(mine + "&q=pc-9").body("total", equalTo(1)));
    String next = first.path("next");
    get(mine + "&limit=9&cursor=" + next)
        .body("items.id", equalTo(List.of(ids.get(3), behind, ids.get(4), ids.get(2))));
    get(mine + "&q=pc-00").body("items.id", equalTo(List.of(before)));
  }

  private AssetHardwareChanged renamed(String name) {
    return new AssetHardwareChanged(
        here,
        AssetKind.WORKSTATION,
        new Hardware(name, name, null, "m", "m", null, null, null, 1, null, null),
        Logbook.NOON);
  }

  @Test
  void a_cursor_is_of_one_order_only() {
    machine(here, "a", "m", 1);
    machine(here, "b", "m", 1);
    eventually(() -> get(mine).body("total", equalTo(2)));
    String next = get(mine + "&limit=1").extract().path("next");
    get(mine + "&sort=memoryMib&cursor=" + next)
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
    String ofMemory = get(mine + "&limit=1&sort=model").extract().path("next");
    get(mine + "&sort=memoryMib&cursor=" + ofMemory)
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
    get(mine + "&sort=color").statusCode(400).body("errors[0].field", equalTo("sort"));
  }

  @Test
  void a_long_text_is_found_as_a_whole() {
    var first = machine(here, "poste-de-radiologie-1", "m", 1);
    machine(here, "poste-de-radiologie-2", "m", 1);
    eventually(() -> get(mine).body("total", equalTo(2)));
    get(mine + "&q= POSTE-de-radiologie-1 ").body("items.id", equalTo(List.of(first)));
    get(mine + "&q=poste-de-radiologie").body("total", equalTo(2));
    get(mine + "&q=poste-de-r_diologie-1").body("total", equalTo(0));
    get(mine + "&q=poste-de-radiologie-1%25").body("total", equalTo(0));
    get(mine + "&q=" + first.substring(0, 30)).body("items.id", equalTo(List.of(first)));
    get(mine + "&q= ").body("total", equalTo(2));
  }

  @Test
  void software_is_found_where_the_machine_is_and_was() {
    var there = new Finess(Invented.finess());
    var word = Invented.id();
    var pc = log.machine(here, "pc", word + " 1.0");
    var found = "&software=" + word;
    eventually(() -> get(mine + found).body("items.id", equalTo(List.of(pc))));
    var before = Instant.now();
    log.asset(pc, new AssetMoved(here, there, "lent"));
    var other = LIST + "?establishment=" + there;
    eventually(() -> get(other + found).body("items.id", equalTo(List.of(pc))));
    get(mine + found).body("items", hasSize(0)).body("total", equalTo(0));
    get(mine + found + "&asOf=" + before).body("items.id", equalTo(List.of(pc)));
    get(other + found + "&asOf=" + before).body("items", hasSize(0));
  }

  /** More than 64 are not looked through one by one: the answer is the same. */
  @Test
  void many_establishments_are_answered_as_few() {
    var word = Invented.id();
    var places = new ArrayList<String>();
    for (int i = 0; i < 70; i++) {
      var place = new Finess(Invented.finess());
      places.add(place.number());
      if (i % 10 == 0) {
        log.machine(place, word + " " + (70 - i), "Firefox 128.0");
      }
    }
    eventually(() -> assertThat(names(places, null, "Firefox", "name")).hasSize(7));
    var sorted = names(places, null, null, "name");
    assertThat(sorted).hasSize(7).isSorted();
    assertThat(names(places, null, null, "-name")).isEqualTo(sorted.reversed());
    for (var sort : List.of("name", "-name", "establishment", "-model", "software")) {
      var all = names(places, null, null, sort);
      assertThat(names(places, word, null, sort)).isEqualTo(all);
      assertThat(names(places, null, "Firefox", sort)).isEqualTo(all);
      assertThat(names(places.subList(0, 61), null, null, sort))
          .as("few are looked through one by one")
          .isEqualTo(all);
    }
  }

  private List<String> names(
      List<String> places, @Nullable String q, @Nullable String software, String sort) {
    var wanted = new Wanted(places, null, null, q, software, AsOf.now());
    return search
        .page(wanted, AssetOrder.asked(sort), null, 100)
        .await()
        .atMost(LONGEST)
        .machines()
        .stream()
        .map(row -> row.getString("name"))
        .toList();
  }

  /** Such a search is not sorted: the order's index is gone through. */
  @Test
  void what_finds_more_than_is_counted_comes_in_order_all_the_same() {
    try {
      write(
          """
          insert into asset_row (asset, establishment, kind, name, software_count, state, network,
              sort_name, search, recorded_from, recorded_to)
            select gen_random_uuid(), '%s', 'WORKSTATION', 'n' || n, n %% 7, 'IN_SERVICE', '',
              'n' || lpad(n::text, 5, '0'), 'n' || n || ' series', now(), '9999-12-31Z'
            from generate_series(1, 10050) n
          """
              .formatted(here));
      for (var list : List.of(mine, mine + "&q=series")) {
        get(list + "&limit=3")
            .body("total", equalTo(10_000))
            .body("totalIsExact", equalTo(false))
            .body("items.name", equalTo(List.of("n1", "n2", "n3")));
        get(list + "&limit=2&sort=-name").body("items.name", equalTo(List.of("n10050", "n10049")));
        get(list + "&limit=1&sort=-software").body("items.software", equalTo(List.of(6)));
      }
      get(mine + "&q=n1005").body("total", equalTo(2)).body("totalIsExact", equalTo(true));
    } finally {
      write("delete from asset_row where establishment = '%s'".formatted(here));
    }
  }

  private void write(String sql) {
    pool.query(sql).execute().await().atMost(LONGEST);
  }
}
