package fr.ght.inventory.intake;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.inventory.Invented;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class SkillsTest {
  private static final String SKILLS = "/api/inventory/skills";

  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String small = Invented.finess();

  @BeforeEach
  void a_group_of_two() {
    Api.group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, small, "MEMBER", "2016-07-01").statusCode(200);
  }

  @Test
  void people_are_counted_by_level_and_withdrawn() {
    record(chu, "GLIMS", "EXPERT", 1, null).statusCode(201).header("ETag", "\"1\"");
    record(chu, "glims", "LEARNING", 3, "2027-06-30")
        .statusCode(200)
        .body("product", equalTo("GLIMS"))
        .body("levels.level", contains("LEARNING", "EXPERT"))
        .body("levels.people", contains(3, 1));
    record(chu, "GLIMS", "EXPERT", 1, null).statusCode(200).header("ETag", "\"2\"");
    var before = Instant.now();
    delete(SKILLS + "/" + chu + "/GLIMS?level=LEARNING").statusCode(204);
    get(SKILLS + "/" + chu + "/GLIMS").body("levels.level", contains("EXPERT"));
    get(SKILLS + "/" + chu + "/GLIMS?asOf=" + before).body("levels", hasSize(2));
    get(SKILLS + "/" + small + "/GLIMS").statusCode(404);
    delete(SKILLS + "/" + small + "/GLIMS?level=EXPERT").statusCode(404);
  }

  @Test
  void what_is_not_valid_is_named() {
    put(SKILLS + "/" + chu + "/GLIMS", "{\"level\":\"GURU\",\"people\":-1,\"until\":\"soon\"}")
        .statusCode(422)
        .body("errors.field", contains("level", "people", "until"));
    put(SKILLS + "/" + chu + "/GLIMS", "{\"level\":\"EXPERT\",\"people\":1,\"name\":\"Mme X\"}")
        .statusCode(400);
    put(SKILLS + "/420784879/GLIMS", "{\"level\":\"EXPERT\",\"people\":1}").statusCode(422);
    delete(SKILLS + "/" + chu + "/GLIMS").statusCode(422).body("errors.field", contains("level"));
    record(Invented.finess(), "GLIMS", "EXPERT", 1, null)
        .statusCode(409)
        .body("code", equalTo("UNKNOWN_ESTABLISHMENT"));
  }

  @Test
  void only_people_of_the_establishment_record_its_skills_and_the_group_reads_them() {
    var body = "{\"level\":\"EXPERT\",\"people\":1}";
    as("dsi", small).body(body).put(SKILLS + "/" + chu + "/GLIMS").then().statusCode(403);
    as("buyer", chu).body(body).put(SKILLS + "/" + chu + "/GLIMS").then().statusCode(403);
    as("dsi", chu).body(body).put(SKILLS + "/" + chu + "/GLIMS").then().statusCode(201);
    as("dsi", small).get(SKILLS + "/" + chu + "/GLIMS").then().statusCode(200);
    stranger().get(SKILLS + "/" + chu + "/GLIMS").then().statusCode(404);
    stranger().body(body).put(SKILLS + "/" + chu + "/GLIMS").then().statusCode(404);
    stranger().delete(SKILLS + "/" + chu + "/GLIMS?level=EXPERT").then().statusCode(404);
    eventually(() -> list("").body("total", equalTo(1)));
    stranger().get(SKILLS + "?establishment=" + chu).then().body("total", equalTo(0));
    stranger().get(SKILLS + "/risks?ght=" + ght).then().statusCode(404);
  }

  @Test
  void the_list_is_filtered_sorted_and_as_of() {
    record(chu, "GLIMS", "EXPERT", 1, null);
    record(chu, "Éasily", "AUTONOMOUS", 4, "2026-01-31");
    var before = Instant.now();
    record(chu, "Éasily", "AUTONOMOUS", 5, "2026-01-31");
    eventually(() -> list("").body("items.people.sum()", equalTo(6)));
    list("&sort=-people").body("items.people", contains(5, 1));
    list("&sort=product").body("items.product", contains("Éasily", "GLIMS"));
    list("&product=EASILY").body("items.level", contains("AUTONOMOUS"));
    list("&product=EASILY&on=2026-01-31").body("items[0].counted", equalTo(true));
    list("&product=EASILY&on=2026-02-01").body("items[0].counted", equalTo(false));
    list("&product=EASILY&asOf=" + before).body("items[0].people", equalTo(4));
    list("&level=EXPERT&q=lim").body("items.product", contains("GLIMS"));
    list("&level=GURU").statusCode(400);
    list("&sort=name").statusCode(400).body("errors[0].field", equalTo("sort"));
  }

  @Test
  void a_product_in_production_that_fewer_than_two_people_maintain_is_a_risk() {
    run(chu, "GLIMS", "IN_PRODUCTION");
    run(small, "glims", "IN_PRODUCTION");
    run(small, "Pastel", "IN_PRODUCTION");
    run(small, "Old", "READ_ONLY");
    record(chu, "GLIMS", "AUTONOMOUS", 1, null);
    record(chu, "GLIMS", "EXPERT", 1, "2026-06-30");
    record(chu, "GLIMS", "LEARNING", 9, null);
    record(small, "GLIMS", "EXPERT", 1, null);
    eventually(() -> {
      list("").body("total", equalTo(3));
      get("/api/inventory/applications?establishment=" + small).body("total", equalTo(3));
    });
    risks("2026-06-30")
        .body("establishments.product", contains("glims", "Pastel"))
        .body("establishments.establishment", contains(small, small))
        .body("establishments[0].able", equalTo(1))
        .body("establishments[1].able", nullValue())
        .body("group.product", contains("Pastel"))
        .body("group[0].able", nullValue());
    // The expert is gone: the CHU is at risk, the group as a whole is not.
    risks("2026-07-01")
        .body("establishments.findAll { it.establishment == '" + chu + "' }.able", contains(1))
        .body("group.product", contains("Pastel"));
    // Members leave: then only their colleagues count.
    risks("2015-01-01").body("establishments", hasSize(0)).body("group", hasSize(0));
    get(SKILLS + "/risks?format=csv&on=2026-06-30&ght=" + ght)
        .statusCode(200)
        .body(containsString(small + ";glims;1;1;1\r\n"))
        .body(containsString(";Pastel;1;1;\r\n"));
    get(SKILLS + "/risks").statusCode(400).body("errors[0].field", equalTo("ght"));
  }

  private ValidatableResponse risks(String on) {
    return get(SKILLS + "/risks?ght=" + ght + "&on=" + on).statusCode(200);
  }

  private ValidatableResponse list(String more) {
    return get(SKILLS + "?establishment=" + chu + more);
  }

  private static void run(String finess, String product, String state) {
    put(
            "/api/inventory/applications/" + Invented.id(),
            "{\"establishment\":\"%s\",\"function\":\"laboratory\",\"product\":\"%s\",\"state\":\"%s\"}"
                .formatted(finess, product, state))
        .statusCode(201);
  }

  private static ValidatableResponse record(
      String finess, String product, String level, int people, String until) {
    return put(
        SKILLS + "/" + finess + "/" + product,
        "{\"level\":\"%s\",\"people\":%d,\"until\":%s}"
            .formatted(level, people, until == null ? null : "\"" + until + "\""));
  }

  private io.restassured.specification.RequestSpecification as(String role, String finess) {
    return given()
        .contentType("application/json")
        .header(
            "Authorization", "Bearer " + AllRights.token(role + "-" + finess, role, finess, ght));
  }

  private static io.restassured.specification.RequestSpecification stranger() {
    var finess = Invented.finess();
    return given()
        .contentType("application/json")
        .header(
            "Authorization",
            "Bearer " + AllRights.token("stranger", "dsi", finess, Invented.ght()));
  }
}
