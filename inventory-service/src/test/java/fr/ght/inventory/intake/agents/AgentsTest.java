package fr.ght.inventory.intake.agents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.decoding.Bodies;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents hear, whatever they send. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class AgentsTest {
  private static final String ZLIB = "application/x-compress-zlib";
  private static final String GZIP = "application/x-compress-gzip";
  private static final String XML = "application/xml";
  private static final String JSON = "application/json";
  private static final byte[] PROLOG = Bodies.bytes(Bodies.PROLOG);
  private static final byte[] CONTACT = Bodies.bytes(Bodies.CONTACT);

  private String establishment = "";

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void a_prolog_is_answered_in_the_compression_it_came_in() {
    var agent = Agent.classic(establishment);

    for (var body :
        Map.of(ZLIB, Bodies.zlib(PROLOG), GZIP, Bodies.gzip(PROLOG), XML, PROLOG).entrySet()) {
      var heard = agent.send(body.getValue(), body.getKey());
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.type()).isEqualTo(body.getKey());
      assertThat(heard.text())
          .contains("<PROLOG_FREQ>24</PROLOG_FREQ>", "<RESPONSE>SEND</RESPONSE>");
    }
  }

  @Test
  void a_zlib_answer_begins_as_agents_recognise_it() {
    var heard = Agent.classic(establishment).send(Bodies.zlib(PROLOG), "application/x-compress");

    assertThat(heard.raw()).startsWith(0x78, 0x9C);
  }

  @Test
  void inventories_of_the_three_agents_are_taken() {
    for (var name : new String[] {"fusioninventory.xml", "ocs.xml", "windows.xml"}) {
      var heard =
          Agent.classic(establishment)
              .send(Bodies.zlib(Bodies.fixture(name)), "application/x-compress");
      assertThat(heard.status()).as(name).isEqualTo(200);
      assertThat(heard.text()).contains("<RESPONSE>NO_ACCOUNT_UPDATE</RESPONSE>");
    }
    var heard = Agent.glpi(establishment).send(Bodies.fixture("glpi.json"), JSON);
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.type()).isEqualTo(JSON);
    assertThat(heard.text()).isEqualTo("{\"status\":\"ok\",\"expiration\":24}");
    assertThat(Log.machinesOf(establishment)).isPositive();
  }

  @Test
  void a_glpi_agent_is_led_to_json_and_asked_to_keep_secrets_to_itself() {
    var agent = Agent.glpi(establishment);

    assertThat(agent.send(Bodies.zlib(PROLOG), ZLIB).text()).contains("\"status\":\"ok\"");
    var heard = agent.send(CONTACT, JSON);
    assertThat(heard.type()).isEqualTo(JSON);
    assertThat(heard.text()).contains("\"inventory\"", "\"no-category\":\"process,environment");
  }

  @Test
  void any_path_below_the_establishment_is_the_agents_business() {
    var authorization = Agent.authorization(establishment);
    var below =
        Agent.at(
            "/agents/" + establishment + "/front/inventory.php?x=1",
            "Authorization",
            authorization);

    assertThat(below.send(PROLOG, XML).status()).isEqualTo(200);
    for (var address :
        List.of(
            "/agents/" + establishment + "?action=getConfig&machineid=x",
            "/agents?action=getConfig")) {
      given()
          .header("Authorization", authorization)
          .get(address)
          .then()
          .statusCode(200)
          .contentType(JSON)
          .body(equalTo("{}"));
    }
  }

  @Test
  void without_an_establishment_in_the_address_the_credential_says_which() {
    var agent = Agent.at("/agents", "Authorization", Agent.authorization(establishment));

    assertThat(agent.send(Bodies.zlib(PROLOG), ZLIB).text()).contains("<RESPONSE>SEND</RESPONSE>");
    assertThat(agent.send(Bodies.fixture("glpi.json"), JSON).status()).isEqualTo(200);
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  @Test
  void a_wrong_check_digit_is_named() {
    var mistyped = establishment.substring(0, 8) + (establishment.charAt(8) == '0' ? '1' : '0');
    var wrong =
        Agent.at("/agents/" + mistyped, "Authorization", Agent.authorization(establishment))
            .send(Bodies.zlib(PROLOG), ZLIB);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("check digit");
  }

  @Test
  void a_bad_body_is_refused_soon_and_leaves_nothing() {
    var good = Bodies.zlib(Bodies.fixture("fusioninventory.xml"));
    var bad =
        Map.of(
            "empty", new byte[0],
            "truncated", Arrays.copyOf(good, good.length / 2),
            "bomb", Bodies.bomb(100),
            "unknown", Bodies.bytes("hello"),
            "html", Bodies.bytes("<html/>"),
            "cut", Bodies.bytes("{\"action\":\"inventory\""),
            "doctype", Bodies.bytes("<!DOCTYPE a [<!ENTITY b \"c\">]><REQUEST/>"));
    bad.forEach((name, body) -> {
      var heard = Agent.classic(establishment).send(body, ZLIB);
      assertThat(heard.status()).as(name).isBetween(400, 499);
      assertThat(heard.text()).as(name).containsAnyOf("ERROR", "error");
      assertThat(heard.after()).as(name).isLessThan(Duration.ofSeconds(1));
    });
    assertThat(Log.eventsOf(establishment)).isEmpty();
  }

  @Test
  void bombs_at_once_are_refused_while_good_reports_are_taken() {
    var agent = Agent.classic(establishment);
    var bomb = Bodies.bomb(100);
    var bombs = Stream.generate(() -> agent.sendLater(bomb, ZLIB)).limit(64).toList();
    var good =
        Stream.iterate(1, i -> i + 1)
            .map(i -> InventedReport.of("pc-" + i).hardware(establishment + i))
            .map(report -> agent.sendLater(Bodies.zlib(report.bytes()), ZLIB))
            .limit(20)
            .toList();

    assertThat(good).map(CompletableFuture::join).map(Agent.Heard::status).containsOnly(200);
    assertThat(bombs).map(CompletableFuture::join).map(Agent.Heard::status).containsOnly(413);
    assertThat(Log.machinesOf(establishment)).isEqualTo(20);
  }

  @Test
  void a_body_larger_than_allowed_is_refused_in_the_agents_words() {
    var heard = Agent.glpi(establishment).send(new byte[(16 << 20) + 1], JSON);

    assertThat(heard.status()).isEqualTo(413);
    assertThat(heard.text()).contains("\"status\":\"error\"");
  }
}
