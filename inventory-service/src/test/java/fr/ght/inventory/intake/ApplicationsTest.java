package fr.ght.inventory.intake;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
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

  @Test
  void how_an_application_is_run_is_said_kept_and_listed() {
    say("""
    "instance":"glims-loire",
    "needs":{"availability":4,"integrity":3,"confidentiality":4,"evidence":2,
             "rto":"PT4H","rpo":"PT15M"},
    "hosting":{"kind":"CERTIFIED_HOST","host":"Hébergeur inventé","certificate":
      {"number":"HDS-1","validFrom":"2025-02-01","validUntil":"2026-01-31"}},
    "interfaces":[{"application":"dpi-chu","standard":"HL7v2","direction":"BOTH"},
                  {"system":"DMP","standard":"FHIR","direction":"SENDS"}]
    """)
        .statusCode(201)
        .body("instance", equalTo("glims-loire"))
        .body("needs.rpo", equalTo("PT15M"))
        .body("hosting.certificate.standing", equalTo("EXPIRED"))
        .body("interfaces.standard", equalTo(java.util.List.of("FHIR", "HL7v2")));
    declare("10.3", "IN_PRODUCTION").statusCode(200);
    get(LIST + "/" + id)
        .body("version", equalTo("10.3"))
        .body("needs.availability", equalTo(4))
        .body("interfaces.application", equalTo(java.util.Arrays.asList(null, "dpi-chu")));

    var mine = LIST + "?establishment=" + establishment;
    eventually(() -> get(mine).body("items[0].version", equalTo("10.3")));
    get(mine)
        .body("items[0].instance", equalTo("glims-loire"))
        .body("items[0].evidence", equalTo(2))
        .body("items[0].rto", equalTo("PT4H"))
        .body("items[0].hosting", equalTo("CERTIFIED_HOST"))
        .body("items[0].certificateUntil", equalTo("2026-01-31"))
        .body("items[0].certificateStanding", equalTo("EXPIRED"))
        .body("items[0].interfaces", equalTo(2));
    get(mine + "&certificate=EXPIRED&instance=glims-loire&hosting=CERTIFIED_HOST")
        .body("total", equalTo(1));
    get(mine + "&certificate=EXPIRED&on=2026-01-31").body("total", equalTo(0));
    get(mine + "&certificate=VALID&on=2026-01-31")
        .body("items.certificateStanding", equalTo(java.util.List.of("VALID")));
    get(mine + "&certificate=NOT_YET_VALID&on=2025-01-31").body("total", equalTo(1));
    get(mine + "&certificate=NOT_SHOWN").body("total", equalTo(0));
    get(mine + "&certificate=LOST").statusCode(400).body("errors[0].field", equalTo("certificate"));
    get(mine + "&hosting=CLOUD").statusCode(400).body("errors[0].field", equalTo("hosting"));
  }

  @Test
  void what_was_known_may_be_unknown_again() {
    say("""
    "instance":"glims-loire","needs":{"availability":4,"integrity":3,"rto":"PT4H"},
    "hosting":{"kind":"GROUP"}
    """)
        .statusCode(201);
    say("\"unknown\":[\"instance\",\"availability\",\"rto\",\"hosting\"]")
        .statusCode(200)
        .body("instance", nullValue())
        .body("hosting", nullValue())
        .body("needs.availability", nullValue())
        .body("needs.rto", nullValue())
        .body("needs.integrity", equalTo(3));
    var mine = LIST + "?establishment=" + establishment;
    eventually(() -> get(mine).body("items[0].hosting", nullValue()));
    get(mine).body("items[0].instance", nullValue()).body("items[0].availability", nullValue());
    say("\"instance\":\"a\",\"unknown\":[\"instance\",\"price\",null]")
        .statusCode(422)
        .body("errors.field", equalTo(java.util.List.of("unknown[0]", "unknown[1]", "unknown[2]")))
        .body("errors[0].reason", equalTo("is said, too"));
  }

  @Test
  void what_is_not_valid_of_how_it_is_run_is_named() {
    say("""
    "instance":"no spaces","needs":{"availability":5,"rto":"4 hours","rpo":"-PT1H"},
    "hosting":{"kind":"ON_PREMISE","host":"Hébergeur inventé"},
    "interfaces":[null,{"application":"a","system":"b","standard":"FHIR","direction":"UP"}]
    """)
        .statusCode(422)
        .body(
            "errors.field.sort()",
            equalTo(
                java.util.List.of(
                    "hosting.host",
                    "instance",
                    "interfaces[0]",
                    "interfaces[0].direction",
                    "interfaces[0].standard",
                    "interfaces[1]",
                    "interfaces[1].direction",
                    "needs.availability",
                    "needs.rpo",
                    "needs.rto")));
    say("""
    "hosting":{"kind":"CERTIFIED_HOST","host":"Hébergeur inventé","certificate":
      {"number":"HDS-1","validFrom":"2025-02-01","validUntil":"2025-01-31"}}
    """)
        .statusCode(422)
        .body("errors[0].field", equalTo("hosting.certificate.validUntil"));
    say("\"hosting\":{\"kind\":\"CERTIFIED_HOST\"}")
        .statusCode(422)
        .body("errors[0].field", equalTo("hosting.host"));
    say("\"needs\":{\"traceability\":1}").statusCode(400);
    get(LIST + "/" + id).statusCode(404);
  }

  @Test
  void the_list_is_sorted_and_paged_in_that_order() {
    for (int i = 0; i < 5; i++) {
      put(
              LIST + "/" + id + i,
              """
              {"establishment":"%s","function":"laboratory","product":"P%d","state":"PLANNED",
               "users":%s}
              """
                  .formatted(establishment, i % 2, i == 3 ? "null" : String.valueOf(10 * i)))
          .statusCode(201);
    }
    var mine = LIST + "?limit=2&establishment=" + establishment;
    eventually(() -> get(mine).body("total", equalTo(5)));
    assertSorted(mine + "&sort=users", 3, 0, 1, 2, 4);
    assertSorted(mine + "&sort=-users", 4, 2, 1, 0, 3);
    assertSorted(mine + "&sort=product", 0, 2, 4, 1, 3);
    assertSorted(mine + "&sort=-product", 3, 1, 4, 2, 0);
    assertSorted(mine + "&sort=version", 0, 1, 2, 3, 4);
    assertSorted(mine + "&sort=certificateUntil", 0, 1, 2, 3, 4);
    get(mine + "&sort=color").statusCode(400).body("errors[0].field", equalTo("sort"));
    String other = get(mine + "&sort=product").extract().path("next");
    get(mine + "&sort=users&cursor=" + other)
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
  }

  private void assertSorted(String list, int... expected) {
    var ids = new java.util.ArrayList<String>();
    String next = null;
    do {
      var page = get(next == null ? list : list + "&cursor=" + next).statusCode(200).extract();
      ids.addAll(page.path("items.id"));
      next = page.path("next");
    } while (next != null);
    assertThat(ids).isEqualTo(java.util.Arrays.stream(expected).mapToObj(i -> id + i).toList());
  }

  private ValidatableResponse say(String operation) {
    return put(
        LIST + "/" + id,
        """
        {"establishment":"%s","function":"laboratory","product":"GLIMS","version":"10.2",
         "state":"IN_PRODUCTION","users":340,%s}
        """
            .formatted(establishment, operation));
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
