package fr.ght.inventory.intake.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the senders of CloudEvents hear, and what becomes of them. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class EventsTest {
  private static final String ADDRESS = "/api/inventory/events";
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final Instant MORNING = Instant.parse("2026-11-20T07:00:00Z");

  private final String source = "urn:test:" + Invented.id();
  private final String seed = Invented.id();
  private final String application = "glims-" + seed;
  private String establishment = "";

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void a_machine_is_reported_and_again_is_a_duplicate() {
    var event = machine("1", InventedReport.of("pc-1").hardware(seed));
    push(STRUCTURED, event).statusCode(200).body("results", hasSize(1));
    push(STRUCTURED, event)
        .body("results[0].source", equalTo(source))
        .body("results[0].id", equalTo("1"))
        .body("results[0].status", equalTo("duplicate"))
        .body("results[0].reason", nullValue());

    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  @Test
  void an_event_that_changed_nothing_is_a_duplicate_all_the_same() {
    var report = InventedReport.of("pc-1").hardware(seed);
    status(STRUCTURED, machine("1", report), "accepted");
    status(STRUCTURED, machine("2", report), "accepted");
    status(STRUCTURED, machine("2", report), "duplicate");
    var partial = InventedReport.of("pc-2").hardware(seed + 2).changesOnly();
    status(STRUCTURED, machine("3", partial), "accepted");
    status(STRUCTURED, machine("3", partial), "duplicate");
    status(STRUCTURED, machine("4", partial), "accepted");
  }

  @Test
  void the_same_identity_with_another_body_is_refused() {
    status(STRUCTURED, machine("1", InventedReport.of("pc-1").hardware(seed)), "accepted");
    var before = Log.eventsOf(establishment);
    push(STRUCTURED, machine("1", InventedReport.of("pc-9").hardware(seed + 9)))
        .body("results[0].status", equalTo("refused"))
        .body("results[0].reason", containsString("named another event before"));

    assertThat(Log.eventsOf(establishment)).isEqualTo(before);
    status(STRUCTURED, declared("a-1", "10.2"), "accepted");
    push(STRUCTURED, declared("a-1", "10.3"))
        .body("results[0].reason", containsString("named another event before"));
  }

  @Test
  void the_events_time_is_when_the_machine_was_observed() {
    var report = InventedReport.of("pc-1").hardware(seed).on("2026-11-20 23:00:00");
    status(STRUCTURED, report.event(source, "1", establishment, MORNING), "accepted");

    Api.get("/api/inventory/assets/" + Log.assetsOf(establishment).getFirst())
        .body("lastSeen", equalTo(MORNING.toString()));
  }

  @Test
  void an_application_is_declared_and_decommissioned() {
    status(STRUCTURED, declared("1", "10.2"), "accepted");
    status(STRUCTURED, declared("1", "10.2"), "duplicate");
    shown("version").isEqualTo("10.2");
    status(STRUCTURED, decommissioned("2", establishment), "accepted");
    shown("state").isEqualTo("DECOMMISSIONED");
    status(STRUCTURED, declared("1", "10.2"), "duplicate");
    shown("state").isEqualTo("DECOMMISSIONED");
  }

  @Test
  void an_application_may_be_named_in_the_data() {
    var event =
        """
        {"specversion":"1.0","type":"fr.ght.intake.application-declared.v1","source":"%s","id":"1",
         "data":{"id":"%s","establishment":"%s","function":"laboratory","product":"GLIMS",
                 "state":"IN_PRODUCTION"}}
        """
            .formatted(source, application, establishment);
    status(STRUCTURED, event, "accepted");
    shown("product").isEqualTo("GLIMS");
  }

  @Test
  void a_contract_is_signed_and_again_is_a_duplicate() {
    var contract = "contract-" + seed;
    status(STRUCTURED, signed("1", contract, "\"2024-01-15\""), "accepted");
    status(STRUCTURED, signed("1", contract, "\"2024-01-15\""), "duplicate");
    Api.get("/api/inventory/contracts/" + contract)
        .body("state", equalTo("ACTIVE"))
        .body("end", equalTo("2028-02-01"));
    push(STRUCTURED, signed("2", contract, "null"))
        .body("results[0].status", equalTo("refused"))
        .body("results[0].reason", equalTo("signedOn is missing"));
    push(STRUCTURED, signed("3", contract, "\"2024-01-16\""))
        .body("results[0].status", equalTo("refused"))
        .body("results[0].reason", containsString("POST a correction"));
  }

  private String signed(String id, String contract, String day) {
    return """
    {"specversion":"1.0","type":"fr.ght.intake.contract-signed.v1","source":"%s","id":"%s",
     "subject":"%s","establishment":"%s",
     "data":{"kind":"RENTAL","supplier":"Éditeur","subject":"Dossier patient","signedOn":%s,
             "start":"2024-02-01","initialTerm":"P4Y"}}
    """
        .formatted(source, id, contract, establishment, day);
  }

  @Test
  void an_establishment_speaks_of_its_own_applications_only() {
    status(STRUCTURED, declared("1", "10.2"), "accepted");
    push(STRUCTURED, decommissioned("2", Api.establishment()))
        .body("results[0].status", equalTo("refused"))
        .body("results[0].reason", containsString("another establishment"));
    shown("state").isEqualTo("IN_PRODUCTION");
  }

  @Test
  void the_binary_mode_is_the_same_event() {
    var report = InventedReport.of("pc-1").hardware(seed);
    binary("1", report.json()).body("results[0].status", equalTo("accepted"));
    status(STRUCTURED, machine("1", report), "duplicate");
    binary("2", "no json").body("results[0].status", equalTo("refused"));
  }

  @Test
  void a_bad_event_spoils_no_other_of_its_batch() {
    var good = InventedReport.of("pc-1").hardware(seed);
    var unknown = Invented.finess();
    push(
            BATCH,
            batch(
                List.of(
                    machine("1", good),
                    "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"%s\"}".formatted(source),
                    "17",
                    good.event(source, "4", unknown, MORNING),
                    good.event(source, "5", "420784879", MORNING),
                    declared("6", "10.2").replace("laboratory", "LAB !"),
                    declared("7", "10.2").replace("\"users\":1", "\"userz\":1"),
                    declared("8", "10.2").replace("application-declared", "application-lost"),
                    machine("9", good)
                        .replace("\"action\":\"inventory\"", "\"action\":\"contact\""),
                    machine("1", good),
                    declared("11", "10.2"))))
        .statusCode(200)
        .body(
            "results.status",
            equalTo(
                List.of(
                    "accepted",
                    "refused",
                    "refused",
                    "refused",
                    "refused",
                    "refused",
                    "refused",
                    "refused",
                    "refused",
                    "duplicate",
                    "accepted")))
        .body("results[1].id", equalTo("2"))
        .body("results[2].id", nullValue())
        .body("results[3].reason", containsString("never in any group"))
        .body("results[4].reason", containsString("check digit"))
        .body("results[5].reason", containsString("function"))
        .body("results[6].reason", containsString("userz is unknown"))
        .body("results[7].reason", containsString("type is not one of"))
        .body("results[8].reason", containsString("inventory"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  @Test
  void events_of_one_application_are_taken_in_their_order() {
    var events = new ArrayList<String>();
    for (int i = 0; i < 50; i++) {
      events.add(declared("v" + i, "1." + i));
      events.add(machine("m" + i, InventedReport.of("pc-" + i).hardware(seed + i)));
    }
    push(BATCH, batch(events))
        .statusCode(200)
        .body("results.status.unique()", equalTo(List.of("accepted")))
        .body(
            "results.id",
            equalTo(
                IntStream.range(0, 50)
                    .boxed()
                    .flatMap(i -> List.of("v" + i, "m" + i).stream())
                    .toList()));
    shown("version").isEqualTo("1.49");
    assertThat(Log.machinesOf(establishment)).isEqualTo(50);
  }

  @Test
  void what_is_no_event_is_a_problem() {
    push("application/json", "{}").statusCode(415).contentType(Problem.MEDIA_TYPE);
    push(STRUCTURED, "{").statusCode(400).contentType(Problem.MEDIA_TYPE);
    push(STRUCTURED, "{\"specversion\":\"1.0\"}").statusCode(400);
    push(STRUCTURED, "").statusCode(400);
    push(STRUCTURED, "null").statusCode(400);
    push(BATCH, "{}").statusCode(400);
    push(BATCH, "[null,[],\"x\",{\"specversion\":\"1.0\",\"id\":{},\"source\":[],\"type\":1}]")
        .statusCode(200)
        .body("results.status.unique()", equalTo(List.of("refused")));
    push(BATCH, "[]").statusCode(200).body("results", hasSize(0));
    push(BATCH, batch(java.util.Collections.nCopies(1001, "1"))).statusCode(413);
  }

  private String machine(String id, InventedReport report) {
    return report.event(source, id, establishment, MORNING);
  }

  private String declared(String id, String version) {
    return """
    {"specversion":"1.0","type":"fr.ght.intake.application-declared.v1","source":"%s","id":"%s",
     "subject":"%s","establishment":"%s",
     "data":{"establishment":"%s","function":"laboratory","product":"GLIMS","version":"%s",
             "state":"IN_PRODUCTION","users":1}}
    """
        .formatted(source, id, application, establishment, establishment, version);
  }

  private String decommissioned(String id, String by) {
    return """
    {"specversion":"1.0","type":"fr.ght.intake.application-decommissioned.v1","source":"%s",
     "id":"%s","subject":"%s","establishment":"%s"}
    """
        .formatted(source, id, application, by);
  }

  private static String batch(List<String> events) {
    return events.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static void status(String mode, String event, String status) {
    push(mode, event).statusCode(200).body("results[0].status", equalTo(status));
  }

  private org.assertj.core.api.AbstractStringAssert<?> shown(String field) {
    String value = Api.get("/api/inventory/applications/" + application).extract().path(field);
    return assertThat(value);
  }

  private ValidatableResponse binary(String id, String data) {
    return given()
        .header("ce-specversion", "1.0")
        .header("ce-type", "fr.ght.intake.machine-reported.v1")
        .header("ce-source", source)
        .header("ce-id", id)
        .header("ce-time", MORNING.toString())
        .header("ce-establishment", establishment)
        .contentType("application/json")
        .body(data)
        .post(ADDRESS)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse push(String mode, String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .header("Content-Type", mode)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(ADDRESS)
        .then();
  }
}
