package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a group of two has under contract, beside what runs on its machines. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class LicencesTest {
  private static final String CONTRACTS = "/api/inventory/contracts";
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int FLEET = 4_000;

  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String hospital = Invented.finess();
  private final String id = Invented.id();
  private final EventStore store;
  private final Logbook log;

  @Inject
  LicencesTest(EventStore store) {
    this.store = store;
    this.log = new Logbook(store);
  }

  @BeforeEach
  void aGroupOfTwo() {
    Api.group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, hospital, "MEMBER", "2016-07-01").statusCode(200);
    eventually(() -> get("/api/inventory/memberships?ght=" + ght).body("total", equalTo(2)));
  }

  /** Mission, line 14: licence currency on 4,000 machines. */
  @Test
  void line_14_licence_currency_on_4000_machines() {
    put(
            "/api/inventory/establishments/" + chu + "/profile",
            "{\"from\":\"2016-07-01\",\"workstations\":5000}")
        .statusCode(200);
    fleet();
    sign("office", chu, "MAINTENANCE", "2025-01-01", "P2Y", "null", "null");
    entitle("office", "Suite bureautique", "3000");
    var report = CONTRACTS + "/compliance?ght=" + ght;
    eventually(() -> get(report + "&on=2026-11-28").body("items[0].used", equalTo(FLEET)));
    get(report + "&on=2026-11-28")
        .body("on", equalTo("2026-11-28"))
        .body("items", hasSize(1))
        .body("items[0].product", equalTo("Suite bureautique"))
        .body("items[0].code", nullValue())
        .body("items[0].entitled", equalTo(3000))
        .body("items[0].verdict", equalTo("OVER"))
        .body("items[0].contracts", contains("office" + id))
        .body("coverage.'" + hospital + "'.reported", equalTo(0))
        .body("completeUpTo", notNullValue());
    var currency = CONTRACTS + "/currency?ght=" + ght;
    get(currency + "&on=2026-11-28")
        .body("on", equalTo("2026-11-28"))
        .body("all.installations", equalTo(4000))
        .body("all.covered", equalTo(3000))
        .body("all.share", equalTo(0.75f))
        .body("all.coverage.reported", equalTo(4000))
        .body("all.coverage.declared", nullValue())
        .body("silent", equalTo(1))
        .body("establishments.'" + chu + "'.share", equalTo(0.75f))
        .body("establishments.'" + chu + "'.coverage.declared", equalTo(5000))
        .body("establishments.'" + hospital + "'.share", nullValue())
        .body("establishments.'" + hospital + "'.installations", nullValue())
        .body("completeUpTo", notNullValue());
    entitle("office", "Suite bureautique", "4000");
    eventually(() -> get(currency + "&on=2026-11-28").body("all.share", equalTo(1.0f)));
    get(report + "&on=2026-12-31").body("items[0].verdict", equalTo("WITHIN"));
    get(report + "&on=2027-01-01")
        .body("items[0].entitled", equalTo(0))
        .body("items[0].verdict", equalTo("OVER"));
    get(currency + "&on=2027-01-01").body("all.share", equalTo(0.0f));
    get(currency + "&on=2026-11-28&asOf=2020-01-01").body("all.share", nullValue());
  }

  /** One append a machine, some at once. */
  private void fleet() {
    var here = new Finess(chu);
    Multi.createFrom()
        .items(IntStream.range(0, FLEET).boxed())
        .onItem()
        .transformToUni(i -> discovered(here, i))
        .merge(32)
        .collect()
        .asList()
        .await()
        .atMost(LONGEST);
  }

  private Uni<?> discovered(Finess here, int number) {
    var stream = new StreamId("asset", UUID.randomUUID().toString());
    var metadata = new Metadata(new Actor("agent:test", "system"), null, UUID.randomUUID(), null);
    var lines =
        List.of(
                new AssetDiscovered(here, AssetKind.WORKSTATION, "pc-" + number, Logbook.NOON),
                Logbook.installed(
                    here,
                    List.of("Suite Bureautique Pro 20.1", "Suite bureautique 20.1"),
                    List.of(),
                    2))
            .stream()
            .map(event -> InventoryEventTypes.ASSETS.encode(event, UUID.randomUUID(), Logbook.NOON))
            .toList();
    return store
        .read(stream)
        .chain(head ->
            store.append(
                new Append(stream, head.revision(), lines, metadata, null, List.of(), null)));
  }

  @Test
  void software_that_no_rule_knows_is_of_a_product_if_its_name_begins_with_it_in_whole_words() {
    var here = new Finess(chu);
    log.machine(here, "a", "Éditeur Office 2019");
    log.machine(here, "b", "editeur office Professionnel 16.0");
    log.machine(here, "c", "Éditeur Officer 1.0");
    log.machine(here, "d", "Mon Éditeur Office 2019");
    log.machine(here, "e", "100%_sûr 1.0");
    log.machine(new Finess(hospital), "f", "Éditeur Office 2019");
    sign("office", chu, "LICENCE_PURCHASE", "2025-01-01", null, "null", "null");
    entitle("office", "Éditeur Office", "2");
    entitle("office", "100%_sûr", "1");
    entitle("office", "Nulle part", "1");
    var report = CONTRACTS + "/compliance?ght=" + ght;
    eventually(() -> {
      get(report).body("items", hasSize(3));
      get("/api/inventory/assets?q=f&establishment=" + hospital).body("total", equalTo(1));
    });
    eventually(() ->
        get(report)
            .body("items.product", contains("100%_sûr", "Éditeur Office", "Nulle part"))
            .body("items.used", contains(1, 3, 0))
            .body("items[1].verdict", equalTo("OVER"))
            .body("items[1].establishments.'" + chu + "'.used", equalTo(2))
            .body("items[1].establishments.'" + chu + "'.verdict", equalTo("WITHIN"))
            .body("items[1].establishments.'" + hospital + "'.entitled", equalTo(0)));
    get(report + "&establishment=" + hospital)
        .body("items.product", contains("Éditeur Office"))
        .body("items[0].verdict", equalTo("OVER"));
    get(report + "&establishment=" + chu).body("items[1].used", equalTo(2));
    get(report + "&asOf=2020-01-01").body("items", hasSize(0));
  }

  @Test
  void whatever_a_contract_calls_a_product_of_the_catalogue_all_its_installations_count() {
    var here = new Finess(chu);
    var firefox = new Software("Mozilla Firefox (x64 fr)", "128.0", "Mozilla", "x86_64");
    var newer =
        new Software("Mozilla Firefox 129.0 (x86 fr)", "129.0", "Mozilla Corporation", "i586");
    machine(here, firefox);
    machine(here, newer, firefox);
    machine(new Finess(hospital), newer);
    machine(here, new Software("Mozilla Firefox ESR (x64 fr)", "115.0", "Mozilla", "x86_64"));
    sign("a", chu, "RENTAL", "2025-01-01", null, "null", "null");
    sign("b", hospital, "MAINTENANCE", "2025-01-01", null, "null", "null");
    entitle("a", "Mozilla Firefox 129.0 (x86 fr)", "1");
    entitle("b", "mozilla firefox", "1");
    var report = CONTRACTS + "/compliance?ght=" + ght;
    eventually(() ->
        get(report)
            .body("items.code", contains("mozilla.firefox"))
            .body("items[0].entitled", equalTo(2))
            .body("items[0].used", equalTo(3))
            .body("items[0].establishments.'" + chu + "'.used", equalTo(2)));
    get(CONTRACTS + "/currency?ght=" + ght)
        .body("all.installations", equalTo(3))
        .body("all.covered", equalTo(2))
        .body("establishments.'" + hospital + "'.share", equalTo(1.0f));
    get(report + "&format=csv")
        .body(containsString("mozilla.firefox;par poste;;2;3;dépassement"))
        .body(containsString("mozilla.firefox;par poste;" + chu + ";1;2;dépassement"));
    get(CONTRACTS + "/currency?format=csv&ght=" + ght)
        .body(containsString("\r\n\"\";3;2;0,6667;0;4;"))
        .body(containsString(hospital + ";1;1;1,0000;0;1;"));
    get(report + "&establishment=" + hospital)
        .body("items[0].used", equalTo(1))
        .body("coverage.size()", equalTo(1));
  }

  @Test
  void an_alias_makes_a_name_the_product_it_stands_for_from_then_on() {
    var here = new Finess(chu);
    machine(here, new Software("Gestion des gardes 2.1.0 (x64)", "2.1.0", null, null));
    machine(here, new Software("Planning médical", "7", null, null));
    var products = "/api/inventory/products/invented.gardes";
    put(products + "?ght=" + ght, "{\"name\":\"Gardes\",\"publisher\":\"Invented\"}")
        .statusCode(201);
    sign("a", chu, "RENTAL", "2025-01-01", null, "null", "null");
    entitle("a", "Planning médical", "5");
    var report = CONTRACTS + "/compliance?ght=" + ght;
    eventually(
        () -> get(report).body("items[0].used", equalTo(1)).body("items[0].code", nullValue()));
    var before = Instant.now();
    for (var name : List.of("Gestion des gardes", "Planning médical")) {
      post(products + "/aliases?ght=" + ght, "{\"name\":\"%s\"}".formatted(name)).statusCode(200);
    }
    eventually(() ->
        get(report)
            .body("items[0].code", equalTo("invented.gardes"))
            .body("items[0].used", equalTo(2)));
    get(report + "&asOf=" + before)
        .body("items[0].used", equalTo(1))
        .body("items[0].code", nullValue());
  }

  @Test
  void where_nothing_is_known_there_is_no_licence_currency() {
    get(CONTRACTS + "/currency?ght=" + ght)
        .body("all.share", nullValue())
        .body("all.installations", nullValue())
        .body("silent", equalTo(2));
    given()
        .get(CONTRACTS + "/currency?on=soon")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("on"));
  }

  private void machine(Finess establishment, Software... software) {
    log.asset(
        UUID.randomUUID().toString(),
        new AssetDiscovered(establishment, AssetKind.WORKSTATION, "pc", Logbook.NOON),
        new AssetSoftwareChanged(
            establishment, List.of(software), List.of(), software.length, false, Logbook.NOON));
  }

  /** Mission, line 20: one third rented, two thirds bought. */
  @Test
  void line_20_rented_and_bought_by_count_and_by_amount() {
    sign("a", chu, "RENTAL", "2024-02-01", "P7Y", "34000", "YEAR");
    sign("b", chu, "LICENCE_PURCHASE", "2024-02-01", null, "100000", "CONTRACT");
    sign("c", hospital, "LICENCE_PURCHASE", "2024-02-01", null, "376000", "CONTRACT");
    sign("d", hospital, "MAINTENANCE", "2024-02-01", "P7Y", "20000", "YEAR");
    sign("e", hospital, "RENTAL", "2020-02-01", "P1Y", "1", "YEAR");
    var ratio = CONTRACTS + "/ratio?on=2026-11-28&ght=" + ght;
    eventually(() ->
        get(ratio)
            .body("all.rented", equalTo(1))
            .body("all.bought", equalTo(2))
            .body("all.rentedShare", equalTo(0.3333f))
            .body("all.rentedCost", equalTo(238000.0f))
            .body("all.boughtCost", equalTo(476000.0f))
            .body("all.rentedShareOfCost", equalTo(0.3333f))
            .body("all.unknownCosts", equalTo(0))
            .body("establishments.'" + chu + "'.rentedShare", equalTo(0.5f))
            .body("establishments.'" + hospital + "'.rented", equalTo(0)));
    get(ratio + "&format=csv")
        .body(containsString("\r\n\"\";1;2;0,3333;238000,00;476000,00;0,3333;0"))
        .body(containsString(chu + ";1;1;0,5000;"));
    get(CONTRACTS + "/ratio?on=2020-06-01&ght=" + ght)
        .body("all.rented", equalTo(1))
        .body("all.bought", equalTo(0));
    get(CONTRACTS + "/ratio?on=2015-06-01&ght=" + ght).body("all.rentedShare", nullValue());
  }

  @Test
  void the_calendar_of_notices_is_in_the_order_of_their_dates() {
    sign("a", chu, "RENTAL", "2024-02-01", "P4Y", "34000", "YEAR");
    sign("b", chu, "RENTAL", "2023-02-01", "P4Y", "34000", "YEAR");
    sign("c", hospital, "HOSTING", "2025-02-01", "P4Y", "null", "null");
    sign("d", hospital, "LICENCE_PURCHASE", "2024-02-01", null, "376000", "CONTRACT");
    sign("e", hospital, "RENTAL", "2024-02-01", "P4Y", "null", "null");
    post(
            CONTRACTS + "/e" + id + "/termination",
            "{\"noticeOn\":\"2026-01-01\",\"endsOn\":\"2027-01-01\",\"reason\":\"Replaced\"}")
        .statusCode(200);
    var mine = CONTRACTS + "/notices?establishment=" + chu;
    eventually(() ->
        get(mine + "&from=2026-01-01&to=2030-01-01")
            .body("items.contract", contains("b" + id, "a" + id)));
    get(mine + "&from=2026-01-01&to=2030-01-01")
        .body("items.noticeOn", contains("2026-08-01", "2027-08-01"))
        .body("items.end", contains("2027-02-01", "2028-02-01"))
        .body("items.renewsItself", contains(true, true))
        .body("total", equalTo(2))
        .body("completeUpTo", notNullValue());
    get(mine + "&from=2026-08-01&to=2026-08-02").body("items.contract", contains("b" + id));
    get(mine + "&from=2026-08-02&to=2027-08-01").body("items", hasSize(0));
    get(mine + "&from=2026-02-01").body("items.contract", contains("b" + id));
    String next =
        get(mine + "&from=2026-01-01&to=2030-01-01&limit=1")
            .body("items.contract", contains("b" + id))
            .extract()
            .path("next");
    get(mine + "&from=2026-01-01&to=2030-01-01&limit=1&cursor=" + next)
        .body("items.contract", contains("a" + id))
        .body("next", nullValue());
    eventually(() ->
        get(CONTRACTS + "/notices?from=2026-01-01&to=2030-01-01&establishment=" + hospital)
            .body("items.contract", contains("c" + id)));
    get(mine + "&from=2026-01-01&to=2026-01-01")
        .statusCode(400)
        .body("errors[0].field", equalTo("to"));
    get(mine + "&from=soon").statusCode(400).body("errors[0].field", equalTo("from"));
  }

  @Test
  void who_belongs_to_another_group_reads_none_of_it() {
    sign("a", chu, "RENTAL", "2024-02-01", "P4Y", "34000", "YEAR");
    entitle("a", "Suite", "1");
    eventually(() -> get(CONTRACTS + "/compliance?ght=" + ght).body("items", hasSize(1)));
    eventually(() -> get(CONTRACTS + "/ratio?ght=" + ght).body("all.rented", equalTo(1)));
    var stranger = AllRights.token("stranger", "dsi", Api.establishment(), "");
    as(stranger, "/compliance?ght=" + ght)
        .body("items", hasSize(0))
        .body("coverage.size()", equalTo(0));
    as(stranger, "/currency?ght=" + ght)
        .body("establishments.size()", equalTo(0))
        .body("all.share", nullValue());
    as(stranger, "/ratio?on=2024-06-01&ght=" + ght).body("all.rented", equalTo(0));
    as(stranger, "/notices?from=2020-01-01&to=2099-01-01&establishment=" + chu)
        .body("total", equalTo(0));
    var colleague = AllRights.token("colleague", "rssi", hospital, ght);
    as(colleague, "/ratio?on=2024-06-01&ght=" + ght).body("all.rented", equalTo(1));
    as(colleague, "/compliance").body("items", hasSize(1));
    for (var address : List.of("", "/compliance", "/currency", "/ratio", "/notices")) {
      given()
          .header("Authorization", "Bearer " + AllRights.token("ops", "ops", "", ght))
          .get(CONTRACTS + address)
          .then()
          .statusCode(403);
    }
  }

  private static ValidatableResponse as(String token, String address) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get(CONTRACTS + address)
        .then()
        .statusCode(200);
  }

  private void entitle(String contract, String product, String quantity) {
    post(
            CONTRACTS + "/" + contract + id + "/entitlements",
            "{\"product\":\"%s\",\"metric\":\"MACHINE\",\"quantity\":%s}"
                .formatted(product, quantity))
        .statusCode(200);
  }

  private void sign(
      String contract,
      String establishment,
      String kind,
      String start,
      @Nullable String term,
      String amount,
      String per) {
    var dates =
        term == null
            ? ""
            : "\"initialTerm\":\"%s\",\"notice\":\"P6M\",\"renewal\":{\"term\":\"P1Y\",\"most\":2,\"tacit\":true},"
                .formatted(term);
    put(
            CONTRACTS + "/" + contract + id,
            """
            {"establishment":"%s","kind":"%s","supplier":"Éditeur","subject":"Licences",%s
             "signedOn":"2020-01-15","start":"%s","amount":%s,"amountPer":%s}
            """
                .formatted(
                    establishment,
                    kind,
                    dates,
                    start,
                    amount,
                    per.equals("null") ? per : "\"" + per + "\""))
        .statusCode(201);
  }
}
