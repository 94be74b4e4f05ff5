package fr.ght.view.pages;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are forbidden, on every kind of answer. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class AnswerHeadersTest {
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /ghts/nowhere",
    "GET, /nothing/here",
    "DELETE, /ghts/nowhere",
    "GET, /assets/ght.js",
    "GET, /assets/nothing.js",
    "GET, /api/view/ghts",
    "HEAD, /api/view/ghts",
    "GET, /api/view/ghts/nowhere",
    "GET, /api/view/ghts/nowhere/stream",
    "GET, /api/view/ghts?cursor=xyz",
    "DELETE, /api/view/ghts",
    "OPTIONS, /api/view/ghts",
    "GET, /q/health",
    "GET, /q/metrics",
    "GET, /q/openapi",
    "GET, /q/swagger-ui/",
    "GET, /ops/views"
  })
  void every_answer_has_them(Method method, String path) {
    given()
        .redirects()
        .follow(false)
        .request(method, path)
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Permissions-Policy", containsString("camera=()"))
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Embedder-Policy", "require-corp")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", containsString("base-uri 'none'"))
        .header("Content-Security-Policy", containsString("form-action"))
        .header("Strict-Transport-Security", nullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/view/ghts",
        "/api/view/ghts/nowhere",
        "/q/health",
        "/q/openapi",
        "/ops/views"
      })
  void what_is_no_page_may_do_nothing(String path) {
    get(path).header("Content-Security-Policy", NOTHING).header("Cache-Control", "no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ghts/nowhere", "/nothing/here", "/assets/ght.css"})
  void a_page_may_do_nothing_inline(String path) {
    get(path)
        .header(
            "Content-Security-Policy",
            allOf(
                containsString("default-src 'none'"),
                containsString("script-src 'self';"),
                containsString("style-src 'self';"),
                not(containsString("unsafe"))));
  }

  @Test
  void only_the_page_for_developers_runs_what_is_inline() {
    get("/q/swagger-ui/")
        .statusCode(200)
        .header("Content-Security-Policy", containsString("'unsafe-inline'"));
  }

  @Test
  void each_is_there_once() {
    var headers = get("/").extract().headers();
    headers.asList().stream()
        .filter(header -> header.getName().startsWith("C") || header.getName().startsWith("X"))
        .forEach(header ->
            org.assertj.core.api.Assertions.assertThat(headers.getValues(header.getName()))
                .as(header.getName())
                .hasSize(1));
  }

  @Test
  void a_file_is_kept_and_a_page_is_not() {
    get("/assets/ght.js").statusCode(200).header("Cache-Control", containsString("max-age"));
    get("/").header("Cache-Control", "no-store");
  }

  @Test
  void what_is_refused_before_any_resource_has_them_too() {
    hardened(given().get("/api/view/ghts?x=" + "y".repeat(5_000)).then().statusCode(414));
    hardened(given().header("X-Long", "y".repeat(17_000)).get("/").then().statusCode(431));
    hardened(
        given()
            .contentType("application/json")
            .body("y".repeat(70_000))
            .post("/api/view/ghts")
            .then()
            .statusCode(413));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void with_a_session_nothing_is_changed_for_pages_of_others(String site) {
    hardened(
        given()
            .cookie("q_session", "of somebody")
            .header("Sec-Fetch-Site", site)
            .post("/ops/views/machines/rebuild")
            .then()
            .statusCode(403)
            .body("code", equalTo("FOREIGN_PAGE")));
  }

  @Test
  void parts_of_a_session_are_a_session_and_another_cookie_is_none() {
    given()
        .header("Cookie", "a=b; q_session_chunk_1=x")
        .header("Origin", "https://evil.example")
        .post("/ops/nothing")
        .then()
        .statusCode(403)
        .body("code", equalTo("FOREIGN_PAGE"));
    given()
        .header("Cookie", "a=q_session")
        .header("Origin", "https://evil.example")
        .post("/ops/nothing")
        .then()
        .statusCode(404);
  }

  @Test
  void a_page_of_ours_and_reading_are_not_refused() {
    given()
        .cookie("q_other", "x")
        .cookie("q_session", "of somebody")
        .header("Sec-Fetch-Site", "same-origin")
        .post("/api/view/ghts")
        .then()
        .body("code", not(equalTo("FOREIGN_PAGE")));
    given()
        .cookie("q_session", "of somebody")
        .header("Sec-Fetch-Site", "cross-site")
        .get("/api/view/ghts")
        .then()
        .body("code", not(equalTo("FOREIGN_PAGE")));
  }

  private static ValidatableResponse get(String path) {
    return given().redirects().follow(false).get(path).then();
  }

  private static void hardened(ValidatableResponse answer) {
    answer
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Cache-Control", "no-store");
  }
}
