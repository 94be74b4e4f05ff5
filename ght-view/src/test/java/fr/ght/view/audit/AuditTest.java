package fr.ght.view.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.ApplicationVersionChanged;
import fr.ght.contracts.InventoryFact.AssetMoved;
import fr.ght.contracts.InventoryFact.AssetSeen;
import fr.ght.contracts.InventoryFact.CredentialIssued;
import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.http.Problem;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changed what, when, and what caused it, as those hear it who may. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class AuditTest {
  private static final Instant DAY_1 = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2026-03-03T09:00:00Z");
  private static final Instant DAY_3 = Instant.parse("2026-03-04T09:00:00Z");

  @Inject Feed feed;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String member = Invented.finess();
  private final Actor cio = new Actor(Invented.id(), "dsi");
  private final Actor agent = new Actor(Invented.id(), "system");
  private final UUID request = UUID.randomUUID();
  private final String asset = Invented.id();
  private final String application = Invented.id();

  private ReceivedFact<InventoryFact> discovered;
  private ReceivedFact<InventoryFact> changed;
  private UUID command;

  @BeforeEach
  void a_group_in_which_things_happen() {
    command = UUID.randomUUID();
    var declared = Told.declared(application, chu, "laboratory", "GLIMS", "10.2");
    discovered = by(agent, request, null, DAY_2, Told.discovered(asset, member, "SERVER", DAY_2));
    changed =
        told.by(
            cio,
            UUID.randomUUID(),
            null,
            command,
            DAY_3,
            new ApplicationVersionChanged(application, chu, "10.3"));
    feed.give(
        told.at(DAY_1, Told.created(ght)),
        told.at(DAY_1, Told.joined(ght, chu, "SUPPORT", "2016-07-01")),
        told.at(DAY_1, Told.joined(ght, member, "MEMBER", "2016-07-01")));
    feed.give(
        by(cio, UUID.randomUUID(), null, DAY_2, declared),
        discovered,
        by(agent, request, discovered.id(), DAY_2, new AssetSeen(asset, member, DAY_2)),
        changed);
  }

  @Test
  void every_fact_is_told_once_with_who_did_it_and_what_caused_it() {
    audit("")
        .body("total", equalTo(7))
        .body("items[0].id", equalTo(changed.id().toString()))
        .body("items[0].type", equalTo("fr.ght.inventory.application-version-changed"))
        .body("items[0].subject", equalTo("application/" + application))
        .body("items[0].establishment", equalTo(chu))
        .body("items[0].establishmentName", equalTo("CH " + chu))
        .body("items[0].ght", nullValue())
        .body("items[0].actor", equalTo(cio.subject()))
        .body("items[0].role", equalTo("dsi"))
        .body("items[0].recordedAt", equalTo(DAY_3.toString()))
        .body("items[0].occurredAt", equalTo(DAY_3.minusSeconds(1).toString()))
        .body("items[0].correlation", equalTo(changed.correlation().toString()))
        .body("items[0].causation", nullValue())
        .body("items[0].command", equalTo(command.toString()));
    audit("?correlation=" + request)
        .body("items", hasSize(2))
        .body("items.role.unique()", contains("system"))
        .body("items.causation.findAll { it != null }", contains(discovered.id().toString()));
    audit("?type=fr.ght.inventory.ght-created")
        .body("items.ght", contains(ght))
        .body("items[0].establishment", nullValue());
  }

  @Test
  void each_filter_narrows_and_all_of_them_together() {
    audit("?actor=" + cio.subject()).body("total", equalTo(2));
    audit("?type=fr.ght.inventory.asset-seen").body("total", equalTo(1));
    audit("?subject=application/" + application).body("total", equalTo(2));
    audit("?establishment=" + member).body("total", equalTo(3));
    audit("?from=2026-03-03").body("total", equalTo(4));
    audit("?from=2026-03-03&to=2026-03-03").body("total", equalTo(3));
    audit("?to=" + DAY_2).body("total", equalTo(3));
    audit("?from=" + DAY_3).body("total", equalTo(1));
    audit(
            "?actor=%s&type=fr.ght.inventory.application-version-changed&subject=application/%s&establishment=%s&from=2026-03-04&to=2026-03-04&correlation=%s"
                .formatted(cio.subject(), application, chu, changed.correlation()))
        .body("items.id", contains(changed.id().toString()));
    audit("?actor=nobody-at-all").body("items", hasSize(0)).body("total", equalTo(0));
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      var page = audit("?limit=2" + (cursor == null ? "" : "&cursor=" + cursor)).extract();
      seen.addAll(page.path("items.id"));
      cursor = page.path("next");
    } while (cursor != null);

    var whole = audit("").extract().<java.util.List<String>>path("items.id");
    assertThat(seen).isEqualTo(whole).doesNotHaveDuplicates().hasSize(7);
  }

  @Test
  void as_of_an_instant_what_was_recorded_later_is_not_there() {
    audit("?asOf=2026-03-02").body("total", equalTo(3));
    audit("?asOf=2026-03-03").body("total", equalTo(6));
    audit("?asOf=2026-03-01").statusCode(404);
  }

  @Test
  void a_machine_that_moves_is_one_entry_for_each_group_and_for_one_group_too() {
    var otherGht = Invented.ght();
    var elsewhere = Invented.finess();
    feed.give(
        told.at(DAY_1, Told.created(otherGht)),
        told.at(DAY_1, Told.joined(otherGht, elsewhere, "MEMBER", "2016-07-01")));
    feed.give(
        told.at(DAY_3, new AssetMoved(asset, member, chu, "lent")),
        told.at(DAY_3, new AssetMoved(asset, chu, elsewhere, "sold")));

    var moved = "?type=fr.ght.inventory.asset-moved";
    audit(moved).body("total", equalTo(2)).body("items", hasSize(2));
    audit(moved + "&establishment=" + member).body("items.movedFrom", contains(member));
    given()
        .get("/api/view/ghts/" + otherGht + "/audit" + moved)
        .then()
        .statusCode(200)
        .body("items.movedFrom", contains(chu))
        .body("items.establishment", contains(elsewhere));
  }

  @Test
  void what_happened_before_an_establishment_joined_is_not_told() {
    var late = Invented.finess();
    feed.give(told.at(DAY_1, Told.discovered(Invented.id(), late, "SERVER", DAY_1)));
    feed.give(told.at(DAY_2, Told.joined(ght, late, "MEMBER", "2026-03-03")));

    audit("?establishment=" + late)
        .body("items.type", contains("fr.ght.inventory.establishment-joined-ght"));
  }

  @Test
  void credentials_are_in_the_audit_and_not_in_the_timeline_that_all_read() {
    feed.give(told.at(DAY_3, new CredentialIssued(Invented.id(), chu, "Bâtiment A")));

    audit("?type=fr.ght.inventory.credential-issued")
        .body("items.subject", contains("credential/" + chu));
    var timeline = given().get("/api/view/ghts/" + ght + "/timeline").then().statusCode(200);
    assertThat(timeline.extract().asString()).doesNotContain("credential");
  }

  @Test
  void of_facts_that_were_told_before_facts_said_who_the_actor_is_unknown() {
    feed.give(by(Actor.UNKNOWN, request, null, DAY_3, Told.profile(ght, chu, "2026-01-01", 1)));

    audit("?actor=unknown").body("items.role", contains("unknown"));
  }

  @ParameterizedTest
  @CsvSource({
    "dsi, 200",
    "rssi, 200",
    "buyer, 403",
    "requester, 403",
    "system, 403",
    "ops, 403",
    "'', 403"
  })
  void it_is_for_cios_and_security_officers(String role, int status) {
    as(role, ght, "/api/view/ghts/" + ght + "/audit").statusCode(status);
    as(role, ght, "/ghts/" + ght + "/journal").statusCode(status);
    as(role, ght, "/ghts/" + ght + "/journal/fragments/liste").statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsi", "rssi"})
  void another_group_s_is_answered_like_one_of_a_group_that_does_not_exist(String role) {
    for (var address : new String[] {"/api/view/ghts/%s/audit", "/ghts/%s/journal"}) {
      var hidden = as(role, "ght-own", address.formatted(ght)).statusCode(404).extract();
      var none = as(role, "ght-own", address.formatted("ght-none")).statusCode(404).extract();
      assertThat(hidden.asString()).isEqualTo(none.asString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?type=asset-dreamt-of, type",
    "?correlation=xyz, correlation",
    "?from=yesterday, from",
    "?to=2026-13-01, to",
    "?to=9999-01-01, to",
    "?cursor=xyz, cursor",
    "?limit=0, limit",
    "?asOf=never, asOf",
    "?actors=x, actors"
  })
  void what_cannot_be_read_names_the_parameter(String query, String field) {
    audit(query)
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo(field));
  }

  private ReceivedFact<InventoryFact> by(
      Actor actor,
      UUID correlation,
      @Nullable UUID causation,
      Instant recordedAt,
      InventoryFact fact) {
    return told.by(actor, correlation, causation, null, recordedAt, fact);
  }

  private static ValidatableResponse as(String role, String ghts, String address) {
    var token = AllRights.token("reader-" + role, role, "", ghts);
    return given().header("Authorization", "Bearer " + token).get(address).then();
  }

  private ValidatableResponse audit(String question) {
    return given().get("/api/view/ghts/" + ght + "/audit" + question).then();
  }
}
