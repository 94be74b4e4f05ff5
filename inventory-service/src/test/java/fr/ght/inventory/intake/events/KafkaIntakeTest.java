package fr.ght.inventory.intake.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events that establishments send through Kafka. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class KafkaIntakeTest {
  private static final Instant MORNING = Instant.parse("2026-11-20T07:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Broker broker;

  private final String source = "urn:test:" + Invented.id();
  private final String seed = Invented.id();
  private final String application = "glims-" + seed;
  private String establishment = "";

  @BeforeAll
  static void connect() {
    broker = new Broker(LocalServers.kafka().bootstrapServers());
    broker.awaitTopic("ght.intake");
    broker.awaitTopic("ght.intake.rejected");
  }

  @AfterAll
  static void disconnect() {
    broker.close();
  }

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void a_machine_is_reported_in_structured_mode() throws Exception {
    broker.structured("ght.intake", machine("1", "pc-1"));
    counted(1);
    assertThat(Log.actorsOf(establishment)).contains("kafka:" + establishment);
    Api.get("/api/inventory/assets/" + Log.assetsOf(establishment).getFirst())
        .body("lastSeen", equalTo(MORNING.toString()));
  }

  @Test
  void a_bill_of_materials_makes_a_machine_known() throws Exception {
    var bom =
        """
        {"specversion":"1.0","type":"fr.ght.intake.bom-reported.v1","source":"%s","id":"%s",
         "establishment":"%s","data":{"bomFormat":"CycloneDX","specVersion":"1.6",
          "metadata":{"component":{"type":"device","name":"Pompe",
           "properties":[{"name":"ght:device:id","value":"pump"}]}},
          "components":[{"type":"firmware","name":"Microprogramme","version":"3.1"}]}}
        """;
    broker.structured("ght.intake", bom.formatted(source, "1", establishment));
    counted(1);
    broker.structured("ght.intake", bom.formatted(source, "2", establishment).replace("1.6", "9"));
    assertThat(rejected(1).getFirst()).contains("specVersion is not one of 1.5, 1.6");
    counted(1);
  }

  @Test
  void an_application_is_declared_in_binary_mode() throws Exception {
    broker.send("ght.intake", binary("1", "application-declared", application), declared());
    shown("state", "IN_PRODUCTION");
    broker.send("ght.intake", binary("2", "application-decommissioned", application), new byte[0]);
    shown("state", "DECOMMISSIONED");
  }

  @Test
  void attributes_of_the_binary_mode_are_plain_utf_8() throws Exception {
    var accented = source + ":hôpital";
    var headers = new java.util.HashMap<>(binary("é1", "application-declared", application));
    headers.put("ce_source", accented);
    broker.send("ght.intake", headers, declared());
    shown("state", "IN_PRODUCTION");
    over_http(
            """
            {"specversion":"1.0","type":"fr.ght.intake.application-declared.v1","source":"%s",
             "id":"é1","subject":"%s","establishment":"%s","data":%s}
            """
                .formatted(
                    accented,
                    application,
                    establishment,
                    new String(declared(), StandardCharsets.UTF_8)))
        .body("results[0].status", equalTo("duplicate"));
  }

  @Test
  void an_event_that_comes_again_is_known_whichever_way_it_came() throws Exception {
    broker.structured("ght.intake", machine("1", "pc-1"));
    counted(1);
    var before = Log.eventsOf(establishment);
    broker.structured("ght.intake", machine("1", "pc-1"));
    over_http(machine("1", "pc-1")).body("results[0].status", equalTo("duplicate"));
    over_http(machine("2", "pc-2")).body("results[0].status", equalTo("accepted"));
    broker.structured("ght.intake", machine("2", "pc-2"));
    broker.structured("ght.intake", machine("3", "pc-3"));

    counted(3);
    assertThat(Log.eventsOf(establishment)).startsWith(before.toArray(String[]::new));
    assertThat(rejected()).isEmpty();
  }

  @Test
  void the_same_identity_with_another_body_is_rejected() throws Exception {
    broker.structured("ght.intake", machine("1", "pc-1"));
    counted(1);
    broker.structured("ght.intake", machine("1", "pc-9"));

    assertThat(rejected(1).getFirst()).contains("named another event before");
    counted(1);
  }

  @Test
  void an_establishment_sends_to_a_topic_of_its_own_and_need_not_name_itself() throws Exception {
    var own = "ght.intake." + establishment;
    broker.makeTopic(own);
    broker.structured(
        own, machine("1", "pc-1").replace("\"establishment\":\"" + establishment + "\",", ""));
    broker.structured(own, machine("2", "pc-2"));
    counted(2);
  }

  @Test
  void nobody_speaks_for_another_establishment() throws Exception {
    var other = Api.establishment();
    var own = "ght.intake." + establishment;
    broker.makeTopic(own);
    var foreign = InventedReport.of("pc-1").hardware(seed).event(source, "1", other, MORNING);
    broker.structured(own, foreign);
    broker.send(
        own,
        binary("2", "application-declared", application),
        new String(declared(), StandardCharsets.UTF_8)
            .replace(establishment, other)
            .getBytes(StandardCharsets.UTF_8));
    broker.structured(own, machine("3", "pc-3"));

    counted(1);
    var reasons = rejected(2);
    assertThat(reasons).anyMatch(reason -> reason.contains("no such establishment"));
    assertThat(reasons).anyMatch(reason -> reason.contains("differs from that of the event"));
    assertThat(Log.machinesOf(other)).isZero();
    Api.get("/api/inventory/applications/" + application).statusCode(404);
  }

  @Test
  void what_is_no_good_event_is_rejected_with_its_reason_and_holds_nothing_up() throws Exception {
    var rows = broker.all("ght.intake.rejected").size();
    broker.send(
        "ght.intake", Map.of("x-" + seed, "1"), "no event".getBytes(StandardCharsets.UTF_8));
    broker.structured("ght.intake", "{");
    broker.structured("ght.intake", "[]");
    broker.structured("ght.intake", "null");
    broker.send(
        "ght.intake",
        Map.of("content-type", "application/cloudevents-batch+json"),
        ("[" + machine("1", "pc-1") + "]").getBytes(StandardCharsets.UTF_8));
    broker.send("ght.intake", Map.of("ce_specversion", "7.0"), declared());
    broker.structured(
        "ght.intake", machine("2", "pc-2").replace("machine-reported", "machine-lost"));
    broker.structured("ght.intake", machine("3", "pc-3").replace(establishment, "420784879"));
    broker.structured("ght.intake", machine("4", "pc-4").replace(establishment, Invented.finess()));
    broker.structured(
        "ght.intake",
        machine("5", "pc-5").replace("\"establishment\":\"" + establishment + "\",", ""));
    broker.send(
        "ght.intake",
        binary("6", "machine-reported", application),
        "no json".getBytes(StandardCharsets.UTF_8));
    broker.structured("ght.intake", machine("7", "pc-7"));

    counted(1);
    await().atMost(PATIENCE).until(() -> broker.all("ght.intake.rejected").size() == rows + 11);
    var reasons =
        broker.all("ght.intake.rejected").stream().skip(rows).map(KafkaIntakeTest::reason).toList();
    assertThat(reasons)
        .allMatch(reason -> reason.length() > 10)
        .anyMatch(reason -> reason.contains("ce_specversion"))
        .anyMatch(reason -> reason.contains("type is not one of"))
        .anyMatch(reason -> reason.contains("check digit"))
        .anyMatch(reason -> reason.contains("never in any group"))
        .anyMatch(reason -> reason.contains("establishment is missing"))
        .anyMatch(reason -> reason.contains("agent's JSON inventory"));
  }

  @Test
  void a_rejected_event_is_as_it_came_and_says_where_that_was() throws Exception {
    var body = "{\"source\":\"" + source + "\"}";
    broker.send(
        "ght.intake",
        Map.of(
            "content-type", "application/cloudevents+json",
            "trace", "of the sender",
            "Authorization", "Bearer secret",
            "long", "x".repeat(5_000)),
        body.getBytes(StandardCharsets.UTF_8));

    rejected(1);
    var row = rejectedRows().getFirst();
    assertThat(new String(row.value(), StandardCharsets.UTF_8)).isEqualTo(body);
    assertThat(Broker.header(row, "trace")).isEqualTo("of the sender");
    assertThat(Broker.header(row, "ght_topic")).isEqualTo("ght.intake");
    assertThat(Broker.header(row, "ght_partition")).isNotEmpty();
    assertThat(Broker.header(row, "ght_offset")).isNotEmpty();
    assertThat(row.headers().toArray())
        .extracting(header -> header.key())
        .doesNotContain("Authorization", "long")
        .noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void an_event_larger_than_over_http_is_rejected_and_only_its_beginning_is_kept()
      throws Exception {
    var start = "{\"source\":\"" + source + "\",\"x\":\"";
    var large = start + "x".repeat(17 * 1024 * 1024) + "\"}";
    broker.structured("ght.intake", large);
    broker.structured("ght.intake", machine("2", "pc-2"));

    counted(1);
    assertThat(rejected(1).getFirst()).contains("larger than");
    var row = rejectedRows().getFirst();
    assertThat(row.value()).hasSize(64 * 1024);
    assertThat(Broker.header(row, "ght_whole_length")).isEqualTo("" + large.length());
  }

  @Test
  void kafka_refuses_what_is_too_large_also_if_it_was_sent_small() {
    try (var compressing =
        new Broker(
            Map.of("bootstrap.servers", LocalServers.kafka().bootstrapServers()),
            Map.of("compression.type", "gzip"))) {
      assertThatThrownBy(() -> compressing.structured("ght.intake", "x".repeat(40 * 1024 * 1024)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void what_is_taken_and_refused_is_counted() throws Exception {
    broker.structured("ght.intake", machine("1", "pc-1"));
    counted(1);
    broker.structured("ght.intake", machine("1", "pc-1"));
    broker.structured("ght.intake", machine("1", "pc-2"));
    rejected(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var metrics = given().get("/q/metrics").asString();
          assertThat(metrics)
              .contains("ght_intake_events_total{outcome=\"accepted\"}")
              .contains("ght_intake_events_total{outcome=\"duplicate\"}")
              .contains("ght_intake_events_total{outcome=\"refused\"}")
              .contains("ght_intake_stalled_seconds 0.0");
        });
    given()
        .get("/q/health/well")
        .then()
        .body("checks.find { it.name == 'intake from Kafka' }.status", equalTo("UP"));
  }

  private String machine(String id, String device) {
    return InventedReport.of(device)
        .hardware(seed + device)
        .event(source, id, establishment, MORNING);
  }

  private Map<String, String> binary(String id, String type, String subject) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_type",
        "fr.ght.intake." + type + ".v1",
        "ce_source",
        source,
        "ce_id",
        id,
        "ce_subject",
        subject,
        "ce_time",
        MORNING.toString(),
        "ce_establishment",
        establishment,
        "content-type",
        "application/json");
  }

  private byte[] declared() {
    return """
    {"establishment":"%s","function":"laboratory","product":"GLIMS","version":"10.2",
     "state":"IN_PRODUCTION","users":1}
    """
        .formatted(establishment)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static io.restassured.response.ValidatableResponse over_http(String event) {
    return given()
        .header("Content-Type", "application/cloudevents+json")
        .body(event.getBytes(StandardCharsets.UTF_8))
        .post("/api/inventory/events")
        .then()
        .statusCode(200);
  }

  private void counted(long machines) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Log.machinesOf(establishment)).isEqualTo(machines));
  }

  private void shown(String field, String value) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            Api.get("/api/inventory/applications/" + application)
                .statusCode(200)
                .body(field, equalTo(value)));
  }

  /** The reasons of this test's own rejected events, as many as there must be. */
  private List<String> rejected(int events) {
    await().atMost(PATIENCE).until(() -> rejectedRows().size() >= events);
    assertThat(rejected()).hasSize(events);
    return rejected();
  }

  private List<String> rejected() {
    return rejectedRows().stream().map(KafkaIntakeTest::reason).toList();
  }

  private List<ConsumerRecord<String, byte[]>> rejectedRows() {
    return broker.all("ght.intake.rejected").stream()
        .filter(row ->
            new String(row.value(), StandardCharsets.UTF_8).contains(source)
                || Broker.header(row, "ce_source").equals(source))
        .toList();
  }

  private static String reason(ConsumerRecord<String, byte[]> row) {
    return Broker.header(row, "ght_reason");
  }
}
