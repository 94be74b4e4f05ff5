package fr.ght.inventory.intake.agents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.decoding.Bodies;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Users, environment, command lines and licence keys of a report are found nowhere. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class SecretsTest {
  private static final String CANARY = "CANARY";

  @Test
  void nothing_personal_or_secret_is_stored_or_logged() {
    var establishment = Api.establishment();
    var logged = new Logged();
    try (logged) {
      for (var name : List.of("fusioninventory.xml", "ocs.xml", "windows.xml", "glpi.json")) {
        var body = Bodies.fixture(name);
        assertThat(new String(body, StandardCharsets.UTF_8)).contains(CANARY);
        Agent.classic(establishment).send(body, "application/xml");
        Agent.classic(establishment).send(Bodies.zlib(body), "application/x-compress");
        var damaged = new String(body, StandardCharsets.UTF_8);
        Agent.classic(establishment)
            .send(Bodies.bytes(damaged.substring(0, damaged.lastIndexOf(CANARY) + 12)), "x/y");
      }
      pushAsEvent(establishment);
      Logger.getLogger(SecretsTest.class.getName()).info("heard");
    }

    assertThat(Log.machinesOf(establishment)).isPositive();
    assertThat(Log.everything()).isNotEmpty().noneMatch(row -> row.contains(CANARY));
    assertThat(logged.lines()).contains("heard").noneMatch(line -> line.contains(CANARY));
  }

  private static void pushAsEvent(String establishment) {
    var data = new String(Bodies.fixture("glpi.json"), StandardCharsets.UTF_8);
    for (var type : List.of("machine-reported", "application-declared")) {
      var event =
          """
          {"specversion":"1.0","type":"fr.ght.intake.%s.v1","source":"urn:test:secrets",
           "id":"%s","subject":"app","establishment":"%s","data":%s}
          """
              .formatted(type, establishment, establishment, data);
      var heard =
          Agent.at("/api/inventory/events")
              .send(Bodies.bytes(event), "application/cloudevents+json");
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.text()).doesNotContain(CANARY);
    }
  }
}
