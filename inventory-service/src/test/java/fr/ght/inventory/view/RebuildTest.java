package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a view holds can be thrown away: the log gives it back, row for row. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class RebuildTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Pool pool;
  private final Logbook log;

  @Inject
  RebuildTest(Pool pool, EventStore store) {
    this.pool = pool;
    this.log = new Logbook(store);
  }

  @Test
  void machines_and_their_software_come_back() {
    var here = new Finess(Invented.finess());
    var pc = log.machine(here, "pc", "Firefox 128.0", "7-Zip 24.08");
    log.asset(pc, Logbook.installed(here, List.of("Firefox 129.0"), List.of("Firefox 128.0"), 2));
    var list = "/api/inventory/assets?software=firefox 129&establishment=" + here;
    eventually(() -> get(list).body("items.id", equalTo(List.of(pc))));
    comesBack("inventory-assets", "asset_row", "asset_software_row", "asset_seen");
    get(list).body("items.id", equalTo(List.of(pc)));
  }

  @Test
  void a_row_damaged_by_hand_is_healed() {
    var here = new Finess(Invented.finess());
    log.machine(here, "true-name");
    var list = "/api/inventory/assets?establishment=" + here;
    eventually(() -> get(list).body("items.name", equalTo(List.of("true-name"))));
    pool.query("update asset_row set name = 'false' where establishment = '" + here + "'")
        .execute()
        .await()
        .atMost(LONGEST);
    get(list).body("items.name", equalTo(List.of("false")));
    rebuild("inventory-assets");
    get(list).body("items.name", equalTo(List.of("true-name")));
    get("/ops/views/inventory-assets/rebuild")
        .body("same", equalTo(false))
        .body("onlyBefore", equalTo(1))
        .body("onlyAfter", equalTo(1));
  }

  @Test
  void memberships_come_back() {
    var ght = Invented.ght();
    Api.group(ght);
    member(ght, Invented.finess(), "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, Invented.finess(), "SUPPORT", "2018-01-01").statusCode(200);
    eventually(() ->
        get("/api/inventory/memberships?ght=" + ght + "&role=SUPPORT").body("total", equalTo(1)));
    comesBack("inventory-memberships", "membership_row", "ght_row");
  }

  @Test
  void contracts_and_their_entitlements_come_back() {
    var random = new Random(5);
    for (int i = 0; i < 20; i++) {
      log.append(
          new StreamId("contract", "contract-" + Invented.id()),
          InventoryEventTypes.CONTRACTS,
          Contracts.life(random));
    }
    comesBack("inventory-contracts", "contract_row", "entitlement_row");
  }

  @Test
  void applications_come_back() {
    var id = Invented.id();
    put(
            "/api/inventory/applications/" + id,
            """
            {"establishment":"%s","function":"laboratory","product":"GLIMS","state":"PLANNED",
             "instance":"shared","needs":{"availability":4,"rto":"PT4H"},
             "hosting":{"kind":"CERTIFIED_HOST","host":"Hébergeur inventé","certificate":
               {"number":"HDS-1","validFrom":"2025-02-01","validUntil":"2028-01-31"}}}
            """
                .formatted(Api.establishment()))
        .statusCode(201);
    eventually(() ->
        get("/api/inventory/applications?q=" + id)
            .body("items.instance", equalTo(List.of("shared"))));
    comesBack("inventory-applications", "application_row");
  }

  @Test
  void skills_come_back() {
    var finess = Api.establishment();
    put(
            "/api/inventory/skills/" + finess + "/GLIMS",
            "{\"level\":\"EXPERT\",\"people\":2,\"until\":\"2027-06-30\"}")
        .statusCode(201);
    eventually(
        () -> get("/api/inventory/skills?establishment=" + finess).body("total", equalTo(1)));
    comesBack("inventory-skills", "skill_row");
  }

  @Test
  void products_and_their_counts_come_back() {
    var ght = Invented.ght();
    var here = new Finess(Invented.finess());
    Api.group(ght);
    member(ght, here.number(), "SUPPORT", "2016-07-01").statusCode(200);
    var pc = log.machine(here, "pc", "7-Zip 23.01", "Gestion des gardes 2.1.0");
    log.asset(pc, Logbook.installed(here, List.of("7-Zip 24.08"), List.of("7-Zip 23.01"), 2));
    var products = "/api/inventory/products";
    put(
            products + "/invented.gardes?ght=" + ght,
            "{\"name\":\"Gardes\",\"publisher\":\"Invented\"}")
        .statusCode(201);
    post(products + "/invented.gardes/aliases?ght=" + ght, "{\"name\":\"Gestion des gardes\"}")
        .statusCode(200);
    var detail = products + "/invented.gardes?ght=" + ght;
    eventually(() -> get(detail).body("installations", equalTo(1)));
    comesBack(
        "inventory-products",
        "product_row",
        "product_alias_row",
        "software_product_row",
        "product_machine",
        "(select * from product_count where machines <> 0)",
        "(select * from product_count_delta where delta <> 0)");
    get(detail).body("installations", equalTo(1));
  }

  private void comesBack(String view, String... tables) {
    caughtUp(view);
    var before = rows(tables);
    assertThat(before).isNotEmpty();
    rebuild(view);
    assertThat(rows(tables)).isEqualTo(before);
  }

  private static void rebuild(String view) {
    post("/ops/views/" + view + "/rebuild", "").statusCode(202);
    eventually(() ->
        get("/ops/views/" + view + "/rebuild")
            .body("state", equalTo("LIVE"))
            .body("digestAfter", notNullValue()));
  }

  @Test
  void what_cannot_be_asked_of_versions_is_a_problem_that_says_why() {
    post("/ops/views/nonsense/rebuild", "").statusCode(404);
    post("/ops/views/inventory-incidents/rebuild?hold=perhaps", "")
        .statusCode(400)
        .body("errors[0].field", equalTo("hold"));
    post("/ops/views/inventory-incidents/rebuild?hald=true", "").statusCode(400);
    get("/ops/views/inventory-nothing/rebuild").statusCode(404);
    post("/ops/views/inventory-incidents/versions/x/live", "").statusCode(400);
    post("/ops/views/inventory-incidents/versions/99/live", "").statusCode(404);
    rebuild("inventory-incidents");
    int live = get("/ops/views/inventory-incidents/rebuild").extract().path("version");
    post("/ops/views/inventory-incidents/versions/" + live + "/live", "")
        .statusCode(409)
        .body("code", equalTo("IS_LIVE"));
    delete("/ops/views/inventory-incidents/versions/" + live).statusCode(409);
    delete("/ops/views/inventory-incidents/versions/1").statusCode(204);
    delete("/ops/views/inventory-incidents/versions/1").statusCode(404);
  }

  private static ValidatableResponse delete(String address) {
    return given().delete(address).then();
  }

  /** It holds all that was recorded until now. */
  private static void caughtUp(String view) {
    var now = Instant.now();
    eventually(() -> {
      String completeUpTo =
          get("/ops/views").extract().path("find { it.view == '" + view + "' }.completeUpTo");
      assertThat(completeUpTo).isNotNull();
      assertThat(Instant.parse(completeUpTo)).isAfterOrEqualTo(now);
    });
  }

  private List<String> rows(String... tables) {
    var all = new ArrayList<String>();
    for (var table : tables) {
      pool.query("select to_json(t)::text as row from " + table + " t")
          .execute()
          .await()
          .atMost(LONGEST)
          .forEach(row -> all.add(row.getString("row")));
    }
    return all.stream().sorted().toList();
  }
}
