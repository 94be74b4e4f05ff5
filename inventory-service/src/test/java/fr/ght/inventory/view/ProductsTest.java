package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.eventsourcing.EventStore;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ProductsTest {
  private static final String PRODUCTS = "/api/inventory/products";
  private static final Software FIREFOX =
      new Software("Mozilla Firefox (x64 fr)", "128.0", "Mozilla", "x86_64");
  private static final Software FIREFOX_32 =
      new Software("Mozilla Firefox 128.0 (x86 fr)", "128.0", "Mozilla Corporation", "i586");
  private static final Software FIREFOX_NEXT =
      new Software("Mozilla Firefox (x64 fr)", "129.0", "Mozilla", "x86_64");
  private static final Software GARDE =
      new Software("Gestion des gardes 2.1.0 (x64)", "2.1.0", null, null);
  private static final Software UPDATE =
      new Software("Security Update (KB5034441)", null, "Microsoft Corporation", null);

  private final String ght = Invented.ght();
  private final Finess here = new Finess(Invented.finess());
  private final Finess there = new Finess(Invented.finess());
  private final Logbook log;

  @Inject
  ProductsTest(EventStore store) {
    this.log = new Logbook(store);
  }

  @BeforeEach
  void a_group() {
    Api.group(ght);
    member(ght, here.number(), "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, there.number(), "MEMBER", "2016-07-01").statusCode(200);
  }

  private String at(String path) {
    return PRODUCTS + path + (path.contains("?") ? "&" : "?") + "ght=" + ght;
  }

  private String machine(Finess establishment, Software... software) {
    var asset = UUID.randomUUID().toString();
    log.asset(
        asset,
        new AssetDiscovered(establishment, AssetKind.WORKSTATION, "pc", Logbook.NOON),
        changed(establishment, List.of(software), List.of()));
    return asset;
  }

  private static AssetSoftwareChanged changed(
      Finess establishment, List<Software> added, List<Software> removed) {
    return new AssetSoftwareChanged(
        establishment, added, removed, added.size(), false, Logbook.NOON);
  }

  @Test
  void a_product_counts_the_machines_of_each_establishment_by_version() {
    machine(here, FIREFOX, GARDE);
    machine(here, FIREFOX_NEXT);
    machine(there, FIREFOX, FIREFOX_32, UPDATE);

    eventually(() -> get(at("/mozilla.firefox")).body("installations", equalTo(3)));
    get(at("/mozilla.firefox"))
        .body("state", equalTo("RECOGNISED"))
        .body("name", equalTo("Mozilla Firefox"))
        .body("cpe", equalTo("cpe:2.3:a:mozilla:firefox:*:*:*:*:*:*:*:*"))
        .body("versions.version", contains("128.0", "129.0"))
        .body("versions.machines", contains(2, 1))
        .body("versions[0].establishments", hasSize(2))
        .body(
            "names.find { it.name == 'Mozilla Firefox (x64 fr)' }.because",
            equalTo("architecture-and-language-in-brackets, firefox"));
    get(at("/mozilla.firefox?establishment=" + there)).body("installations", equalTo(1));
    get(at("")).body("items.code", contains("mozilla.firefox")).body("total", equalTo(1));
  }

  @Test
  void what_a_machine_no_longer_has_is_no_longer_counted() {
    var asset = machine(here, FIREFOX);
    var moved = machine(here, FIREFOX);
    var retired = machine(here, FIREFOX);
    var merged = machine(here, FIREFOX);
    eventually(() -> get(at("/mozilla.firefox")).body("installations", equalTo(4)));
    var before = Instant.now();

    log.asset(asset, changed(here, List.of(FIREFOX_NEXT), List.of(FIREFOX)));
    log.asset(moved, new AssetMoved(here, there, "sold"));
    log.asset(retired, new AssetRetired(here, LocalDate.parse("2026-11-23"), "scrapped"));
    log.asset(merged, new AssetMerged(here, new AssetId(UUID.fromString(asset))));

    eventually(() ->
        get(at("/mozilla.firefox"))
            .body("versions.version", contains("128.0", "129.0"))
            .body("versions[0].establishments.establishment", contains(there.number()))
            .body("versions[1].establishments.establishment", contains(here.number()))
            .body("installations", equalTo(2)));
    get(at("/mozilla.firefox?asOf=" + before))
        .body("versions.machines", contains(4))
        .body("versions.version", contains("128.0"));
    log.asset(retired, new AssetReturned(here, Logbook.NOON));
    eventually(() -> get(at("/mozilla.firefox")).body("installations", equalTo(3)));
  }

  @Test
  void an_unknown_name_waits_with_a_suggestion_until_an_alias_resolves_it() {
    put(at("/invented.gardes"), "{\"name\":\"Gestion de gardes\",\"publisher\":\"Invented\"}")
        .statusCode(201);
    machine(here, GARDE);
    machine(there, GARDE);
    machine(there, new Software("Gestion des gardes 3.0.0", "3.0.0", null, null));

    eventually(() -> get(at("/unknown")).body("items[0].installations", equalTo(3)));
    get(at("/unknown"))
        .body("items", hasSize(1))
        .body("items[0].name", equalTo("Gestion des gardes"))
        .body("items[0].publisher", nullValue())
        .body("items[0].suggestion.code", equalTo("invented.gardes"));
    var before = Instant.now();
    post(at("/invented.gardes/aliases"), "{\"name\":\"Gestion des gardes\"}").statusCode(200);

    eventually(() -> get(at("/unknown")).body("items", hasSize(0)));
    get(at("/invented.gardes"))
        .body("installations", equalTo(3))
        .body("versions.version", contains("2.1.0", "3.0.0"))
        .body("aliases.key", contains(".gestion-des-gardes"));
    get(at("/unknown?asOf=" + before)).body("items[0].installations", equalTo(3));
    get(at("/invented.gardes?asOf=" + before)).body("installations", equalTo(0));

    machine(here, new Software("Gestion des gardes 4.0.0", "4.0.0", null, null));
    eventually(() -> get(at("/invented.gardes")).body("installations", equalTo(4)));
    delete(at("/invented.gardes/aliases/.gestion-des-gardes?reason=wrong")).statusCode(204);
    eventually(() -> get(at("/unknown")).body("items[0].installations", equalTo(4)));
    get(at("/invented.gardes")).body("installations", equalTo(0));
  }

  @Test
  void other_rules_name_what_is_there_anew_and_leave_the_past_as_it_was() {
    machine(here, FIREFOX, GARDE);
    eventually(() -> get(at("/mozilla.firefox")).body("installations", equalTo(1)));
    var before = Instant.now();
    put(
            at("/rules"),
            """
            {"reason":"ours","rules":{"legalForms":[],"noPublishers":[],"publishers":[],"cleanings":[],
             "rules":[{"id":"gardes","whenName":"gestion des gardes.*","product":"Gardes","publisher":"Invented"}]}}\
            """)
        .statusCode(201);

    eventually(() -> get(at("/invented.gardes")).body("installations", equalTo(1)));
    get(at("/mozilla.firefox")).statusCode(404);
    get(at("/unknown")).body("items.name", contains("Mozilla Firefox (x64 fr)"));
    get(at("/mozilla.firefox?asOf=" + before)).body("installations", equalTo(1));
    get(at("/unknown?asOf=" + before)).body("items.name", contains("Gestion des gardes"));
    get(at("/invented.gardes?asOf=" + before)).statusCode(404);
  }

  @Test
  void a_merged_product_s_machines_count_for_the_one_that_goes_on() {
    machine(here, FIREFOX);
    put(at("/mozilla.firefox"), "{\"name\":\"Firefox\",\"publisher\":\"Mozilla\"}").statusCode(201);
    put(at("/mozilla.browser"), "{\"name\":\"Browser\",\"publisher\":\"Mozilla\"}").statusCode(201);
    eventually(() ->
        get(at("/mozilla.firefox"))
            .body("installations", equalTo(1))
            .body("state", equalTo("CATALOGUED"))
            .body("endoflife", equalTo("firefox")));
    post(
            at("/mozilla.firefox/merges"),
            "{\"into\":\"mozilla.browser\",\"reason\":\"the same here\"}")
        .statusCode(200);

    eventually(() -> get(at("/mozilla.browser")).body("installations", equalTo(1)));
    get(at("/mozilla.firefox"))
        .body("installations", equalTo(0))
        .body("mergedInto", equalTo("mozilla.browser"));
    machine(there, FIREFOX_NEXT);
    eventually(() -> get(at("/mozilla.browser")).body("installations", equalTo(2)));
  }

  @Test
  void machines_that_were_there_before_their_establishment_joined_count_from_then_on() {
    var newcomer = new Finess(Invented.finess());
    machine(newcomer, FIREFOX, GARDE);
    member(ght, newcomer.number(), "MEMBER", "2020-01-01").statusCode(200);

    eventually(() -> get(at("/mozilla.firefox")).body("installations", equalTo(1)));
    get(at("/unknown")).body("items[0].installations", equalTo(1));
  }

  @Test
  void lists_are_sorted_and_paged() {
    for (int i = 0; i < 3; i++) {
      var name = "Suite " + (char) ('C' - i);
      for (int n = 0; n <= i; n++) {
        machine(here, new Software(name, "1", "Invented", null));
      }
    }
    eventually(() ->
        get(at("?sort=-installations"))
            .body("items.name", contains("Suite A", "Suite B", "Suite C"))
            .body("items.installations", contains(3, 2, 1)));
    String next =
        get(at("?limit=2"))
            .body("items.name", contains("Suite A", "Suite B"))
            .body("total", equalTo(3))
            .body("next", notNullValue())
            .extract()
            .path("next");
    get(at("?limit=2&cursor=" + next))
        .body("items.name", contains("Suite C"))
        .body("next", nullValue());
    String fewer = get(at("?limit=1&sort=-installations")).extract().path("next");
    get(at("?limit=1&sort=-installations&cursor=" + fewer)).body("items.name", contains("Suite B"));
    get(at("?q=suite b")).body("items.name", contains("Suite B"));
    get(at("?sort=size")).statusCode(400).body("errors[0].field", equalTo("sort"));
    get(at("?state=LOST")).statusCode(400).body("errors[0].field", equalTo("state"));
    get(at("?cursor=forged!")).statusCode(400).body("errors[0].field", equalTo("cursor"));
    get(at("?sort=-installations&cursor=" + next)).statusCode(400);
  }

  @Test
  void another_group_s_catalogue_is_not_there() {
    machine(here, FIREFOX);
    eventually(() -> get(at("/mozilla.firefox")).body("installations", equalTo(1)));
    var elsewhere = Invented.ght();
    Api.group(elsewhere);
    var stranger = AllRights.token("stranger", "dsi", Invented.finess(), elsewhere);
    for (var path : List.of("", "/mozilla.firefox", "/unknown", "/end-of-support", "/rules")) {
      given().header("Authorization", "Bearer " + stranger).get(at(path)).then().statusCode(404);
    }
    given()
        .header("Authorization", "Bearer " + stranger)
        .get(PRODUCTS)
        .then()
        .statusCode(200)
        .body("total", equalTo(0));
  }

  @Test
  void the_calendar_tells_when_what_is_installed_is_supported_no_more() {
    machine(here, FIREFOX);
    machine(here, FIREFOX_NEXT);
    machine(there, new Software("LibreOffice 7.5.9.2", "7.5.9.2", null, null));
    post(
            at("/lifecycle/import"),
            """
            {"result":{"name":"firefox","label":"Firefox","releases":[
              {"name":"129","eolFrom":"2030-01-01"},
              {"name":"128","eolFrom":"2025-09-16","eoesFrom":"2026-03-01"}]}}\
            """)
        .statusCode(200);

    eventually(() -> get(at("/end-of-support")).body("total", equalTo(3)));
    eventually(() ->
        get(at("/end-of-support?on=2026-01-01"))
            .body("items.release", contains("128", "129", null))
            .body("items.support", contains("EXTENDED_ONLY", "SUPPORTED", "UNKNOWN"))
            .body("items.installations", contains(1, 1, 1)));
    get(at("/end-of-support?on=2026-03-01")).body("items[0].support", equalTo("ENDED"));
    get(at("/end-of-support?on=2025-09-15")).body("items[0].support", equalTo("SUPPORTED"));
    get(at("/end-of-support?from=2026-01-01&until=2030-01-01"))
        .body("items.release", contains("129"));
    String next = get(at("/end-of-support?limit=1")).extract().path("next");
    get(at("/end-of-support?limit=1&cursor=" + next)).body("items.release", contains("129"));
    get(at("/end-of-support?from=soon")).statusCode(400).body("errors[0].field", equalTo("from"));
  }
}
