package fr.ght.inventory.intake.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.Agent;
import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class AssetsTest {
  private final InventedReport report = InventedReport.of("pc-1").hardware(Invented.id());
  private String establishment = "";
  private String address = "";

  @BeforeEach
  void aMachine() {
    establishment = Api.establishment();
    send(establishment, report);
    address = "/api/inventory/assets/" + Log.assetsOf(establishment).getFirst();
  }

  @Test
  void a_machine_is_shown_with_its_software_as_it_was() {
    var before = Instant.now();
    send(establishment, report.on("2026-11-20 10:00:00").with("firefox 129"));

    Api.get(address)
        .statusCode(200)
        .body("state", equalTo("IN_SERVICE"))
        .body("establishment", equalTo(establishment))
        .body("kind", equalTo("WORKSTATION"))
        .body("name", equalTo("pc-1"))
        .body("software.name", equalTo(java.util.List.of("firefox")));
    Api.get(address + "?asOf=" + before).body("software.name", hasItems("firefox", "7-zip"));
    Api.get(address + "?asOf=2020-01-01").statusCode(404);
    String tag = Api.get(address).extract().header("ETag");
    Api.post(address + "/retirement", retirement("2026-11-21"), "If-Match", tag).statusCode(200);
    Api.post(address + "/retirement", retirement("2026-11-22"), "If-Match", tag).statusCode(412);
  }

  @Test
  void a_retired_machine_that_reports_comes_back() {
    Api.post(address + "/retirement", retirement("2026-11-21"))
        .statusCode(200)
        .body("state", equalTo("RETIRED"))
        .body("retiredOn", equalTo("2026-11-21"));
    send(establishment, report.on("2026-11-21 18:00:00"));
    Api.get(address).body("state", equalTo("RETIRED"));
    send(establishment, report.on("2026-11-22 08:00:00"));
    Api.get(address).body("state", equalTo("IN_SERVICE"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  @Test
  void a_moved_machine_is_recognised_where_it_is() {
    var other = Api.establishment();
    Api.post(address + "/move", move(other)).statusCode(200).body("establishment", equalTo(other));
    send(other, report.on("2026-11-21 08:00:00").with("firefox 130"));

    Api.get(address).body("software.version", equalTo(java.util.List.of("130")));
    assertThat(Log.assetsOf(other)).isEmpty();
    assertThat(Log.eventsOf(other)).doesNotContain("incident-raised");
    send(establishment, report.on("2026-11-22 08:00:00"));
    assertThat(Log.assetsOf(establishment)).hasSize(2);
    assertThat(Log.eventsOf(establishment)).contains("incident-raised");
  }

  @Test
  void what_cannot_be_is_refused_with_its_reason() {
    Api.post(address + "/retirement", retirement("2026-11-19"))
        .statusCode(409)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("SEEN_SINCE"));
    Api.post(address + "/retirement", "{\"on\":\"2026-02-30\"}")
        .statusCode(422)
        .body("errors.field", hasItems("on", "reason"));
    Api.post(address + "/move", move(Invented.finess()))
        .statusCode(409)
        .body("code", equalTo("UNKNOWN_ESTABLISHMENT"));
    Api.post(address + "/move", move("420784879"))
        .statusCode(422)
        .body("errors[0].field", equalTo("establishment"));
    Api.post(address + "/move", "{\"to\":\"x\"}").statusCode(400);
    Api.get("/api/inventory/assets/nothing").statusCode(404);
    Api.post(
            "/api/inventory/assets/" + java.util.UUID.randomUUID() + "/retirement",
            retirement("2026-11-21"))
        .statusCode(404);
  }

  private static String retirement(String on) {
    return "{\"on\":\"%s\",\"reason\":\"Replaced\"}".formatted(on);
  }

  private static String move(String to) {
    return "{\"establishment\":\"%s\",\"reason\":\"Lent for good\"}".formatted(to);
  }

  private static void send(String establishment, InventedReport report) {
    assertThat(Agent.glpi(establishment).send(report.bytes(), "application/json").status())
        .isEqualTo(200);
  }
}
