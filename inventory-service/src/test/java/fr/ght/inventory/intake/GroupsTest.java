package fr.ght.inventory.intake;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.group;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.http.Problem;
import fr.ght.inventory.Invented;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class GroupsTest {
  private final String ght = Invented.ght();
  private final String address = "/api/inventory/ghts/" + ght;
  private final String chu = Invented.finess();

  @Test
  void a_group_is_created_once_and_then_changed() {
    put(address, "{\"name\":\"GHT Loire\",\"support\":\"%s\"}".formatted(chu))
        .statusCode(201)
        .header("ETag", "\"2\"")
        .body("ght", equalTo(ght))
        .body("name", equalTo("GHT Loire"))
        .body("designated", equalTo(chu))
        .body("support", nullValue());
    put(address, "{\"name\":\"GHT Loire\"}").statusCode(200).header("ETag", "\"2\"");
    put(address, "{\"name\":\"GHT de la Loire\"}").statusCode(200).header("ETag", "\"3\"");
    get(address).statusCode(200).header("ETag", "\"3\"").body("name", equalTo("GHT de la Loire"));
  }

  @Test
  void members_join_take_the_support_role_and_leave_with_dates() {
    var ch = Invented.finess();
    group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200).body("role", equalTo("SUPPORT"));
    member(ght, ch, "MEMBER", "2016-07-01").statusCode(200).body("finess", equalTo(ch));
    delete(address + "/members/" + ch + "?on=2018-01-01").statusCode(204);

    get(address + "/members?on=2017-12-31").statusCode(200).body("items", hasSize(2));
    get(address + "/members?on=2018-01-01")
        .body("items", hasSize(1))
        .body("items[0].finess", equalTo(chu))
        .body("items[0].to", nullValue());
    get(address + "?on=2018-01-01").body("support", equalTo(chu));
    get(address + "/members/" + ch + "?on=2017-06-01").body("to", equalTo("2018-01-01"));
    get(address + "/members/" + ch + "?on=2018-06-01").statusCode(404);
    member(ght, ch, "SUPPORT", "2019-01-01").statusCode(200);
    get(address + "/members/" + chu + "?on=2019-01-01").body("role", equalTo("MEMBER"));
  }

  @Test
  void as_of_an_instant_before_a_change_it_is_not_there() {
    group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    var before = Instant.now();
    member(ght, Invented.finess(), "MEMBER", "2016-07-01").statusCode(200);

    get(address + "?asOf=" + before).body("members", hasSize(1));
    get(address + "?on=2020-01-01").body("members", hasSize(2));
    get(address + "?asOf=2015-01-01").statusCode(404);
  }

  @Test
  void a_finess_number_with_a_wrong_check_digit_is_refused() {
    group(ght);
    var wrong = chu.substring(0, 8) + (chu.charAt(8) == '0' ? '1' : '0');
    member(ght, wrong, "MEMBER", "2016-07-01")
        .statusCode(422)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo("finess"))
        .body("errors[0].reason", equalTo("the check digit of the FINESS number is wrong"));
    put(address, "{\"name\":\"GHT\",\"support\":\"%s\"}".formatted(wrong))
        .statusCode(422)
        .body("errors[0].field", equalTo("support"));
    get(address + "/members").body("items", hasSize(0));
  }

  @Test
  void everything_wrong_with_an_entry_is_said_at_once() {
    group(ght);
    put(address + "/members/" + chu, "{\"role\":\"BOSS\",\"from\":\"2016-02-30\"}")
        .statusCode(422)
        .body("errors.field", equalTo(List.of("name", "role", "from")))
        .body("errors.reason[1]", equalTo("is not one of SUPPORT, MEMBER, PARTNER"));
  }

  @Test
  void an_establishment_is_in_one_group_at_a_time() {
    var other = Invented.ght();
    group(ght);
    group(other);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    member(other, chu, "MEMBER", "2017-01-01")
        .statusCode(409)
        .body("code", equalTo("OVERLAPPING_MEMBERSHIP"));
    member(other, chu, "PARTNER", "2017-01-01").statusCode(200);
  }

  @Test
  void of_two_groups_that_take_an_establishment_at_once_exactly_one_gets_it() throws Exception {
    for (int round = 0; round < 10; round++) {
      var one = Invented.ght();
      var other = Invented.ght();
      var wanted = Invented.finess();
      group(one);
      group(other);
      List<Callable<Integer>> entries =
          List.of(
              () -> member(one, wanted, "MEMBER", "2016-07-01").extract().statusCode(),
              () -> member(other, wanted, "MEMBER", "2016-07-01").extract().statusCode());
      try (var both = Executors.newFixedThreadPool(2)) {
        var answers = both.invokeAll(entries).stream().map(java.util.concurrent.Future::resultNow);
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
      }
    }
  }

  @Test
  void whoever_decided_on_an_old_version_is_told() {
    put(address, named("GHT"), "If-None-Match", "*").statusCode(201);
    put(address, named("GHT"), "If-None-Match", "*").statusCode(412);
    put(address, named("GHT A"), "If-Match", "\"2\"").statusCode(200);
    put(address, named("GHT B"), "If-Match", "\"2\"")
        .statusCode(412)
        .header("ETag", "\"3\"")
        .body("code", equalTo("STALE"));
    put(address, "{\"name\":\"GHT B\"}", "If-Match", "2").statusCode(400);
  }

  @Test
  void a_command_sent_again_is_answered_as_the_first_time() {
    var key = Invented.id();
    put(address, named("GHT"), "Idempotency-Key", key).statusCode(201);
    put(address, named("GHT renamed")).statusCode(200);
    put(address, named("GHT"), "Idempotency-Key", key)
        .statusCode(201)
        .header("ETag", "\"2\"")
        .body("name", equalTo("GHT"));
    put(address, "{\"name\":\"Another\"}", "Idempotency-Key", key)
        .statusCode(422)
        .body("code", equalTo("IDENTITY_REUSED"));
    get(address).body("name", equalTo("GHT renamed"));
  }

  @Test
  void an_establishment_declares_its_figures_from_a_day_on() {
    group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    var profile = "/api/inventory/establishments/" + chu + "/profile";
    put(profile, "{\"from\":\"2016-07-01\",\"beds\":1800,\"workstations\":4000}").statusCode(200);
    put(profile, "{\"from\":\"2020-01-01\",\"beds\":1700}").statusCode(200);

    get(profile + "?on=2019-12-31").body("beds", equalTo(1800)).body("workstations", equalTo(4000));
    get(profile + "?on=2020-01-01").body("beds", equalTo(1700)).body("workstations", nullValue());
    get(profile + "?on=2016-06-30").statusCode(404);
    put(profile, "{\"from\":\"2020-01-01\",\"beds\":-1}")
        .statusCode(422)
        .body("errors[0].field", equalTo("beds"));
    put(
            "/api/inventory/establishments/" + Invented.finess() + "/profile",
            "{\"from\":\"2020-01-01\",\"beds\":1}")
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_ESTABLISHMENT"));
  }

  @Test
  void what_is_not_there_is_not_found() {
    get(address).statusCode(404).contentType(Problem.MEDIA_TYPE);
    member(ght, chu, "MEMBER", "2016-07-01").statusCode(404);
    group(ght);
    delete(address + "/members/" + chu + "?on=2018-01-01")
        .statusCode(404)
        .body("code", equalTo("NOT_A_MEMBER"));
  }

  private String named(String name) {
    return "{\"name\":\"%s\",\"support\":\"%s\"}".formatted(name, chu);
  }
}
