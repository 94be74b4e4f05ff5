package fr.ght.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import fr.ght.http.Problem;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.Agent;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class BadInputTest {

  @Test
  void an_unknown_field_is_named() {
    put("{\"name\":\"x\",\"items\":[{\"name\":\"a\"},{\"bedz\":3}]}")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_FIELD"))
        .body("errors[0].field", equalTo("items[1].bedz"))
        .body("errors[0].reason", equalTo("is unknown; known here: beds, name"));
  }

  @Test
  void a_wrong_type_is_named_with_what_is_expected() {
    put("{\"beds\":\"12\"}")
        .statusCode(400)
        .body("code", equalTo("WRONG_TYPE"))
        .body("errors[0].field", equalTo("beds"))
        .body("errors[0].reason", equalTo("must be a whole number"));
    put("{\"beds\":1.5}").statusCode(400).body("errors[0].field", equalTo("beds"));
    put("{\"beds\":99999999999999}").statusCode(400).body("errors[0].field", equalTo("beds"));
    put("{\"name\":12}").statusCode(400).body("errors[0].reason", equalTo("must be a text"));
    put("{\"name\":{}}").statusCode(400).body("errors[0].reason", equalTo("must be a text"));
    put("{\"items\":{}}").statusCode(400).body("errors[0].reason", equalTo("must be a list"));
    put("[]").statusCode(400).body("detail", equalTo("The body must be an object."));
  }

  @Test
  void what_is_not_json_is_located_and_not_repeated() {
    put("{\"name\": pa55word}")
        .statusCode(400)
        .body("code", equalTo("UNPARSABLE"))
        .body("detail", containsString("line 1"))
        .body("detail", not(containsString("pa55word")));
    put("{\"name\":\"a\",\"name\":\"b\"}").statusCode(400);
    put("{} {}").statusCode(400);
    put("").statusCode(400);
    put("[".repeat(5000)).statusCode(400);
    put("{\"items\":" + "[".repeat(5000)).statusCode(400);
  }

  @Test
  void what_http_refuses_is_a_problem_too() {
    given().get("/api/nowhere").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    given().delete("/api/probe").then().statusCode(405).contentType(Problem.MEDIA_TYPE);
    given()
        .contentType(ContentType.XML)
        .body("<a/>")
        .put("/api/probe")
        .then()
        .statusCode(415)
        .contentType(Problem.MEDIA_TYPE);
    given()
        .accept("image/png")
        .get("/api/probe")
        .then()
        .statusCode(406)
        .contentType(Problem.MEDIA_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, applications/dpi-chu, 'DELETE, GET, HEAD, OPTIONS, PUT'",
    "PUT, applications/dpi-chu/state-corrections, 'OPTIONS, POST'",
    "DELETE, contracts/dpi-chu, 'GET, HEAD, OPTIONS, PUT'",
    "GET, contracts/dpi-chu/renewals, 'OPTIONS, POST'",
    "POST, contracts, 'GET, HEAD, OPTIONS'",
    "DELETE, applications, 'GET, HEAD, OPTIONS'",
    "POST, assets/1, 'GET, HEAD, OPTIONS'",
    "GET, assets/1/retirement, 'OPTIONS, POST'",
    "GET, incidents/a/b/resolution, 'OPTIONS, POST'",
    "DELETE, ghts/ght-loire, 'GET, HEAD, OPTIONS, PUT'",
    "PUT, ghts/ght-loire/members, 'GET, HEAD, OPTIONS'",
    "POST, ghts/ght-loire/members/420784878, 'DELETE, GET, HEAD, OPTIONS, PUT'",
    "PUT, memberships, 'GET, HEAD, OPTIONS'",
    "DELETE, establishments/420784878/profile, 'GET, HEAD, OPTIONS, PUT'",
    "GET, events, 'OPTIONS, POST'",
  })
  void a_method_that_an_address_does_not_take_is_answered_with_those_it_takes(
      String method, String address, String allowed) {
    given()
        .request(method, "/api/inventory/" + address)
        .then()
        .statusCode(405)
        .header("Allow", allowed)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
  }

  @Test
  void no_method_applies_where_nothing_is() {
    for (var address : List.of("nowhere", "applications/a/b", "ghts/ght-loire/members/1/2")) {
      given()
          .delete("/api/inventory/" + address)
          .then()
          .statusCode(404)
          .contentType(Problem.MEDIA_TYPE);
    }
  }

  @Test
  void a_giant_body_is_refused_before_it_is_sent() throws IOException {
    var answer =
        raw(
            """
            PUT /api/probe HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Content-Type: application/json\r
            Content-Length: 17000000\r
            \r
            {"name":\
            """);
    assertThat(answer).startsWith("HTTP/1.1 413").contains(Problem.MEDIA_TYPE, "TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/probe", "/api/inventory/ghts/ght-loire", "/api/inventory/events"})
  void a_body_that_grows_too_large_is_refused_with_a_reason(String address) throws IOException {
    var answer = sentInChunks("PUT", address, "", 17);
    assertThat(answer).startsWith("HTTP/1.1 413").contains(Problem.MEDIA_TYPE, "TOO_LARGE");
  }

  @Test
  void an_agents_body_that_grows_too_large_is_refused_in_its_form() throws IOException {
    var establishment = Api.establishment();
    var authorization = "Authorization: " + Agent.authorization(establishment) + "\r\n";
    for (var address : List.of("/agents", "/agents/" + establishment)) {
      var answer = sentInChunks("POST", address, authorization, 17);
      assertThat(answer).startsWith("HTTP/1.1 413").contains("\"status\":\"error\"", "larger");
    }
  }

  @Test
  void a_strangers_body_is_refused_before_it_grows() throws IOException {
    var answer = sentInChunks("POST", "/agents/420784878", "", 3);
    assertThat(answer).startsWith("HTTP/1.1 401").contains("\"status\":\"error\"");
  }

  @Test
  void a_body_in_chunks_is_read_as_any_other() throws IOException {
    var answer =
        raw(
            """
            PUT /api/probe HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Content-Type: application/json\r
            Transfer-Encoding: chunked\r
            Authorization: Bearer %s\r
            \r
            8\r
            {"name":\r
            4\r
            "x"}\r
            0\r
            \r
            """
                .formatted(AllRights.token()));
    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"name\":\"x\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/inventory/assets?q=%s, 5000",
    "/agents/%s, 30000",
  })
  void an_address_that_is_too_long_is_told_so(String address, int length) throws IOException {
    var answer =
        raw(
            """
            GET %s HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            \r
            """
                .formatted(address.formatted("a".repeat(length))));
    assertThat(answer)
        .startsWith("HTTP/1.1 414")
        .contains(Problem.MEDIA_TYPE, "ADDRESS_TOO_LONG", "\"field\":\"address\"");
  }

  @Test
  void headers_that_are_too_large_are_told_so() throws IOException {
    var answer =
        raw(
            """
            GET /api/inventory/assets HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            X-Large: %s\r
            \r
            """
                .formatted("a".repeat(40_000)));
    assertThat(answer).startsWith("HTTP/1.1 431").contains(Problem.MEDIA_TYPE, "HEADERS_TOO_LARGE");
  }

  @Test
  void a_parameter_that_cannot_be_read_is_named() {
    given()
        .get("/api/probe?asOf=yesterday")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("asOf"));
    given()
        .get("/api/probe?asof=2018-01-01")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("asof"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets?asOf=%2B999999999-01-01",
        "assets?asOf=-999999999-01-01",
        "ghts/ght-loire?asOf=1899-12-31T00:00:00Z",
        "memberships?asOf=%2B12026-01-01T00:00:00Z"
      })
  void a_day_that_nobody_can_have_meant_is_refused(String address) {
    given()
        .urlEncodingEnabled(false)
        .get("/api/inventory/" + address)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("asOf"))
        .body("errors[0].reason", equalTo("must be between the years 1900 and 2999"));
  }

  @Test
  void lists_are_json_or_nothing() {
    given()
        .accept("image/png")
        .get("/api/inventory/assets")
        .then()
        .statusCode(406)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo("Accept"));
    given()
        .accept("text/html,*/*;q=0.8")
        .get("/api/inventory/assets")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON);
  }

  @Test
  void a_text_that_cannot_be_stored_is_named() {
    for (var text : List.of("a\\u0000b", "a\\ud800b", "\\udc00")) {
      put("{\"items\":[{\"name\":\"" + text + "\"}]}")
          .statusCode(400)
          .body("code", equalTo("UNSTORABLE_TEXT"))
          .body("errors[0].field", equalTo("items[0].name"));
    }
    put("{\"\\u0000x\":1}").statusCode(400).body("errors[0].field", equalTo("?x"));
    put("{\"\\ud800\":1}").statusCode(400);
    given()
        .contentType(ContentType.JSON)
        .body("{\"name\":\"a \\ud83c\\udfe5 b\"}")
        .put("/api/probe")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghts/a%00b ght",
        "ghts/ght-loire?on=%07 on",
        "establishments/4207%0084878/profile finess",
        "applications/a%00b id",
        "assets/%00 id",
        "assets?q=%00 q",
        "assets?software=a%1Fb software",
        "assets?establishment=%00 establishment",
        "applications?q=%C2%85 q",
        "incidents?kind=%00 kind",
        "memberships?cursor=%00 cursor"
      })
  void a_control_character_in_an_address_never_gets_further(String addressAndField) {
    var words = addressAndField.split(" ", 2);
    given()
        .urlEncodingEnabled(false)
        .get("/api/inventory/" + words[0])
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("CONTROL_CHARACTER"))
        .body("errors[0].field", equalTo(words[1]))
        .body("errors[0].reason", equalTo("must have no control characters"));
  }

  @Test
  void a_fault_of_ours_tells_nothing_of_the_inside() {
    given()
        .get("/api/probe?asOf=break")
        .then()
        .statusCode(500)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("INTERNAL"))
        .body(not(containsString("secret-of-the-house")));
  }

  private static String sentInChunks(String method, String address, String header, int mebibytes)
      throws IOException {
    var head =
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Content-Type: application/json\r
        Transfer-Encoding: chunked\r
        %s\r
        """
            .formatted(method, address, header);
    var chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
    return raw(head + chunk.repeat(mebibytes));
  }

  /** For what no client would send; the request must have the connection closed after it. */
  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ValidatableResponse put(String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/api/probe")
        .then()
        .contentType(Problem.MEDIA_TYPE);
  }
}
