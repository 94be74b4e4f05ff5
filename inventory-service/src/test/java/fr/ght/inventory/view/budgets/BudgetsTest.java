package fr.ght.inventory.view.budgets;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a group of two may spend, and has committed. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class BudgetsTest {
  private static final String BUDGETS = "/api/inventory/budgets";
  private static final String CONTRACTS = "/api/inventory/contracts/";

  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String hospital = Invented.finess();
  private final String id = Invented.id();

  @BeforeEach
  void aGroupOfTwo() {
    Api.group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, hospital, "MEMBER", "2016-07-01").statusCode(200);
    eventually(() -> get("/api/inventory/memberships?ght=" + ght).body("total", equalTo(2)));
  }

  private void envelope(String establishment, String kind, String amount) {
    put(
            BUDGETS + "/establishments/" + establishment + "/2026/" + kind,
            "{\"amount\":" + amount + "}")
        .statusCode(lessThan(300));
  }

  private void choose(String overrun) {
    put(BUDGETS + "/ghts/" + ght + "/overrun", "{\"overrun\":\"" + overrun + "\"}")
        .body("overrun", equalTo(overrun));
  }

  private ValidatableResponse sign(
      String contract, String establishment, String kind, String amount) {
    return put(CONTRACTS + contract + id, body(establishment, kind, amount));
  }

  private static String body(String establishment, String kind, String amount) {
    return """
    {"establishment":"%s","kind":"%s","supplier":"Éditeur","subject":"Licences","signedOn":"2026-01-15",
     "start":"2026-01-01","initialTerm":"P1Y","amount":%s,"amountPer":"CONTRACT"}
    """
        .formatted(establishment, kind, amount);
  }

  private String list() {
    return BUDGETS + "?ght=" + ght;
  }

  /**
   * Mission, line 18: 2 M€ operating and 2 M€ investment. A commitment over the envelope is refused
   * or flagged, as the group chooses. Cost per workstation is shown.
   */
  @Test
  void line_18_a_commitment_over_the_envelope_is_refused_or_flagged_as_the_group_chooses() {
    put(
            "/api/inventory/establishments/" + chu + "/profile",
            "{\"from\":\"2016-07-01\",\"workstations\":4000}")
        .statusCode(200);
    envelope(chu, "OPERATING", "2000000.00");
    envelope(chu, "INVESTMENT", "2000000.00");
    choose("REFUSE");
    sign("a", chu, "RENTAL", "1999999.99").statusCode(201);
    sign("b", chu, "LICENCE_PURCHASE", "1500000").statusCode(201);
    sign("c", chu, "MAINTENANCE", "0.02")
        .statusCode(409)
        .body("code", equalTo("OVER_BUDGET"))
        .body("detail", containsString("2026 OPERATING: 1999999.99 of 2000000.00 committed"));
    get(CONTRACTS + "c" + id).statusCode(404);
    sign("c", chu, "MAINTENANCE", "0.01").statusCode(201);

    eventually(() ->
        get(list() + "&year=2026&sort=kind")
            .body("items.kind", contains("INVESTMENT", "OPERATING"))
            .body("items.committed", contains(1500000.0f, 2000000.0f))
            .body("items.remaining", contains(500000.0f, 0.0f))
            .body("items.over", contains(0.0f, 0.0f)));

    choose("FLAG");
    sign("d", chu, "HOSTING", "80000").statusCode(201);
    eventually(() ->
        get(list() + "&kind=OPERATING")
            .body("items[0].establishment", equalTo(chu))
            .body("items[0].over", equalTo(80000.0f))
            .body("items[0].remaining", equalTo(0.0f)));
    get(BUDGETS + "/costs?year=2026&ght=" + ght)
        .body("establishments.'" + chu + "'.operating", equalTo(2080000.0f))
        .body("establishments.'" + chu + "'.investment", equalTo(1500000.0f))
        .body("establishments.'" + chu + "'.operatingPerWorkstation", equalTo(520.0f))
        .body("establishments.'" + chu + "'.costPerWorkstation", equalTo(895.0f))
        .body("establishments.'" + hospital + "'.costPerWorkstation", nullValue())
        .body("all.operating", equalTo(2080000.0f))
        .body("all.costPerWorkstation", nullValue())
        .body("completeUpTo", notNullValue());
    get(BUDGETS + "/costs?year=2027&ght=" + ght).body("all.operating", equalTo(0.0f));
  }

  /** Mission, line 19: the category forces the kind. */
  @Test
  void line_19_what_is_bought_is_investment_and_what_is_rented_is_operating() {
    sign("a", chu, "LICENCE_PURCHASE", "100").statusCode(201);
    sign("b", chu, "HARDWARE_PURCHASE", "200").statusCode(201);
    sign("c", chu, "INFRASTRUCTURE_PURCHASE", "400").statusCode(201);
    sign("d", chu, "RENTAL", "800").statusCode(201);
    put(
            CONTRACTS + "e" + id,
            body(chu, "RENTAL", "1").replace("{\"est", "{\"budget\":\"INVESTMENT\",\"est"))
        .statusCode(422)
        .body("errors[0].field", equalTo("budget"));
    eventually(() ->
        get(BUDGETS + "/costs?year=2026&ght=" + ght)
            .body("all.investment", equalTo(700.0f))
            .body("all.operating", equalTo(800.0f)));
  }

  @Test
  void a_file_is_taken_whole_or_not_at_all_where_an_envelope_refuses() {
    envelope(chu, "OPERATING", "1000.00");
    choose("REFUSE");
    var file =
        "id;FINESS;Nature;Titulaire;Objet;Signé le;Début;Durée;Montant;Montant par\n"
            + line("a", chu, "600")
            + line("b", chu, "500")
            + line("c", chu, "400")
            + line("d", hospital, "9000");
    imported("?dryRun=true", file)
        .statusCode(200)
        .body("created", equalTo(3))
        .body("errors.line", contains(3))
        .body("errors[0].reason", containsString("would pass an envelope of the budget"));
    imported("", file).statusCode(422).body("errors[0].field", containsString("line 3"));
    get(CONTRACTS + "a" + id).statusCode(404);
    imported("?skipErrors=true", file).statusCode(200).body("created", equalTo(3));
    get(CONTRACTS + "b" + id).statusCode(404);
    get(CONTRACTS + "c" + id).statusCode(200);
    imported("", file.replace(line("b", chu, "500"), ""))
        .statusCode(200)
        .body("unchanged", equalTo(3));
  }

  private String line(String contract, String establishment, String amount) {
    return "%s%s;%s;RENTAL;Éditeur;Licences;2026-01-15;2026-01-01;P1Y;%s;contrat\n"
        .formatted(contract, id, establishment, amount);
  }

  private static ValidatableResponse imported(String parameters, String file) {
    return given()
        .contentType("text/csv")
        .body(file.getBytes(StandardCharsets.UTF_8))
        .post(CONTRACTS + "import" + parameters)
        .then();
  }

  @Test
  void without_an_envelope_nothing_is_refused() {
    choose("REFUSE");
    sign("a", chu, "RENTAL", "99999999").statusCode(201);
    envelope(chu, "INVESTMENT", "0");
    sign("b", chu, "RENTAL", "99999999").statusCode(201);
    sign("c", hospital, "LICENCE_PURCHASE", "99999999").statusCode(201);
    sign("d", chu, "LICENCE_PURCHASE", "0.01").statusCode(409);
  }

  @Test
  void until_a_group_chooses_nothing_is_refused_and_everything_is_shown() {
    get(BUDGETS + "/ghts/" + ght + "/overrun").body("overrun", equalTo("FLAG"));
    envelope(chu, "OPERATING", "10");
    sign("a", chu, "RENTAL", "11").statusCode(201);
    eventually(() -> get(list()).body("items[0].over", equalTo(1.0f)));
  }

  @Test
  void what_was_committed_before_an_envelope_was_set_counts() {
    sign("a", chu, "RENTAL", "60").statusCode(201);
    choose("REFUSE");
    envelope(chu, "OPERATING", "100");
    sign("b", chu, "RENTAL", "41").statusCode(409);
    sign("b", chu, "RENTAL", "40").statusCode(201);
  }

  @Test
  void a_termination_and_a_correction_give_back() {
    choose("REFUSE");
    envelope(chu, "OPERATING", "100");
    put(CONTRACTS + "a" + id, body(chu, "RENTAL", "100").replace("\"CONTRACT\"", "\"YEAR\""))
        .statusCode(201);
    sign("b", chu, "HOSTING", "50").statusCode(409);
    post(
            CONTRACTS + "a" + id + "/termination",
            "{\"noticeOn\":\"2026-02-01\",\"endsOn\":\"2026-07-01\",\"reason\":\"Remplacé\"}")
        .statusCode(200);
    sign("b", chu, "HOSTING", "50").statusCode(201);
    post(CONTRACTS + "a" + id + "/termination-withdrawal", "{\"reason\":\"Erreur\"}")
        .statusCode(409)
        .body("code", equalTo("OVER_BUDGET"));
    post(
            CONTRACTS + "b" + id + "/corrections",
            "{\"reason\":\"Avenant\",\"contract\":" + body(chu, "HOSTING", "20") + "}")
        .statusCode(200);
    sign("c", chu, "MAINTENANCE", "30").statusCode(201);
    sign("d", chu, "MAINTENANCE", "0.01").statusCode(409);
  }

  @Test
  void the_envelope_of_a_group_is_for_all_its_members_together() {
    choose("REFUSE");
    put(BUDGETS + "/ghts/" + ght + "/2026/OPERATING", "{\"amount\":100}").statusCode(200);
    sign("a", chu, "RENTAL", "70").statusCode(201);
    sign("b", hospital, "RENTAL", "31")
        .statusCode(409)
        .body("detail", containsString("ght/" + ght + " 2026 OPERATING: 70.00 of 100.00"));
    sign("b", hospital, "RENTAL", "30").statusCode(201);
    eventually(() ->
        get(list())
            .body("items.ght", contains(ght))
            .body("items[0].establishment", nullValue())
            .body("items[0].committed", equalTo(100.0f)));
    delete(BUDGETS + "/ghts/" + ght + "/2026/OPERATING").statusCode(422);
    delete(BUDGETS + "/ghts/" + ght + "/2026/OPERATING?reason=clos").statusCode(204);
    delete(BUDGETS + "/ghts/" + ght + "/2026/OPERATING?reason=clos").statusCode(404);
    sign("c", hospital, "RENTAL", "999").statusCode(201);
    eventually(() -> get(list()).body("items", hasSize(0)));
  }

  @Test
  void lines_of_a_file_are_refused_one_by_one_where_the_envelope_ends() {
    choose("REFUSE");
    envelope(chu, "OPERATING", "100");
    var file =
        new StringBuilder(
            "id;établissement;nature;titulaire;objet;signé le;début;montant;montant par\n");
    for (int i = 0; i < 20; i++) {
      file.append("f%d%s;%s;location;É;O;15/01/2026;01/01/2026;30;contrat\n".formatted(i, id, chu));
    }
    given()
        .contentType("text/csv")
        .body(file.toString())
        .post(CONTRACTS + "import?skipErrors=true")
        .then()
        .statusCode(200)
        .body("created", equalTo(3))
        .body("refused", equalTo(17))
        .body("errors[0].reason", containsString("envelope"));
  }

  @Test
  void the_list_is_as_of_an_instant_and_a_file_too() {
    var before = Instant.now();
    envelope(chu, "OPERATING", "100");
    envelope(hospital, "OPERATING", "200");
    sign("a", chu, "RENTAL", "70").statusCode(201);
    eventually(() ->
        get(list() + "&sort=-establishment")
            .body("total", equalTo(2))
            .body("items.committed.sum()", equalTo(70.0)));
    get(list() + "&establishment=" + hospital).body("items.amount", contains(200.0f));
    get(list() + "&asOf=" + before).body("total", equalTo(0));
    get(list() + "&limit=1").body("items", hasSize(1)).body("next", notNullValue());
    get(list() + "&format=csv")
        .contentType(containsString("text/csv"))
        .body(containsString("Exercice;Établissement (FINESS)"))
        .body(containsString("2026;" + chu + ";;exploitation;100,00;70,00;30,00;0,00;0"));
    get(BUDGETS + "/costs?year=2026&format=csv&ght=" + ght)
        .body(containsString(chu + ";70,00;0,00;;;;0"));
  }

  @Test
  void contracts_without_a_price_are_told_and_in_no_amount() {
    envelope(chu, "OPERATING", "100");
    put(CONTRACTS + "a" + id, body(chu, "RENTAL", "null").replace("\"CONTRACT\"", "null"))
        .statusCode(201);
    eventually(() ->
        get(list())
            .body("items[0].unknownPrices", equalTo(1))
            .body("items[0].committed", equalTo(0.0f)));
  }

  @Test
  void who_belongs_to_another_group_sees_none_of_it() {
    envelope(chu, "OPERATING", "123456");
    put(BUDGETS + "/ghts/" + ght + "/2026/OPERATING", "{\"amount\":123456}").statusCode(201);
    eventually(() -> get(list()).body("total", equalTo(2)));
    var stranger = "Bearer " + AllRights.token("stranger", "dsi", Api.establishment(), "");
    for (var question : new String[] {"", "?ght=" + ght, "?establishment=" + chu, "?format=csv"}) {
      given()
          .header("Authorization", stranger)
          .get(BUDGETS + question)
          .then()
          .statusCode(200)
          .body(not(containsString("123456")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soon/OPERATING     | {\"amount\":1}     | 422 | year",
        "26/OPERATING       | {\"amount\":1}     | 422 | year",
        "2026/CAPEX         | {\"amount\":1}     | 422 | kind",
        "2026/OPERATING     | {\"amount\":-1}    | 422 | amount",
        "2026/OPERATING     | {\"amount\":0.001} | 422 | amount",
        "2026/OPERATING     | {}                 | 422 | amount",
        "2026/OPERATING     | {\"amount\":\"a\"} | 400 | amount",
        "2026/OPERATING     | {\"euros\":1}      | 400 | euros"
      })
  void what_is_no_envelope_is_told_by_field(String line, String body, int status, String field) {
    for (var owner : new String[] {"establishments/" + chu, "ghts/" + ght}) {
      put(BUDGETS + "/" + owner + "/" + line, body)
          .statusCode(status)
          .body("errors[0].field", equalTo(field));
    }
    get(list()).body("items", hasSize(0));
  }

  @Test
  void what_cannot_be_asked_is_told_by_name() {
    get(BUDGETS + "?year=soon").statusCode(400).body("errors[0].field", equalTo("year"));
    get(BUDGETS + "?kind=CAPEX").statusCode(400).body("errors[0].field", equalTo("kind"));
    get(BUDGETS + "?sort=amount").statusCode(400).body("errors[0].field", equalTo("sort"));
    get(BUDGETS + "/costs?year=soon").statusCode(400).body("errors[0].field", equalTo("year"));
    put(BUDGETS + "/ghts/" + ght + "/overrun", "{\"overrun\":\"MAYBE\"}")
        .statusCode(422)
        .body("errors[0].field", equalTo("overrun"));
  }
}
