package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import fr.ght.eventsourcing.EventStore;
import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as files that a French spreadsheet opens, with the filters and rights of the lists. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ExportsTest {
  private static final String APPLICATIONS = "/api/inventory/applications";

  private final Logbook log;

  @Inject
  ExportsTest(EventStore store) {
    log = new Logbook(store);
  }

  @ParameterizedTest
  @CsvSource({
    "applications, Identifiant;Établissement (FINESS);Domaine fonctionnel",
    "assets, Identifiant;Établissement (FINESS);Nature",
    "incidents, Identifiant;Établissement (FINESS);Nature",
    "memberships, Groupement;Établissement (FINESS);Nom",
    "ghts, Code;Nom",
    "skills, Établissement (FINESS);Produit;Niveau",
    "applications/interfaces, Identifiant;Établissement (FINESS);Domaine fonctionnel",
    "contracts/notices, Date de préavis;Identifiant",
    "contracts/compliance, Produit;Code du produit",
    "contracts/currency, Établissement (FINESS)",
    "contracts/ratio, Établissement (FINESS)",
    "contracts, Identifiant;Établissement (FINESS);Nature"
  })
  void every_list_is_a_file_with_french_headings(String list, String headings) {
    for (var answer :
        List.of(
            get("/api/inventory/" + list + "?format=csv"),
            given().accept("text/csv").get("/api/inventory/" + list).then())) {
      var body =
          answer
              .statusCode(200)
              .contentType(startsWith("text/csv"))
              .header("Content-Disposition", startsWith("attachment; filename="))
              .extract()
              .asByteArray();
      assertThat(body).startsWith(0xEF, 0xBB, 0xBF);
      assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8).substring(1))
          .startsWith(headings)
          .contains("\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applications",
        "assets",
        "incidents",
        "memberships",
        "ghts",
        "skills",
        "contracts",
        "contracts/compliance",
        "contracts/currency",
        "contracts/ratio"
      })
  void who_asks_for_nothing_special_gets_json_as_ever(String list) {
    for (var accept : List.of("*/*", "application/json", "text/html, */*;q=0.8")) {
      given()
          .accept(accept)
          .get("/api/inventory/" + list)
          .then()
          .statusCode(200)
          .contentType(startsWith("application/json"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?sort=nothing sort",
        "?format=csv&sort=nothing sort",
        "?format=csv&state=OLD state",
        "?format=csv&asOf=yesterday asOf",
        "?format=csv&limit=10 limit",
        "?format=xlsx format"
      })
  void what_cannot_be_asked_is_a_problem_and_no_file(String questionAndField) {
    var words = questionAndField.split(" ", 2);
    get(APPLICATIONS + words[0])
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo(words[1]));
  }

  @Test
  void a_file_has_the_filters_the_order_and_the_instant_of_its_list() {
    var finess = Api.establishment();
    declare(finess, "a", "Éasily", "PLANNED");
    declare(finess, "b", "Zed", "IN_PRODUCTION");
    var before = Instant.now();
    declare(finess, "c", "Mid", "IN_PRODUCTION");
    var file = APPLICATIONS + "?format=csv&sort=-product&establishment=" + finess;
    eventually(() -> get(file).body(containsString("Mid")));
    var products =
        get(file).extract().asString().lines().skip(1).map(line -> line.split(";")[3]).toList();
    assertThat(products).containsExactly("Zed", "Mid", "Éasily");
    get(file + "&state=PLANNED").body(not(containsString("Zed")));
    get(file + "&asOf=" + before).body(containsString("Zed")).body(not(containsString("Mid")));
  }

  @Test
  void a_file_shows_no_more_than_its_list() {
    var finess = Api.establishment();
    declare(finess, "secret", "Hidden", "PLANNED");
    eventually(() -> get(APPLICATIONS + "?establishment=" + finess).body("total", equalTo(1)));
    var stranger = "Bearer " + AllRights.token("s", "dsi", Invented.finess(), Invented.ght());
    given()
        .header("Authorization", stranger)
        .get(APPLICATIONS + "?format=csv")
        .then()
        .statusCode(200)
        .body(not(containsString("Hidden")));
    given()
        .header("Authorization", "Bearer " + AllRights.token("o", "ops", "", Invented.ght()))
        .get(APPLICATIONS + "?format=csv")
        .then()
        .statusCode(403)
        .contentType(Problem.MEDIA_TYPE);
  }

  @Test
  void a_text_that_would_be_a_formula_is_none_in_the_file() {
    var finess = Api.establishment();
    declare(finess, "f", "=HYPERLINK(1)", "PLANNED");
    var file = APPLICATIONS + "?format=csv&establishment=" + finess;
    eventually(() -> get(file).body(containsString(";'=HYPERLINK(1);")));
  }

  @Test
  void a_list_of_more_than_a_page_comes_whole() {
    var here = new Finess(Api.establishment());
    for (int i = 0; i < 1_001; i++) {
      log.machine(here, "pc-%04d".formatted(i));
    }
    var file = "/api/inventory/assets?format=csv&establishment=" + here;
    eventually(
        () -> get("/api/inventory/assets?establishment=" + here).body("total", equalTo(1_001)));
    var lines = get(file).extract().asString().lines().skip(1).toList();
    assertThat(lines).hasSize(1_001).doesNotHaveDuplicates();
    assertThat(lines.getLast()).contains(";pc-1000;");
  }

  private static void declare(String finess, String id, String product, String state) {
    put(
            APPLICATIONS + "/" + id + "-" + Invented.id(),
            "{\"establishment\":\"%s\",\"function\":\"hr\",\"product\":\"%s\",\"state\":\"%s\"}"
                .formatted(finess, product, state))
        .statusCode(201);
  }
}
