package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who exchanges what with whom. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class InterfacesTest {
  private static final String APPLICATIONS = "/api/inventory/applications/";

  private final String ght = Invented.ght();
  private final String here = Invented.finess();
  private final String there = Invented.finess();
  private final String laboratory = "a-" + Invented.id();
  private final String record = "b-" + Invented.id();

  @BeforeEach
  void two_applications_that_exchange() {
    Api.group(ght);
    member(ght, here, "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, there, "MEMBER", "2016-07-01").statusCode(200);
    declare(
        laboratory,
        here,
        "GLIMS",
        "{\"application\":\"%s\",\"standard\":\"HL7v2\",\"direction\":\"SENDS\"}"
            .formatted(record));
    declare(
        record,
        there,
        "Dossier",
        "{\"system\":\"DMP\",\"standard\":\"FHIR\",\"direction\":\"BOTH\"}");
    eventually(() -> get(list("")).body("items", hasSize(2)));
  }

  private static void declare(String id, String finess, String product, String interfaces) {
    put(
        APPLICATIONS + id,
        """
        {"establishment":"%s","function":"laboratory","product":"%s","state":"IN_PRODUCTION",
         "interfaces":[%s]}\
        """
            .formatted(finess, product, interfaces));
  }

  private String list(String parameters) {
    return APPLICATIONS + "interfaces?ght=" + ght + parameters;
  }

  @Test
  void each_interface_is_shown_with_both_its_ends() {
    get(list(""))
        .statusCode(200)
        .body("total", equalTo(2))
        .body("items.id", contains(laboratory, record))
        .body("items[0].standard", equalTo("HL7v2"))
        .body("items[0].direction", equalTo("SENDS"))
        .body("items[0].application", equalTo(record))
        .body("items[0].peerEstablishment", equalTo(there))
        .body("items[0].peerProduct", equalTo("Dossier"))
        .body("items[0].system", nullValue())
        .body("items[1].system", equalTo("DMP"))
        .body("items[1].application", nullValue());
  }

  @Test
  void it_is_found_from_either_side_and_by_what_it_speaks() {
    get(list("&application=" + record)).body("items.id", contains(laboratory, record));
    get(list("&application=" + laboratory)).body("items.id", contains(laboratory));
    get(list("&system=DMP")).body("items.id", contains(record));
    get(list("&standard=hl7V2")).body("items.id", contains(laboratory));
    get(list("&establishment=" + there)).body("items.id", contains(record));
    get(list("&establishment=1")).statusCode(400);
    get(list("&application=nobody")).body("items", hasSize(0)).body("total", equalTo(0));
  }

  @Test
  void what_is_no_longer_said_is_gone_and_was_there_before() {
    var before = Instant.now();
    declare(laboratory, here, "GLIMS", "");
    eventually(() -> get(list("")).body("items.id", contains(record)));
    get(list("&asOf=" + before)).body("items.id", contains(laboratory, record));
  }

  @Test
  void page_by_page_and_as_a_file() {
    String next =
        get(list("&limit=1")).body("items.id", contains(laboratory)).extract().path("next");
    get(list("&limit=1&cursor=" + next))
        .body("items.id", contains(record))
        .body("next", nullValue());
    get(list("&cursor=x")).statusCode(400).body("errors[0].field", equalTo("cursor"));
    assertThat(get(list("&format=csv")).extract().asString().lines().skip(1))
        .containsExactly(
            "%s;%s;Laboratoire;GLIMS;envoie;HL7v2;%s;%s;Dossier;"
                .formatted(laboratory, here, record, there),
            "%s;%s;Laboratoire;Dossier;les deux;FHIR;;;;DMP".formatted(record, there));
  }

  @Test
  void the_other_end_is_shown_to_who_may_see_it_only() {
    var stranger = Api.establishment();
    var theirs = Invented.id();
    declare(
        theirs,
        stranger,
        "Autre",
        "{\"application\":\"%s\",\"standard\":\"DICOM\",\"direction\":\"BOTH\"}".formatted(record));
    eventually(() ->
        given()
            .header(
                "Authorization", "Bearer " + AllRights.token("s", "dsi", stranger, Invented.ght()))
            .get(APPLICATIONS + "interfaces")
            .then()
            .body("items.id", contains(theirs))
            .body("items[0].application", equalTo(record))
            .body("items[0].peerEstablishment", nullValue())
            .body("items[0].peerProduct", nullValue()));
  }

  @Test
  void no_application_takes_the_address_of_the_list() {
    put(
            APPLICATIONS + "interfaces",
            "{\"establishment\":\"%s\",\"function\":\"hr\",\"product\":\"P\",\"state\":\"PLANNED\"}"
                .formatted(here))
        .statusCode(405);
  }
}
