package fr.ght.inventory.intake.boms;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.Agent;
import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bills of materials as hospitals send them, and what becomes of the machines. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class BomsTest {
  private static final String ADDRESS = "/api/inventory/assets/import/cyclonedx";
  private static final String ASSETS = "/api/inventory/assets/";

  private final String seed = Invented.id();
  private final InventedReport report = InventedReport.of("pc-1").hardware(seed);
  private final String ght = Invented.ght();
  private final String establishment = Invented.finess();

  @BeforeEach
  void inAGroup() {
    Api.group(ght);
    Api.member(ght, establishment, "SUPPORT", "2016-07-01").statusCode(200);
  }

  /** With a serial number, of the BOM and of the machine, that only this test has. */
  private String own(String bom) {
    return bom.replace("SERIAL-0001", seed)
        .replaceAll("urn:uuid:[0-9a-f-]+", "urn:uuid:" + UUID.nameUUIDFromBytes(seed.getBytes()));
  }

  private String server() {
    return own(BomFiles.server());
  }

  private ValidatableResponse send(String bom, String... parameters) {
    var request = given().contentType(ContentType.JSON).body(BomFiles.bytes(bom));
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request.post(ADDRESS).then();
  }

  private ValidatableResponse send(String bom) {
    return send(bom, "establishment", establishment);
  }

  /** Of the machine that {@link #report} is of, as a scanner sees it. */
  private String scanned(String timestamp, String components) {
    return """
    {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"%s","component":
      {"type":"operating-system","name":"scanned",
       "properties":[{"name":"ght:device:uuid","value":"%s"}]}},"components":[%s]}
    """
        .formatted(timestamp, report.uuid(), components);
  }

  private static String library(String name, String version) {
    return "{\"type\":\"library\",\"name\":\"%s\",\"version\":\"%s\"}".formatted(name, version);
  }

  private String agentsMachine() {
    assertThat(Agent.glpi(establishment).send(report.bytes(), "application/json").status())
        .isEqualTo(200);
    return Log.assetsOf(establishment).getFirst();
  }

  @Test
  void a_server_that_nobody_knew_is_discovered_with_its_software() {
    send(server())
        .statusCode(200)
        .body("dryRun", equalTo(false))
        .body("outcome", equalTo("CREATED"))
        .body("components", equalTo(9))
        .body("software", equalTo(5))
        .body("passedOver", equalTo(3))
        .body("added", hasSize(5))
        .body("remarks", hasSize(0));

    get(ASSETS + Log.assetsOf(establishment).getFirst())
        .body("kind", equalTo("SERVER"))
        .body("name", equalTo("srv-essai-01"))
        .body("operatingSystem.name", equalTo("Debian GNU/Linux 12 (bookworm)"))
        .body("lastSeen", equalTo("2026-11-20T08:30:00.123456789Z"))
        .body(
            "software.purl",
            hasItem("pkg:deb/debian/libssl3@3.0.15-1~deb12u1?arch=amd64&distro=debian-12"))
        .body("software.cpe", hasItem("cpe:2.3:a:openssl:openssl:3.0.15:*:*:*:*:*:*:*"));
  }

  @Test
  void the_same_bill_again_changes_nothing() {
    send(server()).statusCode(200);
    var before = Log.eventsOf(establishment);

    send(server())
        .statusCode(200)
        .body("outcome", equalTo("DUPLICATE"))
        .body("asset", equalTo(Log.assetsOf(establishment).getFirst()));
    send(server().replaceAll("\\s*\"serialNumber\"[^\n]*", ""))
        .statusCode(200)
        .body("outcome", equalTo("UNCHANGED"));

    assertThat(Log.eventsOf(establishment)).isEqualTo(before);
  }

  @Test
  void another_content_under_the_same_serial_number_and_version_is_refused() {
    send(server()).statusCode(200);
    var before = Log.eventsOf(establishment);
    var other = server().replace("4.2.0", "4.3.0");

    send(other).statusCode(422).body("code", equalTo("IDENTITY_REUSED"));

    assertThat(Log.eventsOf(establishment)).isEqualTo(before);
    var next =
        other
            .replace("\"version\": 1,", "\"version\": 2,")
            .replace("2026-11-20T09", "2026-11-20T10");
    send(next)
        .statusCode(200)
        .body("outcome", equalTo("CHANGED"))
        .body("added.version", equalTo(List.of("4.3.0")))
        .body("removed.version", equalTo(List.of("4.2.0")));
  }

  @Test
  void a_dry_run_says_what_would_change_and_writes_nothing() {
    send(server(), "establishment", establishment, "dryRun", "true")
        .statusCode(200)
        .body("dryRun", equalTo(true))
        .body("outcome", equalTo("CREATED"))
        .body("asset", nullValue())
        .body("added", hasSize(5));
    assertThat(Log.eventsOf(establishment)).isEmpty();

    var asset = agentsMachine();
    var before = Log.eventsOf(establishment);
    send(
            scanned("2026-11-21T08:00:00Z", library("left-pad", "1.3.0")),
            "establishment",
            establishment,
            "dryRun",
            "true")
        .body("outcome", equalTo("CHANGED"))
        .body("asset", equalTo(asset))
        .body("added.name", equalTo(List.of("left-pad")))
        .body("removed.name", containsInAnyOrder("firefox", "7-zip"));
    assertThat(Log.eventsOf(establishment)).isEqualTo(before);
  }

  @Test
  void a_machine_that_its_agent_told_of_is_recognised_and_stays_what_its_agent_says_it_is() {
    var asset = agentsMachine();

    send(scanned("2026-11-21T08:00:00Z", library("left-pad", "1.3.0")))
        .statusCode(200)
        .body("outcome", equalTo("CHANGED"))
        .body("asset", equalTo(asset));

    get(ASSETS + asset)
        .body("name", equalTo("pc-1"))
        .body("kind", equalTo("WORKSTATION"))
        .body("software.name", equalTo(List.of("left-pad")));
    assertThat(Log.assetsOf(establishment)).hasSize(1);
  }

  @Test
  void what_is_older_than_what_is_known_changes_nothing() {
    var asset = agentsMachine();
    send(scanned("2026-11-19T08:00:00Z", library("left-pad", "1.3.0")))
        .statusCode(200)
        .body("outcome", equalTo("UNCHANGED"));
    get(ASSETS + asset).body("software.name", containsInAnyOrder("firefox", "7-zip"));
  }

  @Test
  void the_bill_of_one_application_adds_to_what_is_installed_and_removes_nothing() {
    var asset = agentsMachine();
    var application =
        """
        {"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"timestamp":"2026-11-21T08:00:00Z",
          "component":{"type":"application","name":"Serveur inventé","version":"1"}},
         "components":[%s]}
        """
            .formatted(library("left-pad", "1.3.0"));

    send(application, "asset", asset)
        .statusCode(200)
        .body("part", equalTo(true))
        .body("removed", hasSize(0))
        .body("added.name", containsInAnyOrder("Serveur inventé", "left-pad"));
    get(ASSETS + asset).body("software", hasSize(4));
    send(application.replace("08:00", "09:00"), "asset", asset, "whole", "true")
        .body("removed.name", containsInAnyOrder("firefox", "7-zip"));
  }

  @Test
  void an_asset_may_be_named_and_then_the_bill_must_not_be_of_another_one() {
    var asset = agentsMachine();
    var bom = scanned("2026-11-21T08:00:00Z", library("left-pad", "1.3.0"));

    send(bom.replace(String.valueOf(report.uuid()), UUID.randomUUID().toString()), "asset", asset)
        .statusCode(409)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("OTHER_MACHINE"));
    send(bom, "asset", UUID.randomUUID().toString()).statusCode(404);
    send(bom, "asset", "1").statusCode(422).body("errors[0].field", equalTo("asset"));
    send(bom, "asset", asset, "establishment", Api.establishment())
        .statusCode(422)
        .body("errors[0].field", equalTo("establishment"));
    send(bom, "asset", asset, "establishment", establishment).statusCode(200);
  }

  @Test
  void nobody_guesses_which_machine_is_meant() {
    var nothing = scanned("2026-11-21T08:00:00Z", "").replace("ght:device:uuid", "invented:x");
    send(nothing)
        .statusCode(422)
        .body("errors[0].field", equalTo("metadata.component"))
        .body("errors[0].reason", containsString("cdx:device:serialNumber"));

    for (int clone = 0; clone < 2; clone++) {
      var imaged = InventedReport.of("imaged-" + seed).hardware(seed + clone);
      Agent.glpi(establishment).send(imaged.bytes(), "application/json");
    }
    var before = Log.eventsOf(establishment);
    var weak =
        scanned("2026-11-21T08:00:00Z", library("left-pad", "1.3.0"))
            .replace("ght:device:uuid", "ght:device:id")
            .replace(String.valueOf(report.uuid()), "imaged-" + seed);
    send(weak)
        .statusCode(409)
        .body("code", equalTo("AMBIGUOUS_MACHINE"))
        .body("detail", containsString(Log.assetsOf(establishment).getLast()));
    assertThat(Log.eventsOf(establishment)).isEqualTo(before);
  }

  @Test
  void a_part_of_an_unknown_machine_makes_no_machine() {
    send(server().replace("\"type\": \"device\"", "\"type\": \"application\""))
        .statusCode(409)
        .body("code", equalTo("UNKNOWN_MACHINE"));
    assertThat(Log.eventsOf(establishment)).isEmpty();
  }

  @Test
  void what_is_wrong_is_named_and_nothing_is_written() {
    send(server(), "establishment", "420784879")
        .statusCode(422)
        .body("errors[0].field", equalTo("establishment"));
    send(server(), "dryRun", "true")
        .statusCode(400)
        .body("errors[0].field", equalTo("establishment"));
    send(server(), "establishment", establishment, "whole", "perhaps")
        .statusCode(400)
        .body("errors[0].field", equalTo("whole"));
    send("").statusCode(400);
    send("<bom/>").statusCode(415).body("code", equalTo("XML_NOT_TAKEN"));
    send(server().replace("\"1.6\"", "\"1.3\""))
        .statusCode(422)
        .body("errors[0].field", equalTo("specVersion"));
    send(server().replace("\"name\": \"libssl3\",", ""))
        .statusCode(422)
        .body("errors[0].field", equalTo("components[1].name"));
    assertThat(Log.eventsOf(establishment)).isEmpty();
  }

  @Test
  void as_an_event_it_is_taken_once_and_refused_with_the_reason() {
    push("1", server()).body("results[0].status", equalTo("accepted"));
    push("1", server()).body("results[0].status", equalTo("duplicate"));
    push("2", server().replace("\"1.6\"", "\"1.3\""))
        .body("results[0].status", equalTo("refused"))
        .body("results[0].reason", equalTo("specVersion is not one of 1.5, 1.6"));
    push("1", server().replace("4.2.0", "4.3.0"))
        .body("results[0].reason", containsString("named another event before"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  private ValidatableResponse push(String id, String bom) {
    return given()
        .contentType("application/cloudevents+json")
        .body(
            BomFiles.bytes(
                """
                {"specversion":"1.0","type":"fr.ght.intake.bom-reported.v1","source":"urn:test:%s",
                 "id":"%s","establishment":"%s","data":%s}
                """
                    .formatted(seed, id, establishment, bom)))
        .post("/api/inventory/events")
        .then()
        .statusCode(200);
  }

  @Test
  void its_identifiers_reach_the_products_of_the_group() {
    send(server()).statusCode(200);
    send(own(BomFiles.medicalDevice()).replace("\"" + seed + "\"", "\"pump-" + seed + "\""))
        .statusCode(200)
        .body("outcome", equalTo("CREATED"));

    eventually(() ->
        product("debian.libssl3")
            .body("purl", equalTo("pkg:deb/debian/libssl3"))
            .body("cpe", equalTo("cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*")));
    product("postgresql-global-development-group.postgresql").body("state", equalTo("RECOGNISED"));
    product("maven.com_fasterxml_jackson_core-jackson-databind")
        .body("publisher", equalTo(""))
        .body("versions.version", equalTo(List.of("2.21.2")));
    product("npm.git").body("purl", equalTo("pkg:npm/git"));
    product("generic.busybox").body("cpe", equalTo("cpe:2.3:a:busybox:busybox:*:*:*:*:*:*:*:*"));
  }

  private ValidatableResponse product(String code) {
    return get("/api/inventory/products/" + code + "?ght=" + ght).statusCode(200);
  }

  @Test
  void what_nobody_knows_is_suggested_by_its_cpe() {
    Api.put(
            "/api/inventory/products/invented.perfusion?ght=" + ght,
            """
            {"name":"Perfusion","publisher":"Inventé",
             "cpe":"cpe:2.3:a:invente:perfusion:*:*:*:*:*:*:*:*"}\
            """)
        .statusCode(201);
    send(server()
            .replace("\"publisher\": \"Éditeur inventé\",", "")
            .replace("cpe:/a:invente:serveur_de_resultats:4.2.0", "cpe:/a:invente:perfusion:4.2.0"))
        .statusCode(200);

    eventually(() ->
        get("/api/inventory/products/unknown?ght=" + ght)
            .body("items", hasSize(1))
            .body("items[0].cpe", equalTo("cpe:2.3:a:invente:perfusion:*:*:*:*:*:*:*:*"))
            .body("items[0].suggestion", notNullValue())
            .body("items[0].suggestion.code", equalTo("invented.perfusion"))
            .body("items[0].suggestion.alike", equalTo(1.0f)));
  }
}
