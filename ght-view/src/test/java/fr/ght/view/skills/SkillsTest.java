package fr.ght.view.skills;

import static fr.ght.view.Told.declared;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.ApplicationStateChanged;
import fr.ght.contracts.InventoryFact.SkillCoverageRecorded;
import fr.ght.contracts.InventoryFact.SkillCoverageWithdrawn;
import fr.ght.http.Problem;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is able to maintain what runs in production, and where too few are. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class SkillsTest {
  private static final Instant DAY_1 = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2026-03-03T09:00:00Z");

  @Inject Feed feed;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String member = Invented.finess();
  private final String partner = Invented.finess();

  @BeforeEach
  void a_group_of_two_and_a_partner() {
    tell(
        DAY_1,
        Told.created(ght),
        Told.joined(ght, member, "MEMBER", "2016-07-01"),
        Told.joined(ght, partner, "PARTNER", "2016-07-01"),
        Told.joined(ght, chu, "SUPPORT", "2016-07-01"),
        Told.support(ght, chu, "2016-07-01"));
  }

  @Test
  void fewer_than_two_able_people_are_a_risk_and_those_products_come_first() {
    for (var product : new String[] {"Aubier", "Boréal", "Cèdre", "Dune"}) {
      tell(DAY_1, declared(Invented.id(), chu, "imaging", product, "1"));
    }
    tell(
        DAY_1,
        people(chu, "Aubier", "EXPERT", 1),
        people(chu, "Aubier", "AUTONOMOUS", 1),
        people(chu, "Boréal", "AUTONOMOUS", 1),
        people(chu, "Dune", "LEARNING", 5));

    skills("")
        .body("establishments.product", contains("Dune", "Boréal", "Cèdre", "Aubier"))
        .body("establishments.risk", contains("NOBODY", "ONE_PERSON", "UNKNOWN", "ENOUGH"))
        .body("establishments.able", contains(0, 1, null, 2))
        .body("establishments[0].learning", equalTo(5))
        .body("establishments[2].experts", nullValue())
        .body("establishments[2].unknownAt", equalTo(1))
        .body("establishments[3].experts", equalTo(1))
        .body("establishments[3].autonomous", equalTo(1))
        .body("establishments.establishment.unique()", contains(chu));
  }

  @Test
  void the_same_product_is_one_whatever_its_case_and_accents() {
    tell(
        DAY_1,
        declared(Invented.id(), chu, "imaging", "BOREAL images", "1"),
        declared(Invented.id(), chu, "imaging", "Boréal Images", "2"),
        people(chu, "boréal images", "EXPERT", 2));

    skills("")
        .body("establishments", hasSize(1))
        .body("establishments[0].applications", equalTo(2))
        .body("establishments[0].risk", equalTo("ENOUGH"));
  }

  @Test
  void people_count_until_the_last_day_on_which_they_can_be_counted_on() {
    tell(
        DAY_1,
        declared(Invented.id(), chu, "imaging", "Boréal", "1"),
        new SkillCoverageRecorded(chu, "Boréal", "EXPERT", 1, LocalDate.parse("2026-06-30")),
        people(chu, "Boréal", "AUTONOMOUS", 1));

    skills("?on=2026-06-30")
        .body("establishments[0].risk", equalTo("ENOUGH"))
        .body("establishments[0].until", equalTo("2026-06-30"));
    skills("?on=2026-07-01")
        .body("establishments[0].risk", equalTo("ONE_PERSON"))
        .body("establishments[0].until", nullValue());
  }

  @Test
  void only_what_is_in_production_is_at_risk() {
    var application = Invented.id();
    tell(
        DAY_1,
        declared(application, chu, "imaging", "Boréal", "1"),
        people(chu, "Boréal", "EXPERT", 0));
    tell(DAY_2, new ApplicationStateChanged(application, chu, "READ_ONLY"));

    skills("?asOf=2026-03-02").body("establishments[0].risk", equalTo("NOBODY"));
    skills("")
        .body("establishments[0].risk", equalTo("NOT_IN_PRODUCTION"))
        .body("establishments[0].applications", equalTo(0));
  }

  @Test
  void what_is_withdrawn_is_unknown_again_and_not_zero() {
    tell(
        DAY_1,
        declared(Invented.id(), chu, "imaging", "Boréal", "1"),
        people(chu, "Boréal", "EXPERT", 2));
    tell(DAY_2, new SkillCoverageWithdrawn(chu, "Boréal", "EXPERT"));

    skills("?asOf=2026-03-02").body("establishments[0].able", equalTo(2));
    skills("")
        .body("establishments[0].risk", equalTo("UNKNOWN"))
        .body("establishments[0].able", nullValue());
  }

  @Test
  void in_the_group_the_people_of_all_members_count_together_and_those_of_partners_do_not() {
    tell(
        DAY_1,
        declared(Invented.id(), chu, "imaging", "Boréal", "1"),
        declared(Invented.id(), member, "imaging", "Boréal", "1"),
        declared(Invented.id(), member, "imaging", "Cèdre", "1"),
        people(chu, "Boréal", "EXPERT", 1),
        people(chu, "Cèdre", "EXPERT", 1),
        people(partner, "Boréal", "EXPERT", 9));

    skills("")
        .body("group.product", contains("Boréal", "Cèdre"))
        .body("group.establishment", contains(nullValue(), nullValue()))
        .body("group[0].able", equalTo(1))
        .body("group[0].runningAt", equalTo(2))
        .body("group[0].unknownAt", equalTo(1))
        .body("group[1].risk", equalTo("ONE_PERSON"))
        .body("group[1].runningAt", equalTo(1))
        .body("establishments.findAll { it.establishment == '%s' }".formatted(partner), hasSize(0));
    skills("?establishment=" + member)
        .body("establishments.establishment.unique()", contains(member))
        .body("group", hasSize(2));
  }

  @Test
  void the_list_is_a_file_that_a_french_spreadsheet_opens() {
    tell(
        DAY_1,
        declared(Invented.id(), chu, "imaging", "Boréal", "1"),
        people(chu, "Boréal", "EXPERT", 1));

    given()
        .get("/api/view/ghts/" + ght + "/skills?format=csv")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("competences.csv"))
        .body(containsString(chu + ";Boréal;risque : une seule personne;1;1;0;1;1;0;0;"))
        .body(containsString("\r\n\"\";Boréal;risque : une seule personne;1;1;0;1;1;0;0;"));
  }

  @ParameterizedTest
  @CsvSource({"?on=tomorrow, on", "?asOf=never, asOf", "?products=x, products"})
  void what_cannot_be_read_names_the_parameter(String query, String field) {
    get(query)
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo(field));
  }

  @Test
  void before_the_group_there_is_nothing() {
    get("?asOf=2026-03-01").statusCode(404);
  }

  private static InventoryFact people(String finess, String product, String level, int people) {
    return new SkillCoverageRecorded(finess, product, level, people, null);
  }

  private void tell(Instant recordedAt, InventoryFact... facts) {
    feed.give(Stream.of(facts).map(fact -> told.at(recordedAt, fact)).toList());
  }

  private ValidatableResponse skills(String question) {
    return get(question).statusCode(200);
  }

  private ValidatableResponse get(String rest) {
    return given().get("/api/view/ghts/" + ght + "/skills" + rest).then();
  }
}
