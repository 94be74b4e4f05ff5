package fr.ght.view.group;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.contracts.InventoryFact.AssetMerged;
import fr.ght.contracts.InventoryFact.AssetMoved;
import fr.ght.contracts.InventoryFact.AssetRetired;
import fr.ght.contracts.InventoryFact.AssetReturned;
import fr.ght.contracts.InventoryFact.AssetSeen;
import fr.ght.contracts.InventoryFact.IntakeIncidentRaised;
import fr.ght.contracts.InventoryFact.IntakeIncidentResolved;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class GroupTest {
  private static final Instant DAY_1 = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2026-03-03T09:00:00Z");
  private static final Instant DAY_3 = Instant.parse("2026-03-04T09:00:00Z");

  @Inject Feed feed;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String member = Invented.finess();
  private final String partner = Invented.finess();

  @BeforeEach
  void a_group_of_three() {
    feed.give(
        told.at(DAY_1, Told.created(ght)),
        told.at(DAY_1, Told.joined(ght, member, "MEMBER", "2016-07-01")),
        told.at(DAY_1, Told.joined(ght, chu, "SUPPORT", "2016-07-01")),
        told.at(DAY_1, Told.support(ght, chu, "2016-07-01")),
        told.at(DAY_1, Told.joined(ght, partner, "PARTNER", "2018-01-01")),
        told.at(DAY_1, Told.profile(ght, chu, "2016-07-01", 4000)));
  }

  @Test
  void workstations_and_servers_in_service_are_counted_and_nothing_else() {
    machine(chu, "WORKSTATION", DAY_2);
    machine(chu, "SERVER", DAY_2);
    for (var kind :
        List.of("NETWORK_DEVICE", "PRINTER", "PHONE", "VIRTUAL_MACHINE", "DATABASE", "OTHER")) {
      machine(chu, kind, DAY_2);
    }
    machine(member, "MEDICAL_DEVICE", DAY_2);
    machine(partner, "WORKSTATION", DAY_2);

    group("?asOf=2026-03-03")
        .body("ght", equalTo(ght))
        .body("machines", equalTo(2))
        .body("declared", equalTo(4000))
        .body("freshness", closeTo(1.0, 0.0001))
        .body("establishments.finess", hasItem(partner))
        .body("establishments[0].finess", equalTo(chu))
        .body("establishments[0].role", equalTo("SUPPORT"))
        .body("establishments[0].machines", equalTo(2))
        .body(of(member) + ".machines", equalTo(0))
        .body(of(member) + ".freshness", nullValue())
        .body(of(member) + ".declared", nullValue())
        .body(of(partner) + ".role", equalTo("PARTNER"))
        .body(of(partner) + ".machines", nullValue());
    establishment(chu, "?asOf=2026-03-03")
        .body("machinesByKind.NETWORK_DEVICE", equalTo(1))
        .body("machinesByKind.WORKSTATION", equalTo(1))
        .body("machinesByKind.VIRTUAL_MACHINE", equalTo(1))
        .body("machinesByKind.DATABASE", equalTo(1))
        .body("machinesByKind", not(hasItem("MEDICAL_DEVICE")))
        .body("profile.workstations", equalTo(4000))
        .body("profile.staff", nullValue());
    establishment(partner, "").body("machines", nullValue()).body("applications", hasSize(0));
  }

  @Test
  void as_of_before_the_push_the_group_has_no_machines() {
    machine(chu, "WORKSTATION", DAY_2);

    group("?asOf=2026-03-02").body("machines", equalTo(0)).body("freshness", nullValue());
    group("?asOf=" + DAY_2.minusNanos(1000)).body("machines", equalTo(0));
    group("?asOf=" + DAY_2).body("machines", equalTo(1));
    group("").body("machines", equalTo(1));
  }

  @Test
  void a_machine_that_is_retired_merged_or_moved_away_counts_no_more() {
    var retired = machine(chu, "WORKSTATION", DAY_1);
    var merged = machine(chu, "WORKSTATION", DAY_1);
    var moved = machine(chu, "WORKSTATION", DAY_1);
    feed.give(
        told.at(DAY_2, new AssetRetired(retired, chu, LocalDate.parse("2026-03-03"), "scrapped")),
        told.at(DAY_2, new AssetMerged(merged, chu, moved)),
        told.at(DAY_2, new AssetMoved(moved, chu, member, "was never there")));

    group("?asOf=2026-03-02").body(of(chu) + ".machines", equalTo(3));
    group("?asOf=2026-03-03")
        .body(of(chu) + ".machines", equalTo(0))
        .body(of(chu) + ".freshness", nullValue())
        .body(of(member) + ".machines", equalTo(1))
        .body(of(member) + ".freshness", closeTo(1.0, 0.0001))
        .body("machines", equalTo(1));

    feed.give(told.at(DAY_3, new AssetReturned(retired, chu, DAY_3)));
    group("").body(of(chu) + ".machines", equalTo(1));
  }

  @Test
  void a_machine_is_fresh_on_the_day_it_was_seen_and_six_more() {
    var one = machine(chu, "WORKSTATION", DAY_1);
    machine(chu, "WORKSTATION", DAY_1);
    group("?asOf=2026-03-08").body("freshness", closeTo(1.0, 0.0001));
    group("?asOf=2026-03-09").body("freshness", closeTo(0.0, 0.0001));

    var sunday = Instant.parse("2026-03-08T12:00:00Z");
    feed.give(told.at(sunday, new AssetSeen(one, chu, sunday)));
    group("?asOf=2026-03-08").body("freshness", closeTo(1.0, 0.0001));
    group("?asOf=2026-03-09").body("freshness", closeTo(0.5, 0.0001));
    group("?asOf=2026-03-14").body("freshness", closeTo(0.5, 0.0001));
    group("?asOf=2026-03-15").body("freshness", closeTo(0.0, 0.0001));

    var later = Instant.parse("2026-04-01T12:00:00Z");
    feed.give(told.at(later, new AssetSeen(one, chu, later)));
    group("?asOf=" + later.minusSeconds(1)).body("freshness", closeTo(0.0, 0.0001));
    group("?asOf=" + later).body("freshness", closeTo(0.5, 0.0001));
    group("").body("machines", equalTo(2)).body("freshness", closeTo(0.0, 0.0001));
  }

  @Test
  void a_sighting_that_arrives_late_makes_nothing_fresh_before_it_was_recorded() {
    var one = machine(chu, "WORKSTATION", DAY_1);
    var observed = Instant.parse("2026-03-08T12:00:00Z");
    var recorded = Instant.parse("2026-03-10T12:00:00Z");
    feed.give(told.at(recorded, new AssetSeen(one, chu, observed)));

    group("?asOf=2026-03-09").body("freshness", closeTo(0.0, 0.0001));
    group("?asOf=2026-03-10").body("freshness", closeTo(1.0, 0.0001));
    group("?asOf=2026-03-15").body("freshness", closeTo(0.0, 0.0001));
  }

  @Test
  void members_and_roles_are_those_of_the_day_as_they_were_known() {
    feed.give(
        told.at(DAY_2, Told.support(ght, member, "2020-01-01")),
        told.at(DAY_2, Told.left(ght, partner, "2021-01-01")));

    group("?on=2019-12-31")
        .body(of(chu) + ".role", equalTo("SUPPORT"))
        .body(of(member) + ".role", equalTo("MEMBER"))
        .body("establishments", hasSize(3));
    group("?on=2020-01-01")
        .body("establishments[0].finess", equalTo(member))
        .body(of(chu) + ".role", equalTo("MEMBER"));
    group("?on=2021-01-01").body("establishments", hasSize(2));
    group("?on=2016-06-30").body("establishments", hasSize(0));
    group("?asOf=2026-03-02&on=2022-01-01")
        .body(of(chu) + ".role", equalTo("SUPPORT"))
        .body("establishments", hasSize(3));
  }

  @Test
  void an_entry_of_an_earlier_day_corrects_the_open_stay() {
    feed.give(told.at(DAY_2, Told.joined(ght, member, "MEMBER", "2015-01-01")));

    establishment(member, "").body("from", equalTo("2015-01-01"));
    establishment(member, "?asOf=2026-03-02").body("from", equalTo("2016-07-01"));
  }

  @Test
  void open_incidents_are_counted_until_someone_settles_them() {
    var id = Invented.id();
    feed.give(
        told.at(
            DAY_1, new IntakeIncidentRaised(id, chu, "AMBIGUOUS_MACHINE", "pc-1", "two", DAY_1)));
    feed.give(told.at(DAY_3, new IntakeIncidentResolved(id, chu, "the same")));

    group("?asOf=2026-03-03")
        .body("incidents", equalTo(1))
        .body(of(chu) + ".incidents", equalTo(1));
    group("").body("incidents", equalTo(0));
  }

  @Test
  void another_group_shows_nothing_of_this_one() {
    var other = Invented.ght();
    var theirs = Invented.finess();
    feed.give(
        told.at(DAY_1, Told.created(other)),
        told.at(DAY_1, Told.joined(other, theirs, "MEMBER", "2016-07-01")),
        told.at(DAY_1, Told.joined(other, chu, "PARTNER", "2016-07-01")));
    machine(chu, "WORKSTATION", DAY_2);
    feed.give(told.at(DAY_2, Told.declared("dpi-" + Invented.id(), chu, "billing", "X", "1")));

    get("/api/view/ghts/" + other)
        .body("machines", equalTo(0))
        .body("establishments.finess.sort()", contains(sorted(theirs, chu)));
    get("/api/view/ghts/" + other + "/assets").body("total", equalTo(0));
    get("/api/view/ghts/" + other + "/assets?establishment=" + chu).body("total", equalTo(0));
    get("/api/view/ghts/" + other + "/matrix").body("functions", hasSize(0));
    get("/api/view/ghts/" + other + "/timeline").body("total", equalTo(3));
    get("/api/view/ghts/" + other + "/establishments/" + member).statusCode(404);
  }

  @Test
  void all_groups_are_listed_with_their_counts() {
    machine(chu, "WORKSTATION", DAY_2);
    machine(member, "SERVER", DAY_2);

    var mine = "items.find { it.ght == '" + ght + "' }";
    get("/api/view/ghts")
        .body(mine + ".members", equalTo(2))
        .body(mine + ".machines", equalTo(2))
        .body(mine + ".name", equalTo("Group of a test"));
    get("/api/view/ghts?asOf=2026-03-02").body(mine + ".machines", equalTo(0));
    get("/api/view/ghts?asOf=2026-03-01").body(mine, nullValue());
  }

  @Test
  void what_is_unknown_or_misspelt_is_named() {
    get("/api/view/ghts/nowhere").statusCode(404).body("code", equalTo("NOT_FOUND"));
    get("/api/view/ghts/nowhere/matrix").statusCode(404);
    get("/api/view/ghts/nowhere/assets").statusCode(404);
    get("/api/view/ghts/nowhere/timeline").statusCode(404);
    get("/api/view/ghts/nowhere/digest").statusCode(404);
    get("/api/view/ghts/nowhere/stream").statusCode(404);
    group("?asOf=2026-03-01", 404).body("type", equalTo("urn:ght:problem:not-found"));
    group("?asof=2026-03-01", 400).body("errors[0].field", equalTo("asof"));
    group("?asOf=yesterday", 400).body("errors[0].field", equalTo("asOf"));
    group("?on=2026-02-30", 400).body("errors[0].field", equalTo("on"));
    get("/api/view/ghts/" + ght + "/assets?kind=TOASTER")
        .statusCode(400)
        .body("errors[0].field", equalTo("kind"));
    get("/api/view/ghts/" + ght + "/assets?state=LOST")
        .statusCode(400)
        .body("errors[0].field", equalTo("state"));
    get("/api/view/ghts/" + ght + "/assets?cursor=forged!")
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
    get("/api/view/ghts/" + ght + "/timeline?limit=0")
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
    get("/api/view/ghts/" + ght + "/timeline?cursor=YWJjH2RlZg")
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
    given().post("/api/view/ghts/" + ght).then().statusCode(405);
  }

  private String machine(String finess, String kind, Instant at) {
    var asset = Invented.id();
    feed.give(told.at(at, Told.discovered(asset, finess, kind, at)));
    return asset;
  }

  private ValidatableResponse group(String question) {
    return group(question, 200);
  }

  private ValidatableResponse group(String question, int status) {
    return get("/api/view/ghts/" + ght + question).statusCode(status);
  }

  private ValidatableResponse establishment(String finess, String question) {
    return get("/api/view/ghts/" + ght + "/establishments/" + finess + question).statusCode(200);
  }

  private static ValidatableResponse get(String address) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .get(address)
        .then();
  }

  private static String of(String finess) {
    return "establishments.find { it.finess == '" + finess + "' }";
  }

  private static String[] sorted(String... texts) {
    java.util.Arrays.sort(texts);
    return texts;
  }
}
