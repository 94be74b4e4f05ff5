package fr.ght.inventory.intake.finess;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Groups and members as the national register has them. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class FinessImportTest {
  private static final String ADDRESS = "/api/inventory/ghts/import/finess";

  private final String name = "GHT d'Essai " + Invented.id();
  private final String ght =
      AllRights.group("ght-" + name.substring(4).toLowerCase().replaceAll("[^a-z0-9]+", "-"));
  private final String external = Invented.id();
  private final String chu = Invented.finess();
  private final String one = Invented.finess();
  private final String two = Invented.finess();

  @Test
  void a_group_begins_with_all_its_members_on_the_day_that_the_register_gives() {
    take(file("2026-03-09", "S:" + chu, "M:" + one), as(chu, ght))
        .statusCode(200)
        .body("dryRun", equalTo(false))
        .body("groups", hasSize(1))
        .body("groups[0].ght", equalTo(ght))
        .body("groups[0].changes.change", equalTo(List.of("CREATED", "SUPPORT", "JOINED")));

    group("")
        .body("name", equalTo(name))
        .body("support", equalTo(chu))
        .body("members", hasSize(2))
        .body(of(one) + ".name", equalTo("CH " + one))
        .body(of(one) + ".role", equalTo("MEMBER"))
        .body(of(one) + ".from", equalTo("2017-01-01"));
    group("?on=2016-12-31").body("members", hasSize(0));
  }

  @Test
  void the_same_file_again_changes_nothing() {
    var file = file("2026-03-09", "S:" + chu, "M:" + one);
    take(file, as(chu, ght)).statusCode(200);
    var version = Api.get("/api/inventory/ghts/" + ght).extract().header("ETag");
    take(file, as(chu, ght)).statusCode(200).body("groups[0].changes", hasSize(0));
    assertThat(Api.get("/api/inventory/ghts/" + ght).extract().header("ETag")).isEqualTo(version);
  }

  @Test
  void who_is_new_joins_and_who_is_gone_leaves_on_the_day_of_the_file() {
    take(file("2026-03-09", "S:" + chu, "M:" + one), as(chu, ght)).statusCode(200);
    take(file("2026-05-04", "S:" + chu, "M:" + two), as(chu, ght))
        .statusCode(200)
        .body("groups[0].changes.change", containsInAnyOrder("LEFT", "JOINED"));

    group("?on=2026-05-03").body("members.finess", containsInAnyOrder(chu, one));
    group("?on=2026-05-04").body("members.finess", containsInAnyOrder(chu, two));
    group("?on=2026-05-04").body(of(two) + ".from", equalTo("2026-05-04"));
  }

  @Test
  void another_support_establishment_takes_over_on_that_day() {
    take(file("2026-03-09", "S:" + chu, "M:" + one), as(chu, ght)).statusCode(200);
    take(
            file("2026-05-04", "M:" + chu, "S:" + one) + "",
            as(chu, ght),
            "ght",
            ght,
            "group",
            external)
        .statusCode(200);
    group("?on=2026-05-03").body("support", equalTo(chu));
    group("?on=2026-05-04").body("support", equalTo(one)).body("members", hasSize(2));
  }

  @Test
  void what_people_entered_stays() {
    var partner = Invented.finess();
    Api.put(
            "/api/inventory/ghts/" + ght,
            "{\"name\":\"Notre groupe\",\"support\":\"%s\"}".formatted(chu))
        .statusCode(201);
    Api.member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    Api.member(ght, partner, "PARTNER", "2018-01-01").statusCode(200);

    take(file("2026-03-09", "S:" + chu, "M:" + one), as(chu, ght))
        .statusCode(200)
        .body("groups[0].changes.finess", equalTo(List.of(one)));
    group("?on=2026-03-09")
        .body("name", equalTo("Notre groupe"))
        .body(of(chu) + ".name", equalTo("CH invented"))
        .body(of(chu) + ".from", equalTo("2016-07-01"))
        .body(of(partner) + ".role", equalTo("PARTNER"))
        .body(of(one) + ".from", equalTo("2026-03-09"));
  }

  @Test
  void a_dry_run_tells_what_would_change_and_changes_nothing() {
    take(file("2026-03-09", "S:" + chu, "M:" + one), as(chu, ght), "dryRun", "true")
        .statusCode(200)
        .body("dryRun", equalTo(true))
        .body("errors", hasSize(0))
        .body("groups[0].changes[2].finess", equalTo(one))
        .body("groups[0].changes[2].from", equalTo("2017-01-01"));
    Api.get("/api/inventory/ghts/" + ght).statusCode(404);
  }

  @Test
  void every_fault_is_told_with_line_and_column_and_nothing_is_changed() {
    var wrong = one.substring(0, 8) + (one.charAt(8) == '9' ? '0' : (char) (one.charAt(8) + 1));
    var file =
        file("2026-03-09", "S:" + chu, "M:" + wrong, "M:" + two)
            .replaceFirst("pm-" + two, "pm-lost");
    var lines = file.lines().toList();
    int at = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("\"numFinessPm\" : \"" + wrong)) {
        at = i + 1;
      }
    }
    take(file, as(chu, ght), "dryRun", "true")
        .statusCode(200)
        .body("errors", hasSize(2))
        .body("errors.line", hasItem(at))
        .body("errors.reason", hasItem(wrong + ": the check digit of the FINESS number is wrong"))
        .body("errors.field", hasItem("pmej[1].informationsGeneralesPMEJ.numFinessPm"))
        .body("errors.field", hasItem("gcc[0].pmejDuGcc[2].pmSmsseId"))
        .body("errors.column", hasItem(lines.get(at - 1).indexOf("\"" + wrong) + 1));
    take(file, as(chu, ght))
        .statusCode(422)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("INVALID_FILE"))
        .body("errors", hasSize(2))
        .body("errors.field", hasItem(containsString("line " + at + ", column ")));
    Api.get("/api/inventory/ghts/" + ght).statusCode(404);
  }

  @Test
  void a_group_without_one_support_establishment_and_a_role_nobody_knows_are_faults() {
    faults(file("2026-03-09", "M:" + chu), "has no support establishment");
    faults(file("2026-03-09", "S:" + chu, "S:" + one), "has several support establishments");
    faults(file("2026-03-09", "S:" + chu, "Q:" + one), "is neither S nor M");
    faults(file("2026-03-09", "S:" + chu, "M:" + one, "M:" + one), "is in the group already");
  }

  @Test
  void who_is_in_another_group_on_these_days_is_a_fault_of_the_file() {
    var elsewhere = Api.establishment();
    faults(file("2026-03-09", "S:" + chu, "M:" + elsewhere), "belongs to a group");
  }

  @Test
  void who_moves_from_one_group_of_the_file_to_the_other_leaves_before_it_joins() {
    var support = Invented.finess();
    var second = AllRights.group("ght-second-" + Invented.id());
    var caller = AllRights.token("operator", "ops", "", "");
    var before =
        RegisterFile.of("2026-03-09")
            .group(name, external, "2017-01-01", "S:" + chu, "M:" + one)
            .group(second, second, "2017-01-01", "S:" + support, "M:" + two)
            .json();
    take(before, caller).statusCode(200).body("groups", hasSize(2));
    var after =
        RegisterFile.of("2026-05-04")
            .group(name, external, "2017-01-01", "S:" + chu, "M:" + one, "M:" + two)
            .group(second, second, "2017-01-01", "S:" + support)
            .json();
    take(after, caller).statusCode(200);
    group("?on=2026-05-04").body("members", hasSize(3));
  }

  @Test
  void a_national_file_changes_only_the_groups_that_the_caller_decides_for() {
    var others = Invented.finess();
    var file =
        RegisterFile.of("2026-03-09")
            .group("GHT des Autres", "x", "2017-01-01", "S:" + others)
            .group(name, external, "2017-01-01", "S:" + chu)
            .json();
    take(file, as(chu, ght))
        .statusCode(200)
        .body("passedOver", equalTo(1))
        .body("groups.ght", equalTo(List.of(ght)));
  }

  @Test
  void who_decides_for_no_group_imports_none() {
    var file = file("2026-03-09", "S:" + chu);
    take(file, AllRights.token("r", "rssi", chu, ght)).statusCode(403);
    take(file, AllRights.token("s", "system", chu, ght)).statusCode(403);
    take(file, as(one, ght)).statusCode(200).body("groups", hasSize(0));
    take(file, as(chu, "ght-of-others-" + Invented.id() + " " + Invented.id()))
        .statusCode(200)
        .body("groups", hasSize(0));
    Api.get("/api/inventory/ghts/" + ght).statusCode(404);
  }

  @Test
  void a_gzip_is_read_as_well() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file("2026-03-09", "S:" + chu).getBytes(StandardCharsets.UTF_8));
    }
    given()
        .header("Authorization", "Bearer " + as(chu, ght))
        .contentType("application/gzip")
        .body(bytes.toByteArray())
        .post(ADDRESS)
        .then()
        .statusCode(200)
        .body("groups", hasSize(1));
    given()
        .header("Authorization", "Bearer " + as(chu, ght))
        .contentType("application/gzip")
        .body(java.util.Arrays.copyOf(bytes.toByteArray(), 60))
        .post(ADDRESS)
        .then()
        .statusCode(400);
  }

  @Test
  void what_is_no_such_file_is_a_problem() {
    for (var body : List.of("{", "[]", "{}", "null", "{\"gcc\":[]}", "{\"gcc\":{},\"pmej\":[]}")) {
      take(body, as(chu, ght)).statusCode(400).contentType(Problem.MEDIA_TYPE);
    }
    take("{\n  \"gcc\" : [ ,\n", as(chu, ght))
        .statusCode(400)
        .body("detail", containsString("line 2"));
    take("{\"gcc\":[],\"pmej\":[]}", as(chu, ght)).statusCode(200).body("groups", hasSize(0));
    take("{\"gcc\":[],\"pmej\":[]}", as(chu, ght), "dryRun", "perhaps").statusCode(400);
    take("{\"gcc\":[],\"pmej\":[]}", as(chu, ght), "ght", ght).statusCode(400);
    take("{\"gcc\":[],\"pmej\":[]}", as(chu, ght), "ght", "A B", "group", "1").statusCode(422);
    take("", as(chu, ght)).statusCode(400);
  }

  private void faults(String file, String reason) {
    take(file, as(chu, ght), "dryRun", "true")
        .statusCode(200)
        .body("errors.reason", hasItem(containsString(reason)));
    take(file, as(chu, ght)).statusCode(422);
  }

  private String file(String day, String... entries) {
    return RegisterFile.of(day).group(name, external, "2017-01-01", entries).json();
  }

  private static String as(String finess, String ghts) {
    return AllRights.token("dsi-" + finess, "dsi", finess, ghts);
  }

  private static ValidatableResponse take(String file, String token, String... parameters) {
    var request =
        given()
            .header("Authorization", "Bearer " + token)
            .contentType("application/json")
            .body(file.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request.post(ADDRESS).then();
  }

  private ValidatableResponse group(String question) {
    return Api.get("/api/inventory/ghts/" + ght + question).statusCode(200);
  }

  private static String of(String finess) {
    return "members.find { it.finess == '%s' }".formatted(finess);
  }
}
