package fr.ght.inventory.intake;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.inventory.Invented;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ApplicationsTest {
  private static final String LIST = "/api/inventory/applications";

  private final String id = "glims-" + Invented.id();
  private String establishment = "";

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void an_application_is_declared_changes_version_and_is_decommissioned() {
    declare("10.2", "IN_PRODUCTION")
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("id", equalTo(id))
        .body("state", equalTo("IN_PRODUCTION"));
    declare("10.2", "IN_PRODUCTION").statusCode(200).header("ETag", "\"1\"");
    declare("10.3", "IN_PRODUCTION").statusCode(200).body("version", equalTo("10.3"));
    var before = Instant.now();
    delete(LIST + "/" + id).statusCode(204);

    get(LIST + "/" + id).body("state", equalTo("DECOMMISSIONED"));
    get(LIST + "/" + id + "?asOf=" + before).body("state", equalTo("IN_PRODUCTION"));
    declare("10.4", "IN_PRODUCTION")
        .statusCode(409)
        .body("code", equalTo("ALREADY_DECOMMISSIONED"));
    post(
            LIST + "/" + id + "/state-corrections",
            "{\"state\":\"READ_ONLY\",\"reason\":\"Still used for old results\"}")
        .statusCode(200)
        .body("state", equalTo("READ_ONLY"));
  }

  @Test
  void an_application_of_an_unknown_establishment_is_refused() {
    put(LIST + "/" + id, body(Invented.finess(), "10.2", "IN_PRODUCTION"))
        .statusCode(409)
        .body("code", equalTo("UNKNOWN_ESTABLISHMENT"));
    get(LIST + "/" + id).statusCode(404);
  }

  @Test
  void what_is_not_valid_in_itself_is_named() {
    put(
            LIST + "/" + id,
            "{\"establishment\":\"420784879\",\"product\":\" \",\"state\":\"OLD\",\"users\":-1}")
        .statusCode(422)
        .body(
            "errors.field.sort()",
            equalTo(java.util.List.of("establishment", "function", "product", "state", "users")));
    put(LIST + "/%20", body(establishment, "1", "PLANNED")).statusCode(422);
    put(LIST + "/" + id, "{\"users\":\"many\"}").statusCode(400);
  }

  @Test
  void the_list_follows_and_is_filtered() {
    declare("10.2", "IN_PRODUCTION").statusCode(201);
    var before = Instant.now();
    declare("11.0", "READ_ONLY").statusCode(200);
    var mine = LIST + "?establishment=" + establishment;

    eventually(() -> get(mine).body("items[0].version", equalTo("11.0")));
    get(mine)
        .body("total", equalTo(1))
        .body("totalIsExact", equalTo(true))
        .body("next", nullValue())
        .body("completeUpTo", notNullValue())
        .body("items[0].id", equalTo(id));
    get(mine + "&asOf=" + before).body("items[0].version", equalTo("10.2"));
    get(mine + "&asOf=2015-01-01").body("items", hasSize(0)).body("total", equalTo(0));
    get(mine + "&function=laboratory&state=READ_ONLY&product=glims&q=GLIMS-")
        .body("items", hasSize(1));
    get(mine + "&q=nowhere").body("items", hasSize(0));
    get(mine + "&state=OLD").statusCode(400).body("errors[0].field", equalTo("state"));
    get(LIST + "?establishment=420784879")
        .statusCode(400)
        .body("errors[0].field", equalTo("establishment"));
  }

  @Test
  void the_list_is_paged_by_cursor() {
    for (int i = 0; i < 5; i++) {
      put(LIST + "/" + id + i, body(establishment, "1." + i, "PLANNED")).statusCode(201);
    }
    var mine = LIST + "?limit=2&establishment=" + establishment;
    eventually(() -> get(mine).body("total", equalTo(5)));
    String second =
        get(mine)
            .body("items.id", equalTo(java.util.List.of(id + 0, id + 1)))
            .extract()
            .path("next");
    String third =
        get(mine + "&cursor=" + second)
            .body("items.id", equalTo(java.util.List.of(id + 2, id + 3)))
            .body("total", equalTo(5))
            .extract()
            .path("next");
    get(mine + "&cursor=" + third)
        .body("items.id", equalTo(java.util.List.of(id + 4)))
        .body("next", nullValue());
    get(mine + "&cursor=forged!").statusCode(400).body("errors[0].field", equalTo("cursor"));
    get(LIST + "?limit=0").statusCode(400).body("errors[0].field", equalTo("limit"));
  }

  private ValidatableResponse declare(String version, String state) {
    return put(LIST + "/" + id, body(establishment, version, state));
  }

  private static String body(String establishment, String version, String state) {
    return """
    {"establishment":"%s","function":"laboratory","product":"GLIMS","version":"%s",
     "state":"%s","users":340}
    """
        .formatted(establishment, version, state);
  }
}
