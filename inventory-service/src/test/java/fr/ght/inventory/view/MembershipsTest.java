package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.http.lists.Cursor;
import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class MembershipsTest {
  private static final String LIST = "/api/inventory/memberships";

  private final String ght = Invented.ght();
  private final String mine = LIST + "?ght=" + ght;
  private final String chu = Invented.finess();
  private final String ch = Invented.finess();

  @BeforeEach
  void aGroupOfTwo() {
    Api.group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, ch, "MEMBER", "2016-07-01").statusCode(200);
  }

  @Test
  void members_are_listed_as_of_a_day() {
    eventually(() -> get(mine).body("total", equalTo(2)));
    get(mine + "&establishment=" + chu)
        .body("completeUpTo", notNullValue())
        .body("items", hasSize(1))
        .body("items[0].ght", equalTo(ght))
        .body("items[0].establishment", equalTo(chu))
        .body("items[0].name", equalTo("CH invented"))
        .body("items[0].role", equalTo("SUPPORT"))
        .body("items[0].from", equalTo("2016-07-01"))
        .body("items[0].to", nullValue());
    get(mine + "&on=2016-06-30").body("items", hasSize(0));
    get(mine + "&on=2016-07-01").body("items", hasSize(2));
    get(mine + "&role=SUPPORT").body("items.establishment", equalTo(List.of(chu)));
    get(LIST + "?establishment=" + ch).body("items.ght", equalTo(List.of(ght)));
  }

  @Test
  void the_support_role_passes_on_from_a_day() {
    member(ght, ch, "SUPPORT", "2018-01-01").statusCode(200);
    eventually(() -> get(mine + "&establishment=" + ch).body("items[0].role", equalTo("SUPPORT")));
    get(mine + "&establishment=" + ch).body("items[0].from", equalTo("2018-01-01"));
    get(mine + "&establishment=" + chu).body("items[0].role", equalTo("MEMBER"));
    get(mine + "&role=SUPPORT&on=2017-12-31")
        .body("items.establishment", equalTo(List.of(chu)))
        .body("items[0].to", equalTo("2018-01-01"));
    get(mine + "&role=SUPPORT&on=2018-01-01").body("items.establishment", equalTo(List.of(ch)));
  }

  @Test
  void who_left_is_not_a_member_from_that_day_on() {
    eventually(() -> get(mine).body("total", equalTo(2)));
    var before = Instant.now();
    delete("/api/inventory/ghts/" + ght + "/members/" + ch + "?on=2018-01-01").statusCode(204);
    eventually(() -> get(mine).body("items.establishment", equalTo(List.of(chu))));
    get(mine + "&establishment=" + ch + "&on=2017-12-31")
        .body("items[0].to", equalTo("2018-01-01"));
    get(mine + "&asOf=" + before).body("items", hasSize(2));
    get(mine + "&establishment=" + ch + "&asOf=" + before).body("items[0].to", nullValue());
    get(mine + "&asOf=2015-01-01").body("items", hasSize(0));
  }

  @Test
  void a_corrected_entry_replaces_the_wrong_one_but_not_what_was_known() {
    eventually(() -> get(mine).body("total", equalTo(2)));
    var before = Instant.now();
    member(ght, ch, "MEMBER", "2015-01-01").statusCode(200);
    eventually(() -> get(mine + "&on=2015-06-01").body("items", hasSize(1)));
    get(mine).body("total", equalTo(2));
    get(mine + "&establishment=" + ch).body("items[0].from", equalTo("2015-01-01"));
    get(mine + "&on=2015-06-01&asOf=" + before).body("items", hasSize(0));
    get(mine + "&establishment=" + ch + "&asOf=" + before)
        .body("items[0].from", equalTo("2016-07-01"));
  }

  @Test
  void the_list_is_paged_by_cursor() {
    var sorted = Stream.of(chu, ch).sorted().toList();
    eventually(() -> get(mine).body("items.establishment", equalTo(sorted)));
    String next =
        get(mine + "&limit=1")
            .body("items.establishment", equalTo(sorted.subList(0, 1)))
            .body("total", equalTo(2))
            .extract()
            .path("next");
    get(mine + "&limit=1&cursor=" + next)
        .body("items.establishment", equalTo(sorted.subList(1, 2)))
        .body("next", nullValue());
  }

  @Test
  void groups_are_listed_under_the_name_they_had() {
    var other = AllRights.group(ght + "-b");
    Api.group(other);
    var groups = "/api/inventory/ghts?limit=500&cursor=" + Cursor.after(ght);
    eventually(() -> get(groups).body("items[0].ght", equalTo(other)));
    get(groups).body("items[0].name", equalTo("Group of a test"));
    var before = Instant.now();
    Api.put("/api/inventory/ghts/" + other, "{\"name\":\"Renamed\"}").statusCode(200);
    eventually(() -> get(groups).body("items[0].name", equalTo("Renamed")));
    get(groups + "&asOf=" + before).body("items[0].name", equalTo("Group of a test"));
    get("/api/inventory/ghts?asOf=2015-01-01").body("items", hasSize(0));
    get("/api/inventory/ghts?cursor=forged!").statusCode(400);
    get("/api/inventory/ghts?name=x").statusCode(400).body("errors[0].field", equalTo("name"));
  }

  @Test
  void what_cannot_be_asked_is_named() {
    refused("?on=tomorrow", "on");
    refused("?role=GUEST", "role");
    refused("?establishment=420784879", "establishment");
    refused("?asOf=now", "asOf");
    refused("?cursor=forged!", "cursor");
    refused("?limit=many", "limit");
    refused("?group=x", "group");
  }

  private static void refused(String question, String field) {
    get(LIST + question).statusCode(400).body("errors[0].field", equalTo(field));
  }
}
