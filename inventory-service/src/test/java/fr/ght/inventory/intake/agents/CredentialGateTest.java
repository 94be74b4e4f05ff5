package fr.ght.inventory.intake.agents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.decoding.Bodies;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in at {@code /agents}, and what the others hear. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class CredentialGateTest {
  private static final String JSON = "application/json";
  private static final byte[] REPORT = Bodies.fixture("glpi.json");

  private String establishment = "";
  private JsonPath credential = new JsonPath("{}");

  @BeforeEach
  void withACredential() {
    establishment = Api.establishment();
    credential = Api.credential(establishment);
  }

  @Test
  void the_right_credential_gets_in_and_is_recorded_as_who_did_it() {
    assertThat(sent(Agent.authorization(credential)).statusCode()).isEqualTo(200);

    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
    assertThat(Log.actorsOf(establishment)).containsOnly(credential.getString("id"));
  }

  @Test
  void an_agents_first_request_hears_the_realm_exactly_as_agents_read_it() {
    var heard = sent(null);

    assertThat(heard.statusCode()).isEqualTo(401);
    assertThat(heard.header("WWW-Authenticate")).isEqualTo("Basic realm=\"GHT\"");
    assertThat(heard.contentType()).isEqualTo(JSON);
    assertThat(heard.asString()).contains("\"status\":\"error\"", "credential");
    assertNothingIsStored();
  }

  @Test
  void a_classic_agent_hears_it_in_xml() {
    var heard =
        given()
            .contentType("application/x-compress-zlib")
            .body(Bodies.zlib(Bodies.bytes(Bodies.PROLOG)))
            .post("/agents/" + establishment);

    assertThat(heard.statusCode()).isEqualTo(401);
    assertThat(heard.contentType()).isEqualTo("application/xml");
    assertThat(heard.asString()).contains("<RESPONSE>ERROR</RESPONSE>");
  }

  @Test
  void every_message_needs_the_credential_also_the_first_and_a_question() {
    for (var address : List.of("/agents", "/agents/" + establishment, "/agents/x/y")) {
      assertThat(given().get(address + "?action=getConfig").statusCode()).isEqualTo(401);
      assertThat(given().body(Bodies.PROLOG).post(address).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whatever_is_wrong_hears_the_same() {
    var user = credential.getString("user");
    var password = credential.getString("password");
    var revoked = Api.credential(establishment);
    Api.delete(address(revoked)).statusCode(204);
    var unknown = establishment + "-00000000";

    var answers =
        Stream.of(
                Agent.basic(user, mistyped(password)),
                Agent.basic(user, ""),
                Agent.basic(user, password + "x"),
                Agent.basic(unknown, password),
                Agent.basic(Invented.finess() + "-00000000", password),
                Agent.basic("somebody", password),
                Agent.basic("", password),
                Agent.authorization(revoked))
            .map(this::sent)
            .toList();

    assertThat(answers).extracting(Response::statusCode).containsOnly(401);
    assertThat(answers)
        .extracting(Response::asString)
        .hasSize(8)
        .containsOnly(answers.getFirst().asString());
    assertThat(answers)
        .extracting(answer -> answer.header("WWW-Authenticate"))
        .containsOnly("Basic realm=\"GHT\"");
    assertNothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic not*base64",
        "Basic bm8gY29sb24=",
        "Bearer abc.def.ghi",
        "Digest username=\"x\"",
        "nonsense",
      })
  void a_header_that_says_nothing_gets_nobody_in(String header) {
    assertThat(sent(header).statusCode()).isEqualTo(401);
    assertNothingIsStored();
  }

  @Test
  void a_giant_header_gets_nobody_in() {
    var giant = Agent.basic(credential.getString("user"), "x".repeat(5_000));
    assertThat(sent(giant).statusCode()).isEqualTo(401);
    assertThat(sent("Basic " + "x".repeat(20_000)).statusCode()).isEqualTo(431);
  }

  @Test
  void two_headers_get_nobody_in() {
    var heard =
        given()
            .header("Authorization", Agent.authorization(credential), "Basic eDp5")
            .contentType(JSON)
            .body(REPORT)
            .post("/agents/" + establishment);
    assertThat(heard.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "ISO-8859-1"})
  void signs_that_no_credential_has_are_only_wrong(Charset charset) {
    for (var both :
        List.of(
            credential.getString("user") + ":mot de passe é",
            "établissement:" + credential.getString("password"),
            credential.getString("user") + ":\u0000\u0001")) {
      var header = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(charset));
      assertThat(sent(header).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void the_scheme_is_written_as_one_likes() {
    var header = Agent.authorization(credential).replace("Basic", "basic");
    assertThat(sent(header).statusCode()).isEqualTo(200);
  }

  @Test
  void a_credential_of_another_establishment_is_refused_and_nothing_stored() {
    var other = Api.establishment();

    var heard =
        given()
            .header("Authorization", Agent.authorization(credential))
            .contentType(JSON)
            .body(REPORT)
            .post("/agents/" + other);

    assertThat(heard.statusCode()).isEqualTo(403);
    assertThat(heard.asString()).contains("\"status\":\"error\"", "another establishment");
    assertThat(Log.eventsOf(other)).isEmpty();
    assertNothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%%61gents/%s",
        "/./agents/%s",
        "//agents/%s",
        "/x/../agents/%s",
        "/agents/../agents/%s",
        "/agents;x=1/%s",
        "/AGENTS/%s"
      })
  void no_way_of_writing_the_address_leads_past_the_gate(String address) {
    var heard =
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", "")
            .contentType(JSON)
            .body(REPORT)
            .post(address.formatted(establishment));
    assertThat(heard.statusCode()).isBetween(400, 499);
    assertNothingIsStored();
  }

  @Test
  void after_a_rotation_both_passwords_get_in_until_the_former_ones_end() {
    var former = Agent.authorization(credential);
    var rotated = rotate("{\"graceHours\":1}");
    assertThat(sent(former).statusCode()).isEqualTo(200);
    assertThat(sent(Agent.authorization(rotated)).statusCode()).isEqualTo(200);

    var last = rotate("{\"graceHours\":0}");
    assertThat(sent(former).statusCode()).isEqualTo(401);
    assertThat(sent(Agent.authorization(rotated)).statusCode()).isEqualTo(401);
    assertThat(sent(Agent.authorization(last)).statusCode()).isEqualTo(200);
  }

  @Test
  void after_two_rotations_at_once_all_three_passwords_get_in() {
    var both =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> rotate("{}"))).limit(2).toList();
    var passwords =
        Stream.concat(Stream.of(credential), both.stream().map(CompletableFuture::join)).toList();

    assertThat(passwords)
        .map(one -> sent(Agent.authorization(one)).statusCode())
        .containsExactly(200, 200, 200);
  }

  @Test
  void a_revoked_credential_gets_nobody_in_any_more_and_others_do() {
    var other = Api.credential(establishment);
    assertThat(sent(Agent.authorization(credential)).statusCode()).isEqualTo(200);

    Api.delete(address(credential)).statusCode(204);

    assertThat(sent(Agent.authorization(credential)).statusCode()).isEqualTo(401);
    assertThat(sent(Agent.authorization(other)).statusCode()).isEqualTo(200);
  }

  @Test
  void who_guesses_is_slowed_down_and_the_right_password_passes_all_the_same() {
    var wrong =
        Agent.basic(credential.getString("user"), mistyped(credential.getString("password")));
    var answers = Stream.generate(() -> sent(wrong)).limit(25).toList();

    assertThat(answers.subList(0, 20)).extracting(Response::statusCode).containsOnly(401);
    assertThat(answers.subList(20, 25)).extracting(Response::statusCode).containsOnly(429);
    assertThat(answers.getLast().header("Retry-After")).isEqualTo("60");
    assertThat(sent(Agent.authorization(credential)).statusCode()).isEqualTo(200);
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  @Test
  void a_large_body_of_a_stranger_is_not_read() {
    var heard = Agent.at("/agents/" + establishment).send(new byte[8 << 20], JSON);
    assertThat(heard.status()).isEqualTo(401);
  }

  @Test
  void no_secret_is_logged_stored_or_told() {
    var password = credential.getString("password");
    var wrongUser = "my-password-is-" + password;
    try (var logged = new Logged()) {
      sent(Agent.authorization(credential));
      sent(Agent.basic(wrongUser, password));
      sent(Agent.basic(credential.getString("user"), mistyped(password)));
      sent("Bearer " + password);
      var rotated = rotate("{}");
      Api.delete(address(credential)).statusCode(204);
      var answers = sent(Agent.authorization(rotated)).asString();
      Logger.getLogger("test").info("heard");

      assertThat(answers).doesNotContain(rotated.getString("password"));
      assertThat(logged.lines())
          .contains("heard")
          .noneMatch(line -> line.contains(password) || line.contains(mistyped(password)))
          .noneMatch(line -> line.contains(rotated.getString("password")) || line.contains("$2"));
    }
    assertThat(Log.everything()).isNotEmpty().noneMatch(row -> row.contains(password));
  }

  @Test
  void refused_attempts_are_logged_with_who_and_why() {
    try (var logged = new Logged()) {
      sent(Agent.basic(credential.getString("user"), mistyped(credential.getString("password"))));

      assertThat(logged.lines())
          .anyMatch(
              line -> line.contains("not let in") && line.contains(credential.getString("user")));
    }
  }

  private Response sent(@Nullable String authorization) {
    var request = given().contentType(JSON).body(REPORT);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.post("/agents/" + establishment);
  }

  private JsonPath rotate(String body) {
    return Api.post(address(credential) + "/rotation", body).statusCode(200).extract().jsonPath();
  }

  private String address(JsonPath one) {
    return "/api/inventory/establishments/" + establishment + "/credentials/" + one.getString("id");
  }

  /** Of the same length and signs. */
  private static String mistyped(String password) {
    return password.substring(1) + (password.charAt(0) == 'a' ? 'b' : 'a');
  }

  private void assertNothingIsStored() {
    assertThat(Log.eventsOf(establishment)).isEmpty();
  }
}
