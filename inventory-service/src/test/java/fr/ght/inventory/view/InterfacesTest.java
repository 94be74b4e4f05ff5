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

  private io.restassured.response.ValidatableResponse send(String parameters, String csv) {
    return given()
        .contentType("text/csv")
        .body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(APPLICATIONS + "interfaces/import" + parameters)
        .then();
  }

  @Test
  void a_file_that_was_exported_changes_nothing_and_may_be_changed_and_sent_back() {
    var file = get(list("&format=csv")).extract().asString();
    send("", file).statusCode(200).body("lines", equalTo(2)).body("unchanged", equalTo(2));

    var more = file + "%s;%s;;;reçoit;DICOM;;;;PACS\r\n".formatted(laboratory, here);
    send("?dryRun=true", more).body("changed", equalTo(1)).body("unchanged", equalTo(1));
    send("", more).statusCode(200).body("changed", equalTo(1));
    get(APPLICATIONS + laboratory)
        .body("interfaces.standard", contains("DICOM", "HL7v2"))
        .body("product", equalTo("GLIMS"))
        .body("state", equalTo("IN_PRODUCTION"));
    send("", more).body("unchanged", equalTo(2));
  }

  @Test
  void a_line_with_nothing_but_the_application_says_that_it_has_none() {
    send("", "id;establishment;direction;standard\n%s;%s;;\n".formatted(laboratory, here))
        .statusCode(200)
        .body("changed", equalTo(1));
    get(APPLICATIONS + laboratory).body("interfaces", hasSize(0));
  }

  @Test
  void one_wrong_line_of_an_application_leaves_all_its_interfaces_as_they_were() {
    var file =
        """
        id;establishment;direction;standard;application;system
        %1$s;%2$s;SENDS;HL7v2;%3$s;
        %1$s;%2$s;UP;FHIR;;DMP
        %1$s;%2$s;BOTH;FHIR;%3$s;DMP
        %3$s;%4$s;BOTH;FHIR;;Mon espace santé
        nobody-%1$s;%2$s;BOTH;FHIR;;DMP
        """
            .formatted(laboratory, here, record, there);
    send("?skipErrors=true", file)
        .statusCode(200)
        .body("lines", equalTo(5))
        .body("changed", equalTo(1))
        .body("refused", equalTo(2))
        .body("errors.line", contains(3, 4, 6))
        .body("errors.column", contains("direction", "application", "id"));
    get(APPLICATIONS + laboratory).body("interfaces", hasSize(1));
    get(APPLICATIONS + record).body("interfaces.system", contains("Mon espace santé"));
    send("", file).statusCode(422).body("code", equalTo("LINES_REFUSED"));
    var elsewhere =
        "id;establishment;direction;standard;system\n%1$s;%2$s;BOTH;FHIR;DMP\n%1$s;%3$s;BOTH;X;Y\n"
            .formatted(laboratory, here, there);
    send("?dryRun=true", elsewhere)
        .body("errors[0].line", equalTo(3))
        .body("errors[0].reason", equalTo("is not that of line 2"));
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
