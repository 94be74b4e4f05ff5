package fr.ght.inventory.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import fr.ght.access.identity.Identities;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two groups: who may do what in his own, and what he learns of the other. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class RightsTest {
  private static final String APPLICATION =
      "{\"establishment\":\"%s\",\"function\":\"imaging\",\"product\":\"P\",\"version\":\"1\","
          + "\"state\":\"IN_PRODUCTION\"}";

  private final String ght = Invented.ght();
  private final String support = Invented.finess();
  private final String member = Invented.finess();
  private final String otherGht = Invented.ght();
  private final String otherSupport = Invented.finess();
  private final String application = Invented.id();
  private final String otherApplication = Invented.id();

  @Inject Identities identities;
  @Inject EventStore log;

  @BeforeEach
  void two_groups_with_an_application_each() {
    group(ght, support);
    Api.member(ght, member, "MEMBER", "2016-07-01").statusCode(200);
    group(otherGht, otherSupport);
    declare(AllRights.token(), application, support).statusCode(201);
    declare(AllRights.token(), otherApplication, otherSupport).statusCode(201);
  }

  private static void group(String code, String support) {
    Api.put("/api/inventory/ghts/" + code, "{\"name\":\"G\",\"support\":\"%s\"}".formatted(support))
        .statusCode(201);
    Api.member(code, support, "SUPPORT", "2016-07-01").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/inventory/ghts",
        "/api/inventory/assets",
        "/api/nowhere",
        "/ops/views",
        "/nowhere"
      })
  void without_a_token_nothing_is_told_not_even_whether_it_exists(String address) {
    for (var header : new String[] {"", "Bearer", "Bearer x.y.z", "Basic YTpi"}) {
      given()
          .header("Authorization", header)
          .get(address)
          .then()
          .statusCode(401)
          .contentType(Problem.MEDIA_TYPE)
          .header("WWW-Authenticate", startsWith("Bearer"))
          .body("code", equalTo("NOT_SIGNED_IN"));
    }
  }

  @Test
  void a_token_that_somebody_else_signed_or_nobody_is_none() {
    var good = AllRights.token("x", "dsi", support, ght).split("\\.");
    var unsigned = "eyJhbGciOiJub25lIn0." + good[1] + ".";
    var swapped = good[0] + "." + good[1] + "." + new StringBuilder(good[2]).reverse();
    for (var token : new String[] {unsigned, swapped, good[0] + "." + good[1]}) {
      as(token).get("/api/inventory/ghts").then().statusCode(401);
    }
  }

  @Test
  void health_and_metrics_ask_for_no_token_and_agents_for_a_credential() {
    given().header("Authorization", "").get("/q/health").then().statusCode(200);
    given().header("Authorization", "").get("/q/metrics").then().statusCode(200);
    given()
        .header("Authorization", "")
        .get("/agents/" + support)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Basic"));
  }

  @Test
  void operations_are_for_ops_and_ops_sees_no_content() {
    var ops = AllRights.token("ops", "ops", "", ght);
    as(ops).get("/ops/views").then().statusCode(200);
    as(ops).get("/api/inventory/ghts").then().statusCode(403);
    as(ops).get("/api/inventory/ghts/" + ght).then().statusCode(403);
    as(ops).get("/api/inventory/assets").then().statusCode(403);
    as(dsi(support, ght)).get("/ops/views").then().statusCode(403);
    as(dsi(support, ght)).post("/ops/views/inventory-assets/rebuild").then().statusCode(403);
  }

  @Test
  void an_establishment_edits_only_its_own_data() {
    var colleague = dsi(member, ght);
    declare(colleague, Invented.id(), member).statusCode(201);
    declare(colleague, Invented.id(), support).statusCode(403).body("code", equalTo("FORBIDDEN"));
    as(colleague).delete("/api/inventory/applications/" + application).then().statusCode(403);
    declare(colleague, application, member).statusCode(403);
    profile(colleague, member).statusCode(200);
    profile(colleague, support).statusCode(403);
  }

  @Test
  void what_another_group_has_is_answered_like_what_nobody_has() {
    var stranger = dsi(support, ght);
    var nowhere = Invented.id();
    sameAnswer(
        as(stranger).delete("/api/inventory/applications/" + otherApplication),
        as(stranger).delete("/api/inventory/applications/" + nowhere),
        otherApplication,
        nowhere);
    sameAnswer(
        as(stranger).get("/api/inventory/applications/" + otherApplication),
        as(stranger).get("/api/inventory/applications/" + nowhere),
        otherApplication,
        nowhere);
    var noGroup = Invented.ght();
    for (var rest : new String[] {"", "/members", "/members/" + otherSupport}) {
      sameAnswer(
          as(stranger).get("/api/inventory/ghts/" + otherGht + rest),
          as(stranger).get("/api/inventory/ghts/" + noGroup + rest),
          otherGht,
          noGroup);
    }
    var noHospital = Invented.finess();
    sameAnswer(
        as(stranger).get("/api/inventory/establishments/" + otherSupport + "/profile"),
        as(stranger).get("/api/inventory/establishments/" + noHospital + "/profile"),
        otherSupport,
        noHospital);
    profile(stranger, otherSupport).statusCode(404);
    profile(stranger, noHospital).statusCode(404);
    declare(stranger, Invented.id(), otherSupport).statusCode(404);
    declare(stranger, Invented.id(), noHospital).statusCode(404);
  }

  @Test
  void what_another_group_declared_is_not_taken_over_and_no_refusal_tells_of_it() {
    var stranger = dsi(support, ght);
    var missing = declare(stranger, otherApplication, support).statusCode(404).extract();
    for (var version : new String[] {"\"1\"", "\"7\""}) {
      as(stranger)
          .contentType(ContentType.JSON)
          .header("If-Match", version)
          .body(APPLICATION.formatted(support))
          .put("/api/inventory/applications/" + otherApplication)
          .then()
          .statusCode(404)
          .body(equalTo(missing.asString()));
    }
    as(stranger)
        .contentType(ContentType.JSON)
        .body(APPLICATION.formatted(support).replace("imaging", "laboratory"))
        .put("/api/inventory/applications/" + otherApplication)
        .then()
        .statusCode(404)
        .body(equalTo(missing.asString()));
    as(AllRights.token())
        .get("/api/inventory/applications/" + otherApplication)
        .then()
        .body("establishment", equalTo(otherSupport), "function", equalTo("imaging"));
  }

  private static void sameAnswer(
      io.restassured.response.Response hidden,
      io.restassured.response.Response absent,
      String hiddenName,
      String absentName) {
    assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(absent.statusCode());
    assertThat(hidden.asString().replace(hiddenName, "NAME"))
        .isEqualTo(absent.asString().replace(absentName, "NAME"));
    assertThat(hidden.headers().asList().stream().map(h -> h.getName()).sorted().toList())
        .isEqualTo(absent.headers().asList().stream().map(h -> h.getName()).sorted().toList());
  }

  @Test
  void lists_counts_and_searches_show_only_ones_own_groups() {
    var reader = AllRights.token("buyer", "buyer", member, ght);
    Api.eventually(() -> {
      as(reader)
          .get("/api/inventory/applications")
          .then()
          .statusCode(200)
          .body("total", equalTo(1))
          .body("items.id", contains(application));
      as(reader).get("/api/inventory/ghts").then().body("items.ght", contains(ght));
      as(reader)
          .get("/api/inventory/memberships")
          .then()
          .body("items.ght", not(hasItem(otherGht)))
          .body("total", equalTo(2));
    });
    as(reader)
        .get("/api/inventory/applications?establishment=" + otherSupport)
        .then()
        .statusCode(200)
        .body("total", equalTo(0));
    as(reader).get("/api/inventory/memberships?ght=" + otherGht).then().body("total", equalTo(0));
  }

  @Test
  void decisions_of_the_group_follow_the_support_role_as_the_facts_say_it() {
    var before = dsi(support, ght);
    var after = dsi(member, ght);
    rename(after).statusCode(403);
    rename(AllRights.token("r", "rssi", support, ght)).statusCode(403);
    rename(before).statusCode(200);
    as(before)
        .contentType(ContentType.JSON)
        .body("{\"name\":\"M\",\"role\":\"SUPPORT\",\"from\":\"2020-01-01\"}")
        .put("/api/inventory/ghts/" + ght + "/members/" + member)
        .then()
        .statusCode(200);
    rename(before).statusCode(403);
    rename(after).statusCode(200);
    rename(dsi(member, otherGht)).statusCode(404);
  }

  @Test
  void a_group_is_made_by_the_cio_of_its_support_establishment_whose_token_names_it() {
    var fresh = Invented.ght();
    var body = "{\"name\":\"G\",\"support\":\"%s\"}".formatted(support);
    make(AllRights.token("r", "rssi", support, fresh), fresh, body).statusCode(403);
    make(dsi(member, fresh), fresh, body).statusCode(403);
    make(dsi(support, ght), fresh, body).statusCode(404);
    make(dsi(support, fresh), fresh, "{\"name\":\"G\"}").statusCode(403);
    make(dsi(support, fresh), fresh, body).statusCode(201);
  }

  @Test
  void of_pushed_events_each_is_judged_for_itself() {
    var system = AllRights.token("s", "system", member, ght);
    as(system)
        .contentType("application/cloudevents-batch+json")
        .body("[%s,%s,%s]".formatted(event(member), event(support), event(otherSupport)))
        .post("/api/inventory/events")
        .then()
        .statusCode(200)
        .body("results.status", contains("accepted", "refused", "refused"));
    as(AllRights.token("r", "requester", member, ght))
        .contentType("application/cloudevents+json")
        .body(event(member))
        .post("/api/inventory/events")
        .then()
        .statusCode(403);
  }

  @Test
  void events_say_who_by_a_pseudonym_and_an_erasure_leaves_them_whole() {
    var somebody = AllRights.token("person-" + Invented.id(), "dsi", member, ght);
    var first = Invented.id();
    declare(somebody, first, member).statusCode(201);
    var pseudonym = actor(first);
    var again = Invented.id();
    declare(somebody, again, member).statusCode(201);
    assertThat(actor(again)).isEqualTo(pseudonym);

    assertThat(identities.erase(UUID.fromString(pseudonym)).await().indefinitely()).isTrue();
    assertThat(identities.erase(UUID.fromString(pseudonym)).await().indefinitely()).isFalse();

    assertThat(actor(first)).isEqualTo(pseudonym);
    var later = Invented.id();
    declare(somebody, later, member).statusCode(201);
    assertThat(actor(later)).isNotEqualTo(pseudonym);
  }

  /** Of the first event of this application. */
  private String actor(String application) {
    return log.read(new StreamId("application", application))
        .await()
        .indefinitely()
        .events()
        .getFirst()
        .metadata()
        .actor()
        .subject();
  }

  private static String event(String establishment) {
    return """
    {"specversion":"1.0","type":"fr.ght.intake.application-declared.v1","source":"/test",
     "id":"%s","establishment":"%s","subject":"%s","datacontenttype":"application/json",
     "data":{"function":"imaging","product":"P","state":"IN_PRODUCTION"}}\
    """
        .formatted(Invented.id(), establishment, Invented.id());
  }

  private static String dsi(String finess, String ght) {
    return AllRights.token("dsi-" + finess, "dsi", finess, ght);
  }

  private static io.restassured.specification.RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static ValidatableResponse declare(String token, String id, String establishment) {
    return as(token)
        .contentType(ContentType.JSON)
        .body(APPLICATION.formatted(establishment))
        .put("/api/inventory/applications/" + id)
        .then();
  }

  private static ValidatableResponse profile(String token, String finess) {
    return as(token)
        .contentType(ContentType.JSON)
        .body("{\"from\":\"2020-01-01\",\"beds\":10}")
        .put("/api/inventory/establishments/" + finess + "/profile")
        .then();
  }

  private ValidatableResponse rename(String token) {
    return make(token, ght, "{\"name\":\"N %s\"}".formatted(Invented.id()));
  }

  private static ValidatableResponse make(String token, String ght, String body) {
    return as(token)
        .contentType(ContentType.JSON)
        .body(body)
        .put("/api/inventory/ghts/" + ght)
        .then();
  }
}
