package fr.ght.inventory.intake.agents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One asset per machine, whatever its agents send, in whatever order. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class MachinesTest {
  private static final String JSON = "application/json";

  private final String seed = Invented.id();
  private String establishment = "";

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void the_same_report_twice_appends_nothing_the_second_time() {
    var report = InventedReport.of("pc-1").hardware(seed);
    send(report);
    var once = Log.eventsOf(establishment);
    send(report);
    send(report.on("2026-11-20 09:00:00"));

    assertThat(Log.eventsOf(establishment)).isEqualTo(once);
    asset().body("lastSeen", Matchers.equalTo("2026-11-20T08:00:00Z"));
  }

  @Test
  void a_machine_that_did_not_change_is_seen_once_a_day() {
    var report = InventedReport.of("pc-1").hardware(seed);
    send(report);
    var once = Log.eventsOf(establishment).size();
    send(report.on("2026-11-21 09:00:00"));
    send(report.on("2026-11-21 15:00:00"));

    assertThat(Log.eventsOf(establishment)).hasSize(once + 1).last().isEqualTo("asset-seen");
  }

  @Test
  void the_report_of_two_that_comes_after_that_of_three_changes_nothing() {
    send(InventedReport.of("pc-1").hardware(seed).on("2026-11-20 03:00:00").with("firefox 129"));
    var before = Log.eventsOf(establishment);
    send(InventedReport.of("pc-1").hardware(seed).on("2026-11-20 02:00:00").with("firefox 128"));

    assertThat(Log.eventsOf(establishment)).isEqualTo(before);
    asset().body("software.version", Matchers.equalTo(List.of("129")));
  }

  @Test
  void a_reinstalled_machine_is_the_same_and_a_clone_is_another() {
    send(InventedReport.of("pc-1").hardware(seed));
    send(InventedReport.of("pc-1-new").hardware(seed).on("2026-11-20 09:00:00"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);

    send(InventedReport.of("pc-1").hardware(seed + "clone"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(2);
  }

  @Test
  void changes_of_a_known_machine_remove_nothing_they_do_not_mention() {
    send(InventedReport.of("pc-1").hardware(seed));
    send(
        InventedReport.of("pc-1")
            .hardware(seed)
            .on("2026-11-20 10:00:00")
            .changesOnly()
            .with("firefox 129"));

    asset().body("software.name", Matchers.equalTo(List.of("7-zip", "firefox")));
    asset().body("software.version", Matchers.equalTo(List.of("24.08", "129")));
    assertThat(Log.eventsOf(establishment)).doesNotContain("incident-raised");
  }

  @Test
  void changes_without_a_whole_report_are_kept_and_shown_until_it_comes() {
    send(InventedReport.of("pc-1").hardware(seed).changesOnly().with("firefox 129"));
    assertThat(Log.eventsOf(establishment))
        .containsSubsequence("asset-report-kept", "incident-raised")
        .doesNotContain("asset-discovered");
    asset().body("state", Matchers.equalTo("UNCONFIRMED"));

    send(InventedReport.of("pc-1").hardware(seed).on("2026-11-20 07:00:00"));
    asset()
        .body("state", Matchers.equalTo("IN_SERVICE"))
        .body("software.version", Matchers.hasItem("129"));
    assertThat(Log.eventsOf(establishment)).endsWith("incident-resolved");
  }

  @Test
  void assets_that_a_report_shows_to_be_one_are_merged() {
    send(InventedReport.of("old-device").card("02:1b:63:00:00:07"));
    send(InventedReport.of("pc-1").hardware(seed).on("2026-11-20 09:00:00"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(2);
    send(
        InventedReport.of("pc-1")
            .hardware(seed)
            .card("02:1b:63:00:00:07")
            .on("2026-11-20 10:00:00"));

    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
    send(InventedReport.of("old-device").card("02:1b:63:00:00:07").on("2026-11-20 11:00:00"));
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
    var merged = Log.assetsOf(establishment).getFirst();
    Api.get("/api/inventory/assets/" + merged)
        .body("state", Matchers.equalTo("MERGED"))
        .body("mergedInto", Matchers.equalTo(Log.assetsOf(establishment).getLast()));
  }

  @Test
  void a_report_that_fits_several_machines_is_an_incident_and_changes_none() {
    send(InventedReport.of("pc-1").hardware(seed + 1));
    send(InventedReport.of("pc-1").hardware(seed + 2));
    send(InventedReport.of("pc-1").on("2026-11-20 12:00:00").with("malware 1"));

    assertThat(Log.eventsOf(establishment)).endsWith("incident-raised");
    assertThat(Log.machinesOf(establishment)).isEqualTo(2);
  }

  @Test
  void a_machine_that_is_in_service_elsewhere_is_an_incident() {
    var other = Api.establishment();
    send(InventedReport.of("pc-1").hardware(seed));
    Agent.glpi(other).send(InventedReport.of("pc-1").hardware(seed).bytes(), JSON);

    assertThat(Log.machinesOf(other)).isEqualTo(1);
    assertThat(Log.eventsOf(other)).contains("incident-raised");
    assertThat(Log.eventsOf(establishment)).doesNotContain("incident-raised");
  }

  @Test
  void thirty_two_first_reports_of_one_machine_at_once_make_one_asset() {
    for (int round = 0; round < 5; round++) {
      var report = InventedReport.of("pc-" + round).hardware(seed + round);
      var answers =
          IntStream.range(0, 32)
              .mapToObj(i -> report.on("2026-11-20 08:%02d:00".formatted(i)))
              .map(one -> Agent.glpi(establishment).sendLater(one.bytes(), JSON))
              .toList();
      assertThat(answers.stream().map(CompletableFuture::join).map(Agent.Heard::status))
          .containsOnly(200);
      assertThat(Log.machinesOf(establishment)).isEqualTo(round + 1);
    }
  }

  @Test
  void two_hundred_machines_are_counted_exactly_whatever_is_repeated_and_in_what_order() {
    var reports = new ArrayList<InventedReport>();
    for (int i = 0; i < 200; i++) {
      var machine =
          InventedReport.of("pc-" + i % 190)
              .hardware(seed + i)
              .card("02:1b:63:00:01:%02x".formatted(i));
      reports.add(machine);
      if (i % 10 == 0) {
        reports.add(machine);
        reports.add(InventedReport.of("again-" + i).hardware(seed + i).on("2026-11-19 08:00:00"));
      }
    }
    Collections.shuffle(reports, new Random(20));
    var answers =
        reports.stream()
            .map(report -> Agent.glpi(establishment).sendLater(report.bytes(), JSON))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).map(Agent.Heard::status))
        .containsOnly(200);
    assertThat(Log.machinesOf(establishment)).isEqualTo(200);
  }

  private io.restassured.response.ValidatableResponse asset() {
    return Api.get("/api/inventory/assets/" + Log.assetsOf(establishment).getLast())
        .statusCode(200);
  }

  private void send(InventedReport report) {
    assertThat(Agent.glpi(establishment).send(report.bytes(), JSON).status()).isEqualTo(200);
  }
}
