package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.eventsourcing.EventStore;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent.AssetDiscovered;
import fr.ght.inventory.domain.asset.AssetEvent.AssetRetired;
import fr.ght.inventory.domain.asset.AssetEvent.AssetSoftwareChanged;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
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

/** On whom a group's software depends. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class PublishersTest {
  private static final Software FIREFOX = of("Mozilla Firefox (x64 fr)", "128.0", "Mozilla");
  private static final Software FIREFOX_NEXT =
      of("Mozilla Firefox (x64 fr)", "129.0", "Mozilla Corporation");
  private static final Software THUNDERBIRD =
      of("Mozilla Thunderbird (x64 fr)", "128.0", "Mozilla");
  private static final Software ZIP = of("7-Zip 24.08 (x64)", "24.08", "Igor Pavlov");
  private static final Software GARDE = of("Gestion des gardes 2.1.0", "2.1.0", null);
  private static final Software ASTREINTE = of("Gestion des astreintes 1.0.0", "1.0.0", null);

  private final String ght = Invented.ght();
  private final Finess here = new Finess(Invented.finess());
  private final Finess there = new Finess(Invented.finess());
  private final Logbook log;

  @Inject
  PublishersTest(EventStore store) {
    this.log = new Logbook(store);
  }

  private static Software of(
      String name, String version, @org.jspecify.annotations.Nullable String publisher) {
    return new Software(name, version, publisher, "x86_64");
  }

  @BeforeEach
  void a_group() {
    Api.group(ght);
    member(ght, here.number(), "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, there.number(), "MEMBER", "2016-07-01").statusCode(200);
  }

  private String at(String parameters) {
    return "/api/inventory/products/publishers?ght=" + ght + parameters;
  }

  private String machine(Finess establishment, Software... software) {
    var asset = UUID.randomUUID().toString();
    log.asset(
        asset,
        new AssetDiscovered(establishment, AssetKind.WORKSTATION, "pc", Logbook.NOON),
        new AssetSoftwareChanged(
            establishment, List.of(software), List.of(), software.length, false, Logbook.NOON));
    return asset;
  }

  /** Mozilla three times, Igor Pavlov once; two products that nobody knows the publisher of. */
  private String park() {
    machine(here, FIREFOX, THUNDERBIRD, GARDE);
    machine(there, FIREFOX_NEXT, ZIP, ASTREINTE);
    var last = machine(there, GARDE);
    eventually(
        () -> get(at("")).body("items", hasSize(2)).body("unknown.installations", equalTo(3)));
    return last;
  }

  @Test
  void line_26_the_concentration_on_one_publisher_is_of_what_is_known_and_the_unknown_is_nobodys() {
    park();
    get(at(""))
        .statusCode(200)
        .body("by", equalTo("INSTALLATIONS"))
        .body("items.publisher", contains("Mozilla", "Igor Pavlov"))
        .body("items.products", contains(2, 1))
        .body("items.installations", contains(3, 1))
        .body("items.establishments", contains(2, 1))
        .body("items.share", contains(0.75f, 0.25f))
        .body("items[0].machines", nullValue())
        .body("concentration.publishers", equalTo(2))
        .body("concentration.hhi", equalTo(0.625f))
        .body("concentration.effectivePublishers", equalTo(1.6f))
        .body("concentration.largestShare", equalTo(0.75f))
        .body("unknown.products", equalTo(2))
        .body("unknown.shareOfAll", equalTo(0.4286f));
  }

  @Test
  void by_machines_a_machine_counts_once_for_a_publisher() {
    var last = park();
    get(at("&by=MACHINES"))
        .body("items.machines", contains(2, 1))
        .body("items.share", contains(0.6667f, 0.3333f))
        .body("unknown.machines", equalTo(3));
    log.asset(last, new AssetRetired(there, LocalDate.parse("2026-11-23"), "scrapped"));
    eventually(() -> get(at("&by=MACHINES")).body("unknown.machines", equalTo(2)));
    get(at("&by=MACHINES&asOf=" + Instant.now()))
        .statusCode(400)
        .body("errors[0].field", equalTo("by"));
  }

  @Test
  void of_one_establishment_and_of_an_earlier_instant() {
    var before = Instant.now();
    park();
    get(at("&establishment=" + there))
        .body("items.publisher", contains("Igor Pavlov", "Mozilla"))
        .body("concentration.hhi", equalTo(0.5f));
    get(at("&asOf=" + before)).body("items", hasSize(0));
    get(at("&asOf=" + Instant.now().plusSeconds(1))).body("items.installations", contains(3, 1));
  }

  private String segments(String parameters) {
    return "/api/inventory/products/segments?ght=" + ght + parameters;
  }

  @Test
  void line_26_each_segment_is_shown_and_what_is_unclassified_beside_them() {
    park();
    get(segments(""))
        .statusCode(200)
        .body("items.find { it.segment == 'browsers' }.installations", equalTo(2))
        .body("items.find { it.segment == 'collaboration' }.products", equalTo(1))
        .body("items.find { it.segment == 'office' }.concentration.hhi", equalTo(1.0f))
        .body("items.find { it.segment == 'UNCLASSIFIED' }.products", equalTo(2))
        .body("items.find { it.segment == 'UNCLASSIFIED' }.ofUnknownPublishers", equalTo(3))
        .body("items.find { it.segment == 'UNCLASSIFIED' }.concentration.hhi", nullValue());
    get(at("&segment=browsers")).body("items.publisher", contains("Mozilla"));
    get(at("&segment=UNCLASSIFIED")).body("items", hasSize(0)).body("unknown.products", equalTo(2));
    get("/api/inventory/products?segment=office&ght=" + ght)
        .body("items.code", contains("igor-pavlov.7-zip"))
        .body("items[0].segment", equalTo("office"));
    get(at("&segment=No such")).statusCode(400).body("errors[0].field", equalTo("segment"));
    assertThat(get(segments("&format=csv")).extract().asString())
        .contains(
            "Segment;Produits;Installations;",
            "navigateurs;1;2;1;1,0000;1,0000;0",
            "non classé;2;3;0;;;3");
  }

  @Test
  void a_group_divides_the_market_by_rules_of_its_own() {
    park();
    var before = Instant.now();
    var rules = get("/api/inventory/products/rules?ght=" + ght).extract().jsonPath();
    var own = new java.util.LinkedHashMap<String, Object>(rules.getMap("rules"));
    own.put("segments", List.of(java.util.Map.of("segment", "essai", "whenPublisher", "mozilla")));
    io.restassured.RestAssured.given()
        .contentType(io.restassured.http.ContentType.JSON)
        .body(java.util.Map.of("rules", own, "reason", "Essai"))
        .put("/api/inventory/products/rules?ght=" + ght)
        .then()
        .statusCode(201);

    eventually(() -> get(segments("")).body("items.segment", contains("UNCLASSIFIED", "essai")));
    get(segments("")).body("items.installations", contains(4, 3));
    get(segments("&asOf=" + before))
        .body("items.find { it.segment == 'browsers' }.installations", equalTo(2));
    own.put("segments", List.of(java.util.Map.of("segment", "É", "whenPublisher", "(")));
    io.restassured.RestAssured.given()
        .contentType(io.restassured.http.ContentType.JSON)
        .body(java.util.Map.of("rules", own, "reason", "Essai"))
        .put("/api/inventory/products/rules?ght=" + ght)
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            contains("rules.segments[0].segment", "rules.segments[0].whenPublisher"));
  }

  @Test
  void of_an_empty_group_nothing_is_known() {
    for (var by : List.of("INSTALLATIONS", "MACHINES")) {
      get(segments("")).body("items", hasSize(0));
      get(at("&by=" + by))
          .statusCode(200)
          .body("items", hasSize(0))
          .body("total", equalTo(0))
          .body("concentration.hhi", nullValue())
          .body("concentration.effectivePublishers", nullValue())
          .body("concentration.largestShare", nullValue())
          .body("unknown.shareOfAll", nullValue());
    }
  }

  @Test
  void sorted_page_by_page_and_as_a_file() {
    park();
    get(at("&sort=publisher")).body("items.publisher", contains("Igor Pavlov", "Mozilla"));
    String next =
        get(at("&limit=1")).body("items.publisher", contains("Mozilla")).extract().path("next");
    get(at("&limit=1&cursor=" + next))
        .body("items.publisher", contains("Igor Pavlov"))
        .body("next", nullValue());
    get(at("&sort=nothing")).statusCode(400).body("errors[0].field", equalTo("sort"));
    get(at("&cursor=x")).statusCode(400).body("errors[0].field", equalTo("cursor"));

    var file = get(at("&format=csv")).statusCode(200).extract().asString();
    assertThat(file.lines())
        .containsExactly(
            "\uFEFFÉditeur;Produits;Installations;Machines, vide : non compté;Établissements;Part de ce qui est connu",
            "Mozilla;2;3;;2;0,7500",
            "Igor Pavlov;1;1;;1;0,2500",
            "(inconnu);2;3;;2;");
  }

  @Test
  void products_unknown_software_and_the_ends_of_support_are_files_as_well() {
    park();
    var products = "/api/inventory/products?ght=" + ght + "&format=csv";
    assertThat(get(products + "&sort=-installations").statusCode(200).extract().asString().lines())
        .hasSizeGreaterThanOrEqualTo(4)
        .startsWith(
            "\uFEFFCode;Produit;Éditeur;Segment;Statut;Fusionné avec;Installations;CPE;purl;endoflife.date")
        .anySatisfy(line -> assertThat(line).contains(";Mozilla Firefox;Mozilla;", ";reconnu;;2;"));
    var unknown = "/api/inventory/products/unknown?ght=" + ght + "&format=csv";
    assertThat(get(unknown).statusCode(200).extract().asString().lines())
        .hasSize(3)
        .startsWith(
            "\uFEFFLogiciel;Éditeur;Installations;Ressemble à;Code de ce produit;CPE;purl",
            "Gestion des gardes;;2;;;;")
        .contains("Gestion des astreintes;;1;;;;");
    var ends = "/api/inventory/products/end-of-support?ght=" + ght + "&format=csv";
    assertThat(get(ends).statusCode(200).extract().asString().lines().toList().getFirst())
        .isEqualTo(
            "\uFEFFCode;Produit;Branche;Support;Support actif jusqu’au;Fin de support;Fin du support étendu;Dernière version;Versions installées;Installations;Établissements;Source");
    get(products + "&sort=nothing").statusCode(400);
    get("/api/inventory/products?format=csv&ght=ght-unheard-of").statusCode(404);
  }
}
