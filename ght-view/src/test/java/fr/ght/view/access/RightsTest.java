package fr.ght.view.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import fr.ght.http.Problem;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two groups that do not see each other, and nobody who is not signed in. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class RightsTest {
  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String otherGht = Invented.ght();
  private final String finess = Invented.finess();
  private final String otherFiness = Invented.finess();

  @Inject Feed feed;

  @BeforeEach
  void two_groups() {
    var day = Instant.now().minusSeconds(3_600);
    feed.give(
        told.at(day, Told.created(ght)),
        told.at(day, Told.created(otherGht)),
        told.at(day, Told.joined(ght, finess, "MEMBER", "2016-07-01")),
        told.at(day, Told.joined(otherGht, otherFiness, "MEMBER", "2016-07-01")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/view/ghts", "/api/view/nowhere", "/api/", "/ops/views"})
  void without_a_token_nothing_is_told_not_even_whether_it_exists(String address) {
    for (var header : new String[] {"", "Bearer x.y.z", "Basic YTpi"}) {
      given()
          .header("Authorization", header)
          .get(address)
          .then()
          .statusCode(401)
          .contentType(Problem.MEDIA_TYPE)
          .header("WWW-Authenticate", startsWith("Bearer"))
          .body("code", equalTo("NOT_SIGNED_IN"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/matrix",
        "/assets",
        "/timeline",
        "/digest",
        "/stream",
        "/establishments/420784878"
      })
  void another_group_is_answered_like_one_that_does_not_exist(String rest) {
    var absent = Invented.ght();
    for (var root : new String[] {"/api/view/ghts/", "/ghts/"}) {
      var hidden = reader().get(root + otherGht + rest);
      var none = reader().get(root + absent + rest);
      assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(none.statusCode());
      assertThat(hidden.asString().replace(otherGht, "G"))
          .isEqualTo(none.asString().replace(absent, "G"));
      assertThat(hidden.headers().asList().stream().map(Header::getName).sorted().toList())
          .isEqualTo(none.headers().asList().stream().map(Header::getName).sorted().toList());
    }
  }

  @Test
  void the_list_holds_ones_own_groups_only() {
    reader()
        .get("/api/view/ghts")
        .then()
        .statusCode(200)
        .body("items.ght", contains(ght))
        .body("total", equalTo(1));
    reader().get("/api/view/ghts/" + ght).then().statusCode(200);
  }

  @Test
  void operations_are_for_ops_and_ops_sees_no_content() {
    var ops = AllRights.token("ops", "ops", "", ght);
    as(ops).get("/ops/views").then().statusCode(200);
    as(ops).get("/api/view/ghts").then().statusCode(403);
    as(ops).get("/api/view/ghts/" + ght).then().statusCode(403);
    as(ops).get("/api/view/ghts/" + ght + "/stream").then().statusCode(403);
    as(ops).get("/ghts/" + ght).then().statusCode(403).body(containsString("Accès refusé"));
    reader().get("/ops/views").then().statusCode(403);
  }

  @Test
  void a_page_leads_who_is_not_signed_in_to_the_sign_in_and_back() {
    for (var path :
        new String[] {"/ghts/" + ght, "/ghts/" + otherGht, "/ghts/nowhere", "/no/page"}) {
      given()
          .header("Authorization", "")
          .get(path + "?asOf=2018-01-01")
          .then()
          .statusCode(401)
          .contentType(startsWith("text/html"))
          .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
          .body(containsString("/connexion?retour=" + path.replace("/", "%2F") + "%3FasOf"));
    }
    given()
        .header("Authorization", "")
        .get("/")
        .then()
        .statusCode(200)
        .body(containsString("Se connecter"), not(containsString("Se déconnecter")));
  }

  @Test
  void a_page_says_who_is_signed_in() {
    var text = AllRights.token("a <b> person", "dsi", finess, ght);
    as(text)
        .get("/ghts/" + ght)
        .then()
        .statusCode(200)
        .body(containsString("a &lt;b&gt; person"), containsString("Se déconnecter"));
  }

  @Test
  void signing_in_begins_at_the_issuer_with_pkce() {
    given()
        .noFilters()
        .redirects()
        .follow(false)
        .get("/connexion?retour=/ghts/" + ght)
        .then()
        .statusCode(302)
        .header("Location", containsString("/issuer/authorize?"))
        .header("Location", containsString("code_challenge_method=S256"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "",
        "x"
      })
  void nobody_is_led_to_another_address(String elsewhere) {
    reader()
        .redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .get("/connexion?retour=" + elsewhere.replace("\\", "%5C"))
        .then()
        .header("Location", not(containsString("evil")));
    reader()
        .redirects()
        .follow(false)
        .get("/connexion?retour=/ghts/" + ght)
        .then()
        .statusCode(303)
        .header("Location", equalTo("/ghts/" + ght));
  }

  private RequestSpecification reader() {
    return as(AllRights.token("buyer", "buyer", finess, ght));
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
