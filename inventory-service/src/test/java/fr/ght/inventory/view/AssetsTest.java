package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.eventsourcing.EventStore;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class AssetsTest {
  private static final String LIST = "/api/inventory/assets";

  private final Finess here = new Finess(Invented.finess());
  private final String mine = LIST + "?establishment=" + here;
  private final Logbook log;

  @Inject
  AssetsTest(EventStore store) {
    this.log = new Logbook(store);
  }

  @Test
  void a_machine_is_listed_with_what_is_known_of_it() {
    var pc = log.machine(here, "PC-Édith", "Firefox 128.0", "7-Zip 24.08");
    eventually(() -> get(mine).body("items[0].software", equalTo(2)));
    get(mine)
        .body("total", equalTo(1))
        .body("totalIsExact", equalTo(true))
        .body("next", nullValue())
        .body("completeUpTo", notNullValue())
        .body("items[0].id", equalTo(pc))
        .body("items[0].establishment", equalTo(here.number()))
        .body("items[0].kind", equalTo("WORKSTATION"))
        .body("items[0].name", equalTo("PC-Édith"))
        .body("items[0].manufacturer", equalTo("Dell Inc."))
        .body("items[0].model", equalTo("OptiPlex 7010"))
        .body("items[0].serial", equalTo(pc))
        .body("items[0].memoryMib", equalTo(8192))
        .body("items[0].operatingSystem", equalTo("Debian GNU/Linux"))
        .body("items[0].osVersion", equalTo("12"))
        .body("items[0].state", equalTo("IN_SERVICE"))
        .body("items[0].seenAt", equalTo("2026-11-23T11:00:00Z"));
  }

  @Test
  void machines_are_searched_without_case_and_accents() {
    var pc = log.machine(here, "PC-Édith");
    var server = UUID.randomUUID().toString();
    log.asset(server, new AssetDiscovered(here, AssetKind.SERVER, "srv-1", Logbook.NOON));
    eventually(() -> get(mine).body("total", equalTo(2)));
    for (var q :
        List.of(
            "pc-edith",
            "ÉDITH",
            pc.substring(0, 20),
            "optiplex",
            "debian",
            "dell",
            "10.42.0.12",
            "00:11:22:33")) {
      get(mine + "&q=" + q).body("items.id", equalTo(List.of(pc)));
    }
    get(mine + "&q=srv").body("items.id", equalTo(List.of(server)));
    get(mine + "&q=%").body("items", hasSize(0));
    get(mine + "&q=nowhere").body("items", hasSize(0)).body("total", equalTo(0));
    get(mine + "&kind=SERVER").body("items.id", equalTo(List.of(server)));
    get(mine + "&kind=MEDICAL_DEVICE").body("items", hasSize(0));
  }

  @Test
  void machines_are_found_by_what_is_installed() {
    var word = Invented.id();
    var first = log.machine(here, "a", word + " Reader 1.0", "Firefox 128.0");
    var second = log.machine(here, "b", word + " Reader 2.0");
    log.machine(here, "c", "Firefox 128.0");
    eventually(() -> get(mine).body("total", equalTo(3)));
    var by = LIST + "?software=" + word;
    eventually(() -> get(by).body("items.id", equalTo(List.of(first, second))));
    get(by + " reader 2.0").body("items.id", equalTo(List.of(second)));
    get(mine + "&software=nothing-like-it").body("items", hasSize(0)).body("total", equalTo(0));

    var before = Instant.now();
    log.asset(
        first, Logbook.installed(here, List.of("Okular 24"), List.of(word + " Reader 1.0"), 2));
    eventually(() -> get(by).body("items.id", equalTo(List.of(second))));
    get(by + "&asOf=" + before).body("items.id", equalTo(List.of(first, second)));
    get(by + "&asOf=2015-01-01").body("items", hasSize(0));
  }

  @Test
  void what_retires_moves_or_is_merged_leaves_the_list_but_not_the_past() {
    var there = new Finess(Invented.finess());
    var retiring = log.machine(here, "retiring", "Firefox 128.0");
    var moving = log.machine(here, "moving", "Firefox 128.0");
    var merging = log.machine(here, "merging", "Firefox 128.0");
    var staying = log.machine(here, "staying", "Firefox 128.0");
    eventually(() -> get(mine).body("total", equalTo(4)));
    var before = Instant.now();
    log.asset(retiring, new AssetRetired(here, LocalDate.parse("2026-11-23"), "scrapped"));
    log.asset(moving, new AssetMoved(here, there, "lent"));
    log.asset(merging, new AssetMerged(here, new AssetId(UUID.fromString(staying))));

    eventually(() -> get(mine).body("items.id", equalTo(List.of(staying))));
    get(mine + "&state=IN_SERVICE").body("items.id", equalTo(List.of(staying)));
    get(mine + "&state=RETIRED")
        .body("items.id", equalTo(List.of(retiring)))
        .body("items[0].state", equalTo("RETIRED"));
    get(mine + "&state=ALL").body("items.id", containsInAnyOrder(retiring, staying));
    get(LIST + "?establishment=" + there).body("items.id", equalTo(List.of(moving)));
    get(mine + "&asOf=" + before)
        .body("items.id", equalTo(List.of(merging, moving, retiring, staying)))
        .body("items[0].seenAt", nullValue());

    log.asset(retiring, new AssetReturned(here, Logbook.NOON.plusSeconds(60)));
    eventually(() -> get(mine).body("items.id", equalTo(List.of(retiring, staying))));
    get(mine).body("items[0].seenAt", equalTo("2026-11-23T11:01:00Z"));
  }

  @Test
  void what_is_not_counted_yet_is_not_listed() {
    var kept = UUID.randomUUID().toString();
    var report = new Observation(Logbook.NOON, true, "d", null, null, null, null, null, null, null);
    log.asset(kept, new AssetReportKept(here, report), new AssetKeysLearned(here, AssetKeys.NONE));
    var merged = UUID.randomUUID().toString();
    log.asset(merged, new AssetReportKept(here, report));
    log.asset(merged, new AssetMoved(here, here, "to and fro"));
    log.asset(merged, new AssetMerged(here, new AssetId(UUID.fromString(kept))));
    var listed = log.machine(here, "listed");
    eventually(() -> get(mine).body("items.id", equalTo(List.of(listed))));
    log.asset(kept, new AssetDiscovered(here, AssetKind.WORKSTATION, "kept", Logbook.NOON));
    eventually(() -> get(mine).body("items.id", equalTo(List.of(kept, listed))));
  }

  @Test
  void the_last_seen_instant_never_goes_back() {
    var pc = log.machine(here, "pc");
    log.asset(pc, new AssetSeen(here, Logbook.NOON.plusSeconds(3600)));
    eventually(() -> get(mine).body("items[0].seenAt", equalTo("2026-11-23T12:00:00Z")));
    log.asset(pc, Logbook.installed(here, List.of("Late 1"), List.of(), 1));
    eventually(() -> get(mine).body("items[0].software", equalTo(1)));
    get(mine).body("items[0].seenAt", equalTo("2026-11-23T12:00:00Z"));
  }

  @Test
  void the_list_is_paged_in_the_order_of_names_and_ids() {
    var ids =
        IntStream.range(0, 5).mapToObj(i -> log.machine(here, i < 3 ? "same" : "z" + i)).toList();
    var sorted =
        Stream.concat(ids.subList(0, 3).stream().sorted(), ids.subList(3, 5).stream()).toList();
    eventually(() -> get(mine).body("items.id", equalTo(sorted)));
    var cursor = "";
    for (int page = 0; page < 3; page++) {
      var answer = get(mine + "&limit=2" + cursor).body("total", equalTo(5));
      answer.body("items.id", equalTo(sorted.subList(2 * page, Math.min(5, 2 * page + 2))));
      String next = answer.extract().path("next");
      cursor = "&cursor=" + next;
    }
    get(mine + cursor).statusCode(400).body("errors[0].field", equalTo("cursor"));
  }

  @Test
  void what_cannot_be_asked_is_named() {
    refused("?state=LOST", "state", "IN_SERVICE, RETIRED, ALL");
    refused("?kind=FRIDGE", "kind", "WORKSTATION");
    refused("?establishment=420784879", "establishment", "check digit");
    refused("?asOf=yesterday", "asOf", "date");
    refused("?limit=501", "limit", "500");
    refused("?cursor=forged!", "cursor", "given out");
    refused("?asof=2018-01-01", "asof", "unknown");
  }

  private static void refused(String question, String field, String reason) {
    get(LIST + question)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body("errors[0].reason", containsString(reason));
  }
}
