package fr.ght.view.contracts;

import static fr.ght.view.Told.signed;
import static fr.ght.view.Told.terms;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.ContractCorrected;
import fr.ght.contracts.InventoryFact.ContractDrafted;
import fr.ght.contracts.InventoryFact.ContractExpired;
import fr.ght.contracts.InventoryFact.ContractRenewed;
import fr.ght.contracts.InventoryFact.ContractTerminated;
import fr.ght.contracts.InventoryFact.EntitlementRecorded;
import fr.ght.contracts.InventoryFact.NoticeWindowOpened;
import fr.ght.contracts.InventoryFact.TerminationWithdrawn;
import fr.ght.http.Problem;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import fr.ght.view.Told.Agreed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts of a group: what has to be decided, and what is rented and bought. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class ContractsTest {
  private static final Instant DAY_1 = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2026-03-03T09:00:00Z");
  private static final Instant DAY_3 = Instant.parse("2026-03-04T09:00:00Z");

  private static final LocalDate END = LocalDate.parse("2028-02-01");
  private static final LocalDate NOTICE = LocalDate.parse("2027-08-01");

  /** Four years from 2024 on, with half a year's notice. */
  private static final Agreed FOUR_YEARS =
      terms("RENTAL", "2024-02-01", "Dossier patient")
          .until("2028-02-01")
          .notice("P6M")
          .costing("34000.00", "YEAR");

  private static final Agreed TACIT = FOUR_YEARS.renewing("P1Y", 2, true);
  private static final Agreed EXPRESS = FOUR_YEARS.renewing("P1Y", 2, false);

  @Inject Feed feed;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String member = Invented.finess();
  private final String partner = Invented.finess();
  private final String id = "contract-" + Invented.id();

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
  void what_renews_itself_has_to_be_decided_by_its_notice_date() {
    tell(DAY_1, signed(id, chu, TACIT));

    only("?on=2026-03-02")
        .body("items[0].id", equalTo(id))
        .body("items[0].establishment", equalTo(chu))
        .body("items[0].kind", equalTo("RENTAL"))
        .body("items[0].budget", equalTo("OPERATING"))
        .body("items[0].state", equalTo("ACTIVE"))
        .body("items[0].signedOn", equalTo("2024-02-01"))
        .body("items[0].end", equalTo("2028-02-01"))
        .body("items[0].noticeOn", equalTo("2027-08-01"))
        .body("items[0].dueOn", equalTo("2027-08-01"))
        .body("items[0].renewal", equalTo("TACIT"))
        .body("items[0].renewalTerm", equalTo("P1Y"))
        .body("items[0].amountPer", equalTo("YEAR"))
        .body("items[0].cost", equalTo(new BigDecimal("136000.00")));
    only("?on=2027-08-01").body("items[0].overdue", equalTo(false));
    only("?on=2027-08-02").body("items[0].overdue", equalTo(true));
  }

  @Test
  void what_is_renewed_by_a_decision_has_to_be_decided_by_its_notice_date_too() {
    tell(DAY_1, signed(id, chu, EXPRESS));

    only("")
        .body("items[0].renewal", equalTo("EXPRESS"))
        .body("items[0].dueOn", equalTo("2027-08-01"));
  }

  @Test
  void what_cannot_be_renewed_is_due_on_its_last_day_whatever_its_notice() {
    tell(DAY_1, signed(id, chu, FOUR_YEARS));

    only("?on=2028-01-31")
        .body("items[0].renewal", equalTo("NONE"))
        .body("items[0].noticeOn", equalTo("2027-08-01"))
        .body("items[0].dueOn", equalTo("2028-01-31"))
        .body("items[0].overdue", equalTo(false));
    only("?on=2028-02-01").body("items[0].overdue", equalTo(true));
  }

  @Test
  void what_has_no_end_a_draft_and_what_ended_are_due_on_no_day() {
    var endless = "a" + id;
    var draft = "b" + id;
    var ended = "c" + id;
    tell(
        DAY_1,
        signed(endless, chu, terms("MAINTENANCE", "2024-02-01", "Onduleurs")),
        new ContractDrafted(draft, chu, TACIT.terms()),
        signed(ended, chu, TACIT),
        new ContractExpired(ended, chu, END));

    contracts("")
        .body("items.id", contains(endless, draft, ended))
        .body("items.dueOn", contains(nullValue(), nullValue(), nullValue()))
        .body("items.overdue", contains(false, false, false))
        .body("items.state", contains("ACTIVE", "DRAFT", "EXPIRED"));
    contracts("?state=RUNNING").body("items.id", contains(endless));
  }

  @Test
  void a_renewal_moves_notice_date_and_end_and_is_the_last_one_at_some_time() {
    tell(DAY_1, signed(id, chu, TACIT));
    tell(DAY_2, new NoticeWindowOpened(id, chu, NOTICE, END));
    tell(DAY_2, renewed(1));
    tell(DAY_3, renewed(2));

    only("?asOf=2026-03-02").body("items[0].state", equalTo("ACTIVE"));
    only("?asOf=2026-03-03")
        .body("items[0].state", equalTo("RENEWED"))
        .body("items[0].renewals", equalTo(1))
        .body("items[0].dueOn", equalTo("2028-08-01"))
        .body("items[0].end", equalTo("2029-02-01"))
        .body("items[0].cost", equalTo(new BigDecimal("170000.00")));
    only("")
        .body("items[0].renewals", equalTo(2))
        .body("items[0].renewal", equalTo("NONE"))
        .body("items[0].dueOn", equalTo("2030-01-31"));
  }

  @Test
  void a_terminated_contract_leaves_nothing_to_decide_and_costs_less() {
    tell(DAY_1, signed(id, chu, TACIT));
    tell(DAY_2, new ContractTerminated(id, chu, NOTICE, LocalDate.parse("2027-11-01")));

    only("?on=2030-01-01")
        .body("items[0].state", equalTo("TERMINATED"))
        .body("items[0].renewal", equalTo("NONE"))
        .body("items[0].noticeOn", nullValue())
        .body("items[0].end", equalTo("2027-11-01"))
        .body("items[0].dueOn", equalTo("2027-10-31"))
        .body("items[0].overdue", equalTo(false))
        .body("items[0].cost", equalTo(new BigDecimal("127500.00")));

    tell(DAY_3, new TerminationWithdrawn(id, chu, END, NOTICE));
    only("")
        .body("items[0].state", equalTo("ACTIVE"))
        .body("items[0].renewal", equalTo("TACIT"))
        .body("items[0].dueOn", equalTo("2027-08-01"))
        .body("items[0].cost", equalTo(new BigDecimal("136000.00")));
  }

  @Test
  void a_correction_that_moves_the_notice_date_closes_the_window_and_another_one_does_not() {
    tell(DAY_1, signed(id, chu, TACIT), new NoticeWindowOpened(id, chu, NOTICE, END));
    tell(DAY_2, corrected(TACIT.costing("30000", "YEAR")));
    only("")
        .body("items[0].state", equalTo("NOTICE_WINDOW"))
        .body("items[0].cost", equalTo(new BigDecimal("120000.00")));

    tell(DAY_3, corrected(TACIT.notice("P3M")));
    only("")
        .body("items[0].state", equalTo("ACTIVE"))
        .body("items[0].dueOn", equalTo("2027-11-01"));
  }

  @Test
  void what_expired_goes_on_if_its_end_turns_out_to_be_another_one() {
    tell(DAY_1, signed(id, chu, FOUR_YEARS), new ContractExpired(id, chu, END));
    tell(DAY_2, corrected(FOUR_YEARS.costing("1", "CONTRACT")));
    only("").body("items[0].state", equalTo("EXPIRED"));

    tell(DAY_3, corrected(FOUR_YEARS.until("2029-02-01")));
    only("").body("items[0].state", equalTo("ACTIVE"));
  }

  @Test
  void an_entitlement_changes_nothing_that_is_shown() {
    tell(DAY_1, signed(id, chu, TACIT));
    tell(DAY_2, new EntitlementRecorded(id, chu, "Cèdre DPI", "MACHINE", 100));

    only("").body("items[0].state", equalTo("ACTIVE"));
  }

  @Test
  void those_come_first_that_have_to_be_decided_first_page_by_page() {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      var one = i + id;
      expected.add(one);
      tell(
          DAY_1,
          signed(
              one,
              i % 2 == 0 ? chu : member,
              terms("HOSTING", "2024-01-01", "Objet " + i).until("203" + i + "-01-01")));
    }
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      var page = contracts("?limit=3" + (cursor == null ? "" : "&cursor=" + cursor)).extract();
      seen.addAll(page.path("items.id"));
      cursor = page.path("next");
    } while (cursor != null);

    assertThat(seen).isEqualTo(expected);
    contracts("?sort=-end&limit=1").body("items.id", contains(expected.getLast()));
    contracts("?sort=establishment").body("total", equalTo(7));
  }

  @Test
  void filters_narrow_and_whoever_is_no_full_member_on_the_day_has_none() {
    var licences = "licences-" + Invented.id();
    tell(
        DAY_1,
        signed(id, chu, TACIT),
        signed(licences, member, terms("LICENCE_PURCHASE", "2024-01-01", "Bureautique évoluée")),
        signed("partner-" + id, partner, TACIT));
    tell(DAY_2, Told.left(ght, member, "2026-06-01"));

    contracts("?on=2026-05-31").body("total", equalTo(2));
    contracts("?on=2026-06-01").body("items.id", contains(id));
    contracts("?on=2026-05-31&q=EVOLUEE").body("items.id", contains(licences));
    contracts("?on=2026-05-31&kind=LICENCE_PURCHASE").body("items.id", contains(licences));
    contracts("?on=2026-05-31&budget=OPERATING").body("items.id", contains(id));
    contracts("?on=2026-05-31&establishment=" + member).body("items.id", contains(licences));
    contracts("?establishment=" + partner).body("items", hasSize(0)).body("total", equalTo(0));
    contracts("?state=TERMINATED").body("total", equalTo(0));
  }

  @Test
  void the_list_is_a_file_that_a_french_spreadsheet_opens() {
    tell(DAY_1, signed(id, chu, TACIT));

    given()
        .get("/api/view/ghts/" + ght + "/contracts?format=csv&on=2027-09-01")
        .then()
        .statusCode(200)
        .header("Content-Type", containsString("text/csv"))
        .header("Content-Disposition", containsString("contrats.csv"))
        .body(containsString("À décider au plus tard le;En retard;Identifiant"))
        .body(containsString("01/08/2027;oui;" + id + ";" + chu + ";location;exploitation"))
        .body(containsString("01/02/2028;01/08/2027;tacite reconduction;0;34000,00;an;136000,00"));
    given()
        .get("/api/view/ghts/" + ght + "/contracts?format=csv&asOf=2026-03-01")
        .then()
        .statusCode(404)
        .contentType(Problem.MEDIA_TYPE);
  }

  @Test
  void one_third_rented_and_two_thirds_bought_by_count_and_by_amount() {
    var bought = terms("LICENCE_PURCHASE", "2024-02-01", "Licences").until("2031-02-01");
    tell(
        DAY_1,
        signed("1" + id, chu, TACIT),
        signed("2" + id, chu, bought.costing("100000", "CONTRACT")),
        signed("3" + id, member, bought.costing("172000", "CONTRACT")),
        signed("4" + id, member, terms("MAINTENANCE", "2024-02-01", "Maintenance")),
        signed("5" + id, member, terms("RENTAL", "2027-01-01", "À venir").costing("1", "YEAR")),
        signed("6" + id, partner, TACIT));

    figures("?on=2026-03-02")
        .body("group.rentedAndBought.rented", equalTo(1))
        .body("group.rentedAndBought.bought", equalTo(2))
        .body("group.rentedAndBought.rentedShare", equalTo(new BigDecimal("0.3333")))
        .body("group.rentedAndBought.rentedCost", equalTo(new BigDecimal("136000.00")))
        .body("group.rentedAndBought.boughtCost", equalTo(new BigDecimal("272000.00")))
        .body("group.rentedAndBought.rentedShareOfCost", equalTo(new BigDecimal("0.3333")))
        .body("establishments.finess", contains(chu, member))
        .body("establishments[0].figures.rentedAndBought.rentedShare", equalTo(half()))
        .body("establishments[1].figures.rentedAndBought.rented", equalTo(0));
    figures("?on=2027-01-01")
        .body("group.rentedAndBought.rented", equalTo(2))
        .body("group.rentedAndBought.unknownCosts", equalTo(1));
  }

  @Test
  void without_any_contract_a_share_is_unknown_and_not_zero() {
    figures("")
        .body("group.running", equalTo(0))
        .body("group.rentedAndBought.rentedShare", nullValue())
        .body("group.rentedAndBought.rentedShareOfCost", nullValue())
        .body("establishments", hasSize(2));
  }

  @Test
  void what_is_late_and_what_is_due_within_three_months_is_counted() {
    var late = "late-" + id;
    var soon = "soon-" + id;
    var gone = "gone-" + id;
    tell(
        DAY_1,
        signed(late, chu, TACIT),
        signed(soon, chu, terms("HOSTING", "2024-01-01", "Objet").until("2027-11-02")),
        signed(gone, chu, TACIT),
        new ContractTerminated(gone, chu, NOTICE, END));

    figures("?on=2027-08-02")
        .body("soonUntil", equalTo("2027-11-02"))
        .body("group.running", equalTo(3))
        .body("group.overdue", equalTo(1))
        .body("group.dueSoon", equalTo(1));
    figures("?on=2027-08-01").body("group.overdue", equalTo(0)).body("group.dueSoon", equalTo(2));
    figures("?asOf=2026-03-01").statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "?state=LOST, state",
    "?kind=GIFT, kind",
    "?budget=PETTY_CASH, budget",
    "?sort=mood, sort",
    "?cursor=xyz, cursor",
    "?limit=0, limit",
    "?on=tomorrow, on",
    "?asOf=never, asOf",
    "?suppliers=x, suppliers",
    "/figures?on=tomorrow, on"
  })
  void what_cannot_be_read_names_the_parameter(String query, String field) {
    get(query)
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo(field));
  }

  private static BigDecimal half() {
    return new BigDecimal("0.5000");
  }

  private InventoryFact renewed(int number) {
    var from = END.plusYears(number - 1);
    var until = END.plusYears(number);
    return new ContractRenewed(id, chu, number, from, until, until.minusMonths(6), true);
  }

  private InventoryFact corrected(Agreed agreed) {
    return new ContractCorrected(id, chu, LocalDate.parse("2024-02-01"), agreed.terms());
  }

  private void tell(Instant recordedAt, InventoryFact... facts) {
    feed.give(Stream.of(facts).map(fact -> told.at(recordedAt, fact)).toList());
  }

  private ValidatableResponse only(String question) {
    return contracts(question).body("items", hasSize(1));
  }

  private ValidatableResponse contracts(String question) {
    return get(question).statusCode(200);
  }

  private ValidatableResponse figures(String question) {
    return get("/figures" + question);
  }

  private ValidatableResponse get(String rest) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
        .get("/api/view/ghts/" + ght + "/contracts" + rest)
        .then();
  }
}
