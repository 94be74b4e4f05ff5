package fr.ght.inventory.intake.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of agents, as those see them who manage them. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class CredentialsTest {
  private String establishment = "";
  private String address = "";

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
    address = "/api/inventory/establishments/" + establishment + "/credentials";
  }

  @Test
  void a_credential_is_issued_with_a_password_that_is_shown_once() {
    var issued =
        issue("Site nord")
            .statusCode(201)
            .header("Cache-Control", equalTo("no-store"))
            .body("user", startsWith(establishment + "-"))
            .body("label", equalTo("Site nord"))
            .body("formerUntil", nullValue())
            .extract()
            .jsonPath();
    assertThat(issued.getString("password")).hasSize(28).matches("[A-Za-z0-9]+");

    var listed = Api.get(address).statusCode(200).body("total", equalTo(1));
    listed.body("items[0].id", equalTo(issued.getString("id")));
    listed.body("items[0].user", equalTo(issued.getString("user")));
    listed.body("items[0].state", equalTo("ACTIVE"));
    assertThat(listed.extract().asString())
        .doesNotContain(issued.getString("password"), "hash", "$2");
  }

  @Test
  void no_two_passwords_are_the_same() {
    var passwords =
        Stream.generate(() -> issue("Site").extract().jsonPath().getString("password"))
            .limit(5)
            .toList();
    assertThat(passwords).doesNotHaveDuplicates();
  }

  @Test
  void a_command_repeated_under_its_key_makes_no_second_credential_and_shows_no_password() {
    var key = UUID.randomUUID().toString();
    var first =
        Api.post(address, "{\"label\":\"Site\"}", "Idempotency-Key", key)
            .statusCode(201)
            .body("password", notNullValue())
            .extract()
            .jsonPath();

    Api.post(address, "{\"label\":\"Site\"}", "Idempotency-Key", key)
        .statusCode(201)
        .body("id", equalTo(first.getString("id")))
        .body("password", nullValue());
    Api.get(address).body("total", equalTo(1));
    Api.post(address, "{\"label\":\"Other\"}", "Idempotency-Key", key)
        .statusCode(422)
        .body("code", equalTo("IDENTITY_REUSED"));
  }

  @Test
  void a_rotation_gives_another_password_and_says_until_when_the_former_one_is_right() {
    var issued = issue("Site").extract().jsonPath();

    var rotated =
        rotate(issued, "{\"graceHours\":2}")
            .statusCode(200)
            .header("Cache-Control", equalTo("no-store"))
            .body("user", equalTo(issued.getString("user")))
            .body("formerUntil", notNullValue())
            .extract()
            .jsonPath();

    assertThat(rotated.getString("password"))
        .isNotBlank()
        .isNotEqualTo(issued.getString("password"));
    rotate(issued, "{\"graceHours\":0}").statusCode(200).body("formerUntil", nullValue());
  }

  @Test
  void two_rotations_at_once_both_succeed_with_different_passwords() {
    var issued = issue("Site").extract().jsonPath();

    var both =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> rotate(issued, "{}")))
            .limit(2)
            .toList();

    var passwords =
        both.stream()
            .map(CompletableFuture::join)
            .map(answer -> answer.statusCode(200).extract().jsonPath().getString("password"))
            .toList();
    assertThat(passwords).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void of_two_rotations_decided_on_the_same_version_one_is_stale() {
    var answer = issue("Site");
    var tag = answer.extract().header("ETag");
    var issued = answer.extract().jsonPath();
    var rotation = address + "/" + issued.getString("id") + "/rotation";

    Api.post(rotation, "{}", "If-Match", tag).statusCode(200);
    Api.post(rotation, "{}", "If-Match", tag).statusCode(412);
  }

  @Test
  void a_revoked_credential_stays_in_the_list_and_is_not_rotated_any_more() {
    var issued = issue("Site").extract().jsonPath();
    var one = address + "/" + issued.getString("id");

    Api.delete(one).statusCode(204);
    Api.delete(one).statusCode(204);

    Api.get(address)
        .body("items", hasSize(1))
        .body("items[0].state", equalTo("REVOKED"))
        .body("items[0].revokedAt", notNullValue());
    rotate(issued, "{}").statusCode(409).body("code", equalTo("CREDENTIAL_REVOKED"));
  }

  @Test
  void an_establishment_has_twenty_at_most() {
    IntStream.range(0, 20).forEach(i -> issue("Site " + i).statusCode(201));

    issue("One more").statusCode(409).body("code", equalTo("TOO_MANY_CREDENTIALS"));
  }

  @Test
  void an_establishment_of_no_group_gets_none() {
    var stranger = "/api/inventory/establishments/" + Invented.finess() + "/credentials";

    Api.post(stranger, "{\"label\":\"Site\"}")
        .statusCode(409)
        .body("code", equalTo("UNKNOWN_ESTABLISHMENT"));
    Api.post("/api/inventory/establishments/420784879/credentials", "{\"label\":\"Site\"}")
        .statusCode(422)
        .body("errors[0].field", equalTo("finess"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"label\":null}",
        "{\"label\":\" \"}",
        "{\"label\":\"a\\u0007b\"}",
      })
  void a_label_that_says_nothing_is_refused(String body) {
    Api.post(address, body).statusCode(422).body("errors[0].field", equalTo("label"));
    Api.get(address).body("total", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"label\":\"Site\",\"password\":\"mine\"}", "[]", "{", ""})
  void a_body_of_another_shape_is_refused(String body) {
    Api.post(address, body).statusCode(400).body("detail", notNullValue());
    Api.get(address).body("total", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2161})
  void a_grace_period_has_bounds(int hours) {
    rotate(issue("Site").extract().jsonPath(), "{\"graceHours\":" + hours + "}")
        .statusCode(422)
        .body("errors[0].field", equalTo("graceHours"));
  }

  @Test
  void what_was_never_issued_here_is_not_found() {
    var elsewhere = Api.establishment();
    var theirs =
        Api.post(
                "/api/inventory/establishments/" + elsewhere + "/credentials",
                "{\"label\":\"Site\"}")
            .extract()
            .jsonPath()
            .getString("id");

    for (var id : List.of(theirs, UUID.randomUUID().toString(), "nonsense")) {
      Api.post(address + "/" + id + "/rotation", "{}")
          .statusCode(404)
          .body("type", containsString("not-found"));
      Api.delete(address + "/" + id).statusCode(404);
    }
    Api.get("/api/inventory/establishments/" + elsewhere + "/credentials")
        .body("items[0].state", equalTo("ACTIVE"));
  }

  private ValidatableResponse issue(String label) {
    return Api.post(address, "{\"label\":\"%s\"}".formatted(label));
  }

  private ValidatableResponse rotate(JsonPath issued, String body) {
    return Api.post(address + "/" + issued.getString("id") + "/rotation", body);
  }
}
