package fr.ght.view.pages;

import static fr.ght.view.Told.created;
import static fr.ght.view.Told.discovered;
import static fr.ght.view.Told.joined;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status, headers and problems of the pages, as any client gets them. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class PageAnswersTest {
  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String finess = Invented.finess();

  @Inject Feed feed;

  @Test
  void the_first_page_helps_where_there_is_no_group_and_leads_to_the_only_one() {
    feed.empty();
    get("/").statusCode(200).body(containsString("curl -X PUT"));
    tell(ght);
    get("/").statusCode(303).header("Location", "/ghts/" + ght);
    get("/ghts/" + ght).statusCode(200);
    var other = Invented.ght();
    tell(other);
    get("/").statusCode(200).body(containsString("/ghts/" + ght), containsString("/ghts/" + other));
  }

  @Test
  void pages_run_only_what_this_program_serves_and_are_not_kept() {
    tell(ght);
    get("/ghts/" + ght)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store");
    get("/assets/ght.js")
        .statusCode(200)
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .header("X-Content-Type-Options", "nosniff");
    get("/assets/ght.css").statusCode(200).contentType(startsWith("text/css"));
    get("/assets/ght.svg").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chiffres", "etablissements", "matrice", "chronologie"})
  void a_part_comes_without_the_frame_of_the_page(String part) {
    tell(ght);
    get("/ghts/" + ght + "/fragments/" + part)
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .body(not(containsString("<html")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chiffres", "types", "applications", "chronologie"})
  void a_part_of_an_establishment_comes_without_the_frame_of_the_page(String part) {
    tell(ght);
    get("/ghts/" + ght + "/etablissements/" + finess + "/fragments/" + part)
        .statusCode(200)
        .body(not(containsString("<html")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chiffres", "calendrier", "location-achat"})
  void a_part_of_the_contracts_comes_without_the_frame_of_the_page(String part) {
    tell(ght);
    get("/ghts/" + ght + "/contrats/fragments/" + part)
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .body(not(containsString("<html")));
    get("/ghts/" + ght + "/contrats/fragments/rien").statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chiffres", "etablissements", "groupement"})
  void a_part_of_the_skills_comes_without_the_frame_of_the_page(String part) {
    tell(ght);
    get("/ghts/" + ght + "/competences/fragments/" + part)
        .statusCode(200)
        .body(not(containsString("<html")));
    get("/ghts/" + ght + "/competences/fragments/rien").statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ghts/nowhere",
        "/ghts/nowhere/competences",
        "/ghts/nowhere/contrats",
        "/ghts/nowhere/machines",
        "/ghts/nowhere/etablissements/420784878",
        "/ghts/nowhere/fragments/matrice",
        "/nothing/here"
      })
  void what_is_not_there_is_told_in_french(String path) {
    get(path)
        .statusCode(404)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .body(containsString("Page introuvable"));
  }

  @Test
  void an_establishment_or_part_that_the_group_does_not_have_is_not_found() {
    tell(ght);
    get("/ghts/" + ght + "/etablissements/000000000").statusCode(404);
    get("/ghts/" + ght + "/fragments/rien").statusCode(404);
    get("/ghts/" + ght + "/etablissements/" + finess + "/fragments/rien").statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?asOf=hier | La date demandée",
        "?asOf=2018-13-01 | La date demandée",
        "?avant=xyz | La page demandée de cette liste",
        "/machines?cursor=xyz | La page demandée de cette liste",
        "/machines?type=TOASTER | Ce type de machine",
        "/machines?etat=PERDU | Cet état",
        "/competences?asOf=hier | La date demandée",
        "/contrats?nature=DON | Cette nature de contrat",
        "/contrats?etat=PERDU | Cet état",
        "/contrats?cursor=xyz | La page demandée de cette liste",
        "/contrats?asOf=hier | La date demandée",
        "/journal?fait=rien | Ce type de fait",
        "/journal?du=hier | Cette date",
        "/journal?correlation=xyz | Cet identifiant de demande",
        "/journal?avant=xyz | La page demandée de cette liste",
        "/machines?q=a%00b | Le texte cherché",
        "/etablissements/a%00b | Ce numéro FINESS"
      })
  void what_cannot_be_read_is_named_in_french(String pathAndReason) {
    tell(ght);
    var path = pathAndReason.substring(0, pathAndReason.indexOf(" | "));
    var reason = pathAndReason.substring(pathAndReason.indexOf(" | ") + 3);
    get("/ghts/" + ght + path)
        .statusCode(400)
        .contentType(startsWith("text/html"))
        .body(containsString(reason));
  }

  @Test
  void empty_fields_of_a_form_are_not_asked() {
    tell(ght);
    get("/ghts/" + ght + "?asOf=&etablissement=").statusCode(200);
    get("/ghts/" + ght + "/contrats?asOf=&q=&etablissement=&nature=&etat=").statusCode(200);
    get("/ghts/" + ght + "/machines?asOf=&q=&etablissement=&type=&etat=")
        .statusCode(200)
        .body(containsString("1\u00a0machine<"));
  }

  @Test
  void the_api_goes_on_answering_in_its_own_form() {
    given()
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .get("/api/view/ghts/nowhere")
        .then()
        .statusCode(404)
        .contentType(startsWith("application/problem+json"))
        .body("code", equalTo("NOT_FOUND"));
  }

  @Test
  void an_answer_to_a_page_never_holds_a_stack_trace() {
    get("/ghts/a%00b").body(not(containsString("Exception")), not(containsString("\tat ")));
    get("/ghts/nowhere").body(endsWith("</html>\n"));
  }

  private ValidatableResponse get(String path) {
    return given()
        .urlEncodingEnabled(false)
        .redirects()
        .follow(false)
        .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .get(path)
        .then();
  }

  private void tell(String group) {
    var now = Instant.now();
    feed.give(
        told.at(now, created(group)),
        told.at(now, joined(group, finess, "MEMBER", "2016-07-01")),
        told.at(now, discovered(Invented.id(), finess, "WORKSTATION", now)));
  }
}
