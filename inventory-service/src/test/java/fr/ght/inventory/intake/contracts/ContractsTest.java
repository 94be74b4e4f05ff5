package fr.ght.inventory.intake.contracts;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ContractsTest {
  private static final String LIST = "/api/inventory/contracts";

  private final String id = "dpi-" + Invented.id();
  private final String contract = LIST + "/" + id;
  private String establishment = "";

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void a_contract_is_drafted_signed_renewed_and_terminated() {
    put(contract, body("null"))
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("state", equalTo("DRAFT"))
        .body("signedOn", nullValue());
    put(contract, body("\"2024-01-15\""))
        .statusCode(200)
        .body("state", equalTo("ACTIVE"))
        .body("budget", equalTo("OPERATING"))
        .body("initialTerm", equalTo("P4Y"))
        .body("renewal.term", equalTo("P1Y"))
        .body("end", equalTo("2028-02-01"))
        .body("noticeOn", equalTo("2027-08-01"))
        .body("amount", equalTo(34000.0f))
        .body("cost", equalTo(136000.0f));
    put(contract, body("\"2024-01-15\"")).statusCode(200).header("ETag", "\"2\"");
    post(
            contract + "/entitlements",
            "{\"product\":\"Office\",\"metric\":\"MACHINE\",\"quantity\":3000}")
        .statusCode(200)
        .body("entitlements[0].product", equalTo("Office"))
        .body("entitlements[0].quantity", equalTo(3000));
    post(contract + "/renewals", "{\"number\":1}")
        .statusCode(200)
        .body("state", equalTo("RENEWED"))
        .body("renewals", equalTo(1))
        .body("end", equalTo("2029-02-01"))
        .body("noticeOn", equalTo("2028-08-01"));
    var before = Instant.now();
    post(
            contract + "/termination",
            "{\"noticeOn\":\"2028-03-01\",\"endsOn\":\"2029-01-01\",\"reason\":\"Replaced\"}")
        .statusCode(200)
        .body("state", equalTo("TERMINATED"))
        .body("end", equalTo("2029-01-01"))
        .body("noticeOn", nullValue());
    get(contract + "?asOf=" + before).body("state", equalTo("RENEWED"));
    post(contract + "/renewals", "{\"number\":2}")
        .statusCode(409)
        .body("code", equalTo("ALREADY_TERMINATED"));
    post(contract + "/termination-withdrawal", "{\"reason\":\"Wrong contract\"}")
        .statusCode(200)
        .body("state", equalTo("RENEWED"))
        .body("end", equalTo("2029-02-01"));
    post(
            contract + "/entitlement-withdrawals",
            "{\"product\":\"Office\",\"reason\":\"Wrong contract\"}")
        .statusCode(200)
        .body("entitlements", hasSize(0));
  }

  @Test
  void what_is_signed_changes_by_a_correction_only() {
    put(contract, body("\"2024-01-15\"")).statusCode(201);
    put(contract, body("\"2024-01-16\"")).statusCode(409).body("code", equalTo("ALREADY_SIGNED"));
    post(contract + "/corrections", correction("\"2024-01-16\"", "\"Misread\""))
        .statusCode(200)
        .body("signedOn", equalTo("2024-01-16"));
    post(contract + "/corrections", correction("null", "null"))
        .statusCode(422)
        .body("errors.field", contains("reason", "contract.signedOn"));
    post(contract + "/corrections", "{\"reason\":\"Misread\"}")
        .statusCode(422)
        .body("errors.field", contains("contract"));
  }

  private String correction(String signedOn, String reason) {
    return "{\"contract\":%s,\"reason\":%s}".formatted(body(signedOn), reason);
  }

  @Test
  void a_repeated_call_is_answered_as_the_first_time() {
    put(contract, body("\"2024-01-15\""), "Idempotency-Key", "k1" + id).statusCode(201);
    post(contract + "/renewals", "{\"number\":1}", "Idempotency-Key", "k2" + id)
        .statusCode(200)
        .header("ETag", "\"2\"");
    post(contract + "/renewals", "{\"number\":1}", "Idempotency-Key", "k2" + id)
        .statusCode(200)
        .header("ETag", "\"2\"");
    post(contract + "/renewals", "{\"number\":2}", "Idempotency-Key", "k2" + id)
        .statusCode(422)
        .body("code", equalTo("IDENTITY_REUSED"));
    put(contract, body("\"2024-01-15\""), "Idempotency-Key", "k1" + id).statusCode(201);
    post(contract + "/renewals", "{\"number\":2}", "If-Match", "\"1\"")
        .statusCode(412)
        .body("code", equalTo("STALE"));
  }

  @Test
  void what_is_not_valid_in_itself_is_named() {
    put(
            contract,
            """
            {"establishment":"420784879","kind":"LEASE","supplier":" ","start":"01/02/2024",
             "initialTerm":"4 ans","renewal":{"most":0},"notice":"-P1M","amount":1.005}
            """)
        .statusCode(422)
        .body(
            "errors.field",
            contains(
                "establishment",
                "kind",
                "supplier",
                "subject",
                "start",
                "initialTerm",
                "renewal.term",
                "renewal.most",
                "notice",
                "amount",
                "amountPer"));
    put(LIST + "/%20", body("null")).statusCode(422);
    put(LIST + "/notices", body("null")).statusCode(405);
    put(contract, body("null").replace("P6M", "P5Y"))
        .statusCode(422)
        .body("errors[0].field", equalTo("notice"));
    get(contract).statusCode(404);
  }

  /** Mission, line 19. */
  @Test
  void line_19_the_category_forces_the_kind_of_budget() {
    put(contract, budget("RENTAL", "INVESTMENT"))
        .statusCode(422)
        .body("errors[0].field", equalTo("budget"))
        .body("errors[0].reason", equalTo("must be OPERATING for the kind RENTAL"));
    put(contract, budget("LICENCE_PURCHASE", "OPERATING")).statusCode(422);
    put(contract, budget("HARDWARE_PURCHASE", "OPERATING")).statusCode(422);
    put(contract, budget("INFRASTRUCTURE_PURCHASE", "OPERATING")).statusCode(422);
    put(contract, budget("RENTAL", "WHATEVER"))
        .statusCode(422)
        .body("errors[0].reason", equalTo("is not one of INVESTMENT, OPERATING"));
    put(contract, budget("LICENCE_PURCHASE", "INVESTMENT"))
        .statusCode(201)
        .body("budget", equalTo("INVESTMENT"));
    eventually(() ->
        get(LIST + "?budget=INVESTMENT&establishment=" + establishment)
            .body("items.id", contains(id)));
    get(LIST + "?budget=OPERATING&establishment=" + establishment).body("items", hasSize(0));
  }

  private String budget(String kind, String budget) {
    return body("\"2024-01-15\"")
        .replace(
            "\"kind\":\"RENTAL\"", "\"kind\":\"%s\",\"budget\":\"%s\"".formatted(kind, budget));
  }

  /** Numbers that are short to write and could cost a lot to expand. */
  @ParameterizedTest
  @CsvSource({
    "1e999999999, must have at most 12 digits",
    "0e999999999, must have at most 12 digits",
    "1e-999999999, must have no fractions of a cent",
    "-1e999999999, must not be negative",
    "-0.01, must not be negative",
    "1000000000000, must have at most 12 digits"
  })
  void an_amount_that_nobody_can_mean_is_refused(String amount, String reason) {
    put(contract, body("null").replace("34000", amount))
        .statusCode(422)
        .body("errors.field", contains("amount"))
        .body("errors[0].reason", equalTo(reason));
  }

  @Test
  void lengths_that_nobody_can_mean_are_refused() {
    for (var length : List.of("P51Y", "P2147483647Y", "P99999D", "P0D", "P1YT1H", "P-1Y")) {
      put(contract, body("null").replace("P4Y", length))
          .statusCode(422)
          .body("errors[0].field", equalTo("initialTerm"));
    }
  }

  @Test
  void a_contract_of_an_unknown_establishment_is_refused() {
    establishment = Invented.finess();
    put(contract, body("null")).statusCode(409).body("code", equalTo("UNKNOWN_ESTABLISHMENT"));
    post(contract + "/renewals", "{\"number\":1}").statusCode(404);
  }

  @Test
  void buyers_record_contracts_and_who_only_asks_for_software_does_not() {
    as("buyer", establishment).body(body("\"2024-01-15\"")).put(contract).then().statusCode(201);
    for (var role : List.of("requester", "rssi", "ops")) {
      as(role, establishment)
          .body("{\"number\":1}")
          .post(contract + "/renewals")
          .then()
          .statusCode(403);
    }
    as("system", establishment)
        .body("{\"number\":1}")
        .post(contract + "/renewals")
        .then()
        .statusCode(200);
    as("system", establishment)
        .body(correction("\"2024-01-16\"", "\"Misread\""))
        .post(contract + "/corrections")
        .then()
        .statusCode(403);
  }

  @Test
  void what_another_group_has_is_answered_like_what_nobody_has() {
    put(contract, body("\"2024-01-15\"")).statusCode(201);
    var stranger = Api.establishment();
    for (var address : List.of(contract, LIST + "/nowhere-" + id)) {
      as("dsi", stranger).get(address).then().statusCode(404);
      as("dsi", stranger)
          .body("{\"number\":1}")
          .post(address + "/renewals")
          .then()
          .statusCode(404)
          .body("detail", equalTo("There is no such contract: declare it first."));
    }
    as("dsi", stranger)
        .get(LIST + "?establishment=" + establishment)
        .then()
        .statusCode(200)
        .body("total", equalTo(0));
    var mine = establishment;
    establishment = stranger;
    as("dsi", stranger).body(body("null")).put(contract).then().statusCode(404);
    establishment = mine;
  }

  private static RequestSpecification as(String role, String finess) {
    return given()
        .header("Authorization", "Bearer " + AllRights.token("p-" + role, role, finess, ""))
        .contentType(ContentType.JSON);
  }

  @Test
  void the_list_follows_is_filtered_and_sorted() {
    sign("a", "2024-02-01", "P4Y", "Zeta");
    sign("b", "2022-02-01", "P4Y", "alpha");
    sign("c", "2023-02-01", "P1Y", "Ümlaut");
    var mine = LIST + "?establishment=" + establishment;
    eventually(() -> get(mine).body("total", equalTo(3)));
    get(mine)
        .body("items.id", contains(id + "a", id + "b", id + "c"))
        .body("completeUpTo", notNullValue())
        .body("items[0].cost", equalTo(136000.0f));
    get(mine + "&sort=end").body("items.id", contains(id + "c", id + "b", id + "a"));
    get(mine + "&sort=supplier").body("items.id", contains(id + "b", id + "c", id + "a"));
    get(mine + "&inForceOn=2024-01-31").body("items.id", contains(id + "b", id + "c"));
    get(mine + "&inForceOn=2024-02-01").body("items.id", contains(id + "a", id + "b"));
    get(mine + "&q=umlaut").body("items.id", contains(id + "c"));
    get(mine + "&kind=HOSTING").body("items", hasSize(0));
    get(mine + "&state=ACTIVE").body("total", equalTo(3));
    get(mine + "&asOf=2015-01-01").body("total", equalTo(0));
    String next =
        get(mine + "&sort=end&limit=2")
            .body("items.id", contains(id + "c", id + "b"))
            .extract()
            .path("next");
    get(mine + "&sort=end&limit=2&cursor=" + next)
        .body("items.id", contains(id + "a"))
        .body("next", nullValue());
    get(mine + "&cursor=" + next).statusCode(400);
    get(mine + "&sort=price").statusCode(400).body("errors[0].field", equalTo("sort"));
    get(mine + "&inForceOn=today").statusCode(400).body("errors[0].field", equalTo("inForceOn"));
  }

  private void sign(String suffix, String start, String term, String supplier) {
    put(
            contract + suffix,
            body("\"2022-01-15\"")
                .replace("2024-02-01", start)
                .replace("P4Y", term)
                .replace("Éditeur", supplier))
        .statusCode(201);
  }

  private String body(String signedOn) {
    return """
    {"establishment":"%s","kind":"RENTAL","supplier":"Éditeur","subject":"Dossier patient",
     "signedOn":%s,"start":"2024-02-01","initialTerm":"P4Y",
     "renewal":{"term":"P1Y","most":2,"tacit":true},"notice":"P6M",
     "amount":34000,"amountPer":"YEAR"}
    """
        .formatted(establishment, signedOn);
  }
}
