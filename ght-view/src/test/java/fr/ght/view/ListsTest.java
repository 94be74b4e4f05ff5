package fr.ght.view;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.contracts.InventoryFact.ApplicationDecommissioned;
import fr.ght.contracts.InventoryFact.ApplicationInstanceChanged;
import fr.ght.contracts.InventoryFact.ApplicationUsersChanged;
import fr.ght.contracts.InventoryFact.ApplicationVersionChanged;
import fr.ght.contracts.InventoryFact.AssetMerged;
import fr.ght.contracts.InventoryFact.AssetMoved;
import fr.ght.contracts.InventoryFact.AssetRetired;
import fr.ght.contracts.InventoryFact.AssetSeen;
import fr.ght.http.Problem;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines, matrix and timeline, as callers see them. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class ListsTest {
  private static final Instant DAY_1 = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2026-03-03T09:00:00Z");
  private static final Instant DAY_3 = Instant.parse("2026-03-04T09:00:00Z");

  private static final Instant DAY_4 = Instant.parse("2026-03-05T09:00:00Z");
  private static final Instant DAY_5 = Instant.parse("2026-03-06T09:00:00Z");
  private static final Instant DAY_6 = Instant.parse("2026-03-07T09:00:00Z");

  @Inject Feed feed;
  @Inject Pool pool;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String member = Invented.finess();

  @BeforeEach
  void a_group_of_two() {
    feed.give(
        told.at(DAY_1, Told.created(ght)),
        told.at(DAY_1, Told.joined(ght, member, "MEMBER", "2016-07-01")),
        told.at(DAY_1, Told.joined(ght, chu, "SUPPORT", "2016-07-01")),
        told.at(DAY_1, Told.support(ght, chu, "2016-07-01")));
  }

  @Test
  void machines_are_listed_by_name_and_filtered() {
    var b = machine(chu, "b-desk", "WORKSTATION");
    var a = machine(member, "A-Rack", "SERVER");
    feed.give(
        told.at(DAY_2, Told.system(b, chu, DAY_2)),
        told.at(DAY_2, Told.software(b, chu, 7, DAY_2)),
        told.at(DAY_3, new AssetRetired(b, chu, LocalDate.parse("2026-03-04"), "scrapped")));

    assets("")
        .body("items.id", contains(a, b))
        .body("total", equalTo(2))
        .body("totalIsExact", equalTo(true))
        .body("next", nullValue())
        .body("items[1].establishment", equalTo(chu))
        .body("items[1].operatingSystem", equalTo("Windows 11"))
        .body("items[1].osVersion", equalTo("23H2"))
        .body("items[1].softwareCount", equalTo(7))
        .body("items[1].state", equalTo("RETIRED"))
        .body("items[1].seenAt", equalTo(DAY_2.toString()));
    assets("?asOf=2026-03-03")
        .body("items[1].state", equalTo("IN_SERVICE"))
        .body("items[1].seenAt", nullValue());
    assets("?asOf=2026-03-02").body("items[1].operatingSystem", nullValue());
    assets("?q=EVOLUE").body("total", equalTo(2));
    assets("?q=windows").body("items.id", contains(b));
    assets("?q=nothing_like_it").body("total", equalTo(0));
    assets("?kind=SERVER").body("items.id", contains(a));
    assets("?state=RETIRED").body("items.id", contains(b));
    assets("?establishment=" + member).body("items.id", contains(a)).body("total", equalTo(1));
  }

  @Test
  void machines_are_paged_by_cursor_across_establishments() {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      expected.add(machine(i % 2 == 0 ? chu : member, "pc-" + i, "WORKSTATION"));
    }
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      var page = assets("?limit=3" + (cursor == null ? "" : "&cursor=" + cursor)).extract();
      seen.addAll(page.path("items.id"));
      cursor = page.path("next");
    } while (cursor != null);

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void what_is_searched_is_paged_as_all_is() {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      expected.add(machine(i % 2 == 0 ? chu : member, "desk-" + i, "WORKSTATION"));
      machine(chu, "rack-" + i, "SERVER");
    }
    var pages = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = assets("?q=DESK&limit=3" + cursor).body("total", equalTo(7)).extract();
      pages.addAll(page.path("items.id"));
      String next = page.path("next");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertThat(pages).isEqualTo(expected);
    assets("?q=desk&kind=SERVER").body("total", equalTo(0)).body("items", hasSize(0));
  }

  /** Such a search is not sorted: the order's index is gone through. */
  @Test
  void what_finds_more_than_is_counted_comes_in_order_all_the_same() {
    try {
      write(
          """
          insert into machine_row (asset, establishment, kind, name, software_count, state,
              sort_name, search, recorded_from, recorded_to)
            select gen_random_uuid(), '%s', 'WORKSTATION', 'n' || n, 0, 'IN_SERVICE',
              'n' || lpad(n::text, 5, '0'), 'n' || n || ' series', now(), '9999-12-31Z'
            from generate_series(1, 10050) n
          """
              .formatted(member));
      for (var list : List.of("?limit=2", "?limit=2&q=series")) {
        String next =
            assets(list)
                .body("total", equalTo(10_000))
                .body("totalIsExact", equalTo(false))
                .body("items.name", contains("n1", "n2"))
                .extract()
                .path("next");
        assets(list + "&cursor=" + next).body("items.name", contains("n3", "n4"));
      }
      assets("?q=n1005").body("total", equalTo(2)).body("totalIsExact", equalTo(true));
    } finally {
      write("delete from machine_row where establishment = '%s'".formatted(member));
    }
  }

  private void write(String sql) {
    pool.query(sql).execute().await().atMost(Duration.ofSeconds(20));
  }

  @Test
  void the_matrix_shows_members_and_what_is_not_decommissioned() {
    var gone = "old-" + Invented.id();
    feed.give(
        told.at(DAY_2, Told.declared("lab-" + ght, chu, "laboratory", "GLIMS", "10.2")),
        told.at(DAY_2, Told.declared("bill-" + ght, member, "billing", "Facturo", null)),
        told.at(DAY_2, Told.declared(gone, member, "laboratory", "Old lab", "1")));
    feed.give(
        told.at(DAY_3, new ApplicationVersionChanged("lab-" + ght, chu, "10.3")),
        told.at(DAY_3, new ApplicationDecommissioned(gone, member)));

    get("/matrix")
        .body("establishments.finess", contains(chu, member))
        .body("functions.code", contains("billing", "laboratory"))
        .body("functions[1].cells", hasSize(1))
        .body("functions[1].cells[0].establishment", equalTo(chu))
        .body("functions[1].cells[0].product", equalTo("GLIMS"))
        .body("functions[1].cells[0].version", equalTo("10.3"))
        .body("functions[1].cells[0].state", equalTo("IN_PRODUCTION"));
    get("/matrix?asOf=2026-03-03").body("functions[1].cells", hasSize(2));
    get("/matrix?asOf=2026-03-02").body("functions", hasSize(0));
    get("/establishments/" + member)
        .body("applications.id", contains("bill-" + ght))
        .body("applications[0].version", nullValue());
  }

  @Test
  void the_matrix_tells_how_many_establishments_share_an_instance() {
    var lab = "lab-" + ght;
    feed.give(
        told.at(DAY_2, Told.declared(lab, chu, "laboratory", "GLIMS", "10")),
        told.at(DAY_2, Told.declared(lab + "-2", member, "laboratory", "GLIMS", "10")),
        told.at(DAY_2, Told.declared("bill-" + ght, member, "billing", "Facturo", null)));
    feed.give(
        told.at(DAY_3, new ApplicationInstanceChanged(lab, chu, "prod")),
        told.at(DAY_3, new ApplicationInstanceChanged("bill-" + ght, member, "prod")));
    get("/matrix")
        .body("functions[0].cells[0].instance", equalTo("prod"))
        .body("functions[0].cells[0].sharedBy", equalTo(1))
        .body("functions[1].cells.find { it.establishment == '" + chu + "' }.sharedBy", equalTo(1))
        .body(
            "functions[1].cells.find { it.establishment == '" + member + "' }.instance",
            nullValue())
        .body(
            "functions[1].cells.find { it.establishment == '" + member + "' }.sharedBy",
            equalTo(0));
    feed.give(told.at(DAY_4, new ApplicationInstanceChanged(lab + "-2", member, "prod")));
    get("/matrix").body("functions[1].cells.sharedBy", contains(2, 2));
    get("/matrix?asOf=2026-03-04").body("functions[1].cells.sharedBy.sort()", contains(0, 1));
    given()
        .header("Accept", "text/html")
        .get("/ghts/" + ght)
        .then()
        .statusCode(200)
        .body(containsString("instance\u00a0prod, partagée par 2\u00a0établissements"));
  }

  @Test
  void the_timeline_tells_the_latest_first_and_names_nobody() {
    var id = machine(chu, "pc", "WORKSTATION");
    feed.give(
        told.at(DAY_3, new AssetSeen(id, chu, DAY_3)),
        told.at(DAY_3, new AssetMoved(id, chu, member, "Mme Invented said so")));

    get("/timeline?asOf=2026-03-04")
        .body("items[0].type", equalTo("fr.ght.inventory.asset-moved"))
        .body("items[0].details.to", equalTo(member))
        .body("items[0].subject", equalTo("asset/" + id))
        .body("items[0].role", equalTo("dsi"))
        .body("items.findAll { it.type.contains('moved') }", hasSize(1))
        .body("items.findAll { it.type.contains('seen') }", hasSize(0))
        .body("total", equalTo(7))
        .body("items[6].recordedAt", equalTo(DAY_1.toString()));
    given()
        .get("/api/view/ghts/" + ght + "/timeline")
        .then()
        .body(not(containsString("Mme Invented")));
    get("/timeline?asOf=2026-03-01&establishment=" + chu).statusCode(404);
    get("/timeline?establishment=" + member)
        .body("total", equalTo(2))
        .body("items.establishment.unique()", contains(member))
        .body("items[0].establishmentName", equalTo("CH " + member));
    String next = get("/timeline?limit=5").body("items", hasSize(5)).extract().path("next");
    get("/timeline?limit=5&cursor=" + next).body("items", hasSize(2)).body("next", nullValue());
  }

  @Test
  void the_timeline_names_the_application_and_the_machine_as_they_were_called_then() {
    var id = machine(chu, "pc-accueil", "WORKSTATION");
    var lab = "lab-" + ght;
    feed.give(
        told.at(DAY_2, Told.declared(lab, chu, "laboratory", "GLIMS", "10.2")),
        told.at(DAY_2, Told.software(id, chu, 7, DAY_2)));
    feed.give(
        told.at(DAY_3, new ApplicationVersionChanged(lab, chu, "10.3")),
        told.at(DAY_3, new ApplicationUsersChanged(lab, chu, 40)));
    feed.give(told.at(DAY_4, Told.hardware(id, chu, "WORKSTATION", "pc-bloc", DAY_4)));
    feed.give(
        told.at(DAY_5, Told.software(id, chu, 8, DAY_5)),
        told.at(DAY_5, new ApplicationDecommissioned(lab, chu)));
    feed.give(told.at(DAY_6, new AssetMerged(id, chu, Invented.id())));

    get("/timeline?establishment=" + chu)
        .body(detail("application-version-changed", "product"), contains("GLIMS"))
        .body(detail("application-version-changed", "version"), contains("10.3"))
        .body(detail("application-users-changed", "product"), contains("GLIMS"))
        .body(detail("application-decommissioned", "product"), contains("GLIMS"))
        .body(detail("asset-software-changed", "name"), contains("pc-bloc", "pc-accueil"))
        .body(detail("asset-merged", "name"), contains("pc-bloc"))
        .body(detail("establishment-joined-ght", "product"), contains(nullValue()));
  }

  private static String detail(String type, String name) {
    return "items.findAll { it.type == 'fr.ght.inventory.%s' }.details.%s".formatted(type, name);
  }

  @Test
  void what_happened_before_an_establishment_joined_is_not_told() {
    var late = Invented.finess();
    var id = Invented.id();
    feed.give(told.at(DAY_1, Told.discovered(id, late, "SERVER", DAY_1)));
    feed.give(told.at(DAY_2, Told.joined(ght, late, "MEMBER", "2026-03-03")));
    feed.give(told.at(DAY_3, Told.system(id, late, DAY_3)));

    get("/timeline?establishment=" + late)
        .body(
            "items.type",
            contains(
                "fr.ght.inventory.asset-operating-system-changed",
                "fr.ght.inventory.establishment-joined-ght"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?asOf=%00 asOf",
        "/assets?q=%00 q",
        "/assets?establishment=a%00 establishment",
        "/timeline?establishment=%07 establishment",
        "/timeline?cursor=%00 cursor",
        "/matrix?on=%00 on",
        "/establishments/a%00b finess",
        "%00 ght",
        "%00/stream ght"
      })
  void a_control_character_in_an_address_never_gets_further(String addressAndField) {
    var words = addressAndField.split(" ", 2);
    given()
        .urlEncodingEnabled(false)
        .get("/api/view/ghts/" + ght + words[0])
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("CONTROL_CHARACTER"))
        .body("errors[0].field", equalTo(words[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/assets",
        "/contracts",
        "/skills",
        "/timeline",
        "/matrix",
        "/digest",
        "/stream"
      })
  void the_view_is_only_read(String rest) {
    given()
        .delete("/api/view/ghts/" + ght + rest)
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD, OPTIONS")
        .contentType(Problem.MEDIA_TYPE);
  }

  private String machine(String finess, String name, String kind) {
    var asset = Invented.id();
    feed.give(
        told.at(DAY_1, Told.discovered(asset, finess, kind, DAY_1)),
        told.at(DAY_1, Told.hardware(asset, finess, kind, name, DAY_1)));
    return asset;
  }

  private ValidatableResponse assets(String question) {
    return get("/assets" + question).statusCode(200);
  }

  private ValidatableResponse get(String rest) {
    return given().get("/api/view/ghts/" + ght + rest).then();
  }
}
