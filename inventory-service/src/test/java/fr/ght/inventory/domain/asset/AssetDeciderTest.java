package fr.ght.inventory.domain.asset;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.asset.AssetRefusal.*;
import static fr.ght.inventory.domain.asset.Reports.NOON;
import static fr.ght.inventory.domain.asset.Reports.full;
import static fr.ght.inventory.domain.asset.Reports.installed;
import static fr.ght.inventory.domain.asset.Reports.partial;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.asset.Asset.*;
import fr.ght.inventory.domain.asset.AssetCommand.*;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssetDeciderTest {
  static final AssetDecider ASSET = new AssetDecider();
  static final Finess CHU = Park.HOSPITAL;
  static final Finess ROANNE = new Finess("420780033");
  static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  static final AssetId OTHER = new AssetId(new UUID(0, 7));
  static final String U1 = "4c4c4544-0042-3510-8052-b4c04f4e3732";

  static Reports pc() {
    return full().device("pc-1").uuid(U1).name("POSTE-1");
  }

  static Reports changesOfPc() {
    return partial().device("pc-1").uuid(U1);
  }

  static AssetCommand report(Reports report) {
    return new Report(CHU, report.end());
  }

  /** The events that these reports leave, taken one after the other. */
  static AssetEvent[] reported(Reports... reports) {
    var park = new Park(1);
    for (var report : reports) {
      park.take(report.end());
    }
    return park.history(park.only()).toArray(AssetEvent[]::new);
  }

  // ---- discovery

  @Test
  void the_first_report_discovers_the_machine_and_tells_all_that_is_known() {
    var first = pc().system("Windows 11 Pro", "23H2").software("firefox 128").end();
    given(ASSET)
        .when(new Report(CHU, first))
        .then(
            new AssetDiscovered(CHU, AssetKind.WORKSTATION, "POSTE-1", NOON),
            new AssetKeysLearned(CHU, AssetKeys.of(first)),
            new AssetHardwareChanged(CHU, AssetKind.WORKSTATION, Hardware.of(first), NOON),
            new AssetOperatingSystemChanged(
                CHU,
                new Observation.OperatingSystem("Windows 11 Pro", "23H2", null, "x86_64"),
                NOON),
            new AssetSoftwareChanged(
                CHU, List.of(installed("firefox 128")), List.of(), 1, false, NOON));
  }

  @Test
  void a_machine_without_a_name_is_called_by_its_device_id() {
    var park = Park.of(full().device("pc-7").uuid(U1).end());
    assertThat(park.history(park.only()).getFirst())
        .isEqualTo(new AssetDiscovered(CHU, AssetKind.WORKSTATION, "pc-7", NOON));
  }

  @Test
  void a_report_to_another_establishment_does_not_touch_the_machine() {
    given(ASSET, reported(pc()))
        .when(new Report(ROANNE, pc().memory(4096).end()))
        .thenRefused(ANOTHER_ESTABLISHMENT);
  }

  // ---- reports that change nothing

  @Test
  void the_same_report_again_appends_nothing() {
    given(ASSET, reported(pc().software("firefox 128")))
        .when(report(pc().software("firefox 128")))
        .thenNothing();
  }

  @Test
  void a_machine_is_seen_once_a_day_at_most() {
    var park = Park.of(pc().end());
    var id = park.only();
    assertThat(park.command(id, report(pc().hour(3)))).isEmpty();
    assertThat(park.command(id, report(pc().hour(23))))
        .containsExactly(new AssetSeen(CHU, NOON.plusSeconds(23 * 3600)));
    assertThat(park.command(id, report(pc().hour(24)))).isEmpty();
    assertThat(((InService) park.asset(id)).machine().seen().last())
        .isEqualTo(NOON.plusSeconds(24 * 3600));
  }

  @Test
  void a_day_is_a_day_in_paris() {
    var evening = reported(pc().at("2026-11-23T22:30:00Z"));
    given(ASSET, evening).when(report(pc().at("2026-11-23T22:59:59Z"))).thenNothing();
    given(ASSET, evening)
        .when(report(pc().at("2026-11-23T23:00:00Z")))
        .then(new AssetSeen(CHU, Instant.parse("2026-11-23T23:00:00Z")));
  }

  @Test
  void an_unchanged_report_of_an_earlier_day_is_no_news() {
    given(ASSET, reported(pc())).when(report(pc().hour(-48))).thenNothing();
  }

  @Test
  void the_order_in_which_an_agent_lists_things_is_no_change() {
    var one =
        new NetworkInterface(
            "eth0", "00:1B:21:00:00:01", List.of("192.0.2.1", "2001:db8::1"), true);
    var same =
        new NetworkInterface(
            "eth0", "00-1b-21-00-00-01", List.of("2001:DB8::1", "192.0.2.1"), true);
    var two = new NetworkInterface("eth1", "00:1b:21:00:00:02", List.of(), true);
    given(ASSET, reported(pc().cards(one, two).software("a 1", "b 2")))
        .when(report(pc().cards(two, same).software("b 2", "a 1", "a 1")))
        .thenNothing();
  }

  @Test
  void what_comes_and_goes_by_itself_is_no_change() {
    var card = new NetworkInterface("eth0", "00:1b:21:00:00:01", List.of("192.0.2.1"), true);
    var linkLocal =
        new NetworkInterface("eth0", "00:1b:21:00:00:01", List.of("192.0.2.1", "fe80::1"), true);
    var bridgeEnd =
        new NetworkInterface("veth1a2b", "7a:12:00:00:00:01", List.of("fe80::2"), false);
    var loopback = new NetworkInterface("lo", "00:00:00:00:00:00", List.of("127.0.0.1"), false);
    given(ASSET, reported(pc().cards(card)))
        .when(report(pc().cards(linkLocal, bridgeEnd, loopback)))
        .thenNothing();
  }

  // ---- changes

  @Test
  void new_hardware_is_told_whole() {
    var more = pc().memory(16_384).hour(1).end();
    given(ASSET, reported(pc().memory(8192)))
        .when(new Report(CHU, more))
        .then(
            new AssetHardwareChanged(
                CHU, AssetKind.WORKSTATION, Hardware.of(more), NOON.plusSeconds(3600)));
  }

  @Test
  void what_a_newer_report_does_not_know_stays_known() {
    given(ASSET, reported(pc().serial("5XK7R13").memory(8192)))
        .when(report(full().device("pc-1").uuid(U1).serial(null, null).hour(1)))
        .thenNothing();
  }

  @Test
  void a_full_report_says_which_software_was_installed_and_which_removed() {
    given(ASSET, reported(pc().software("firefox 128", "putty 0.81")))
        .when(report(pc().software("firefox 129", "7-zip 24").hour(1)))
        .then(
            new AssetSoftwareChanged(
                CHU,
                List.of(installed("7-zip 24"), installed("firefox 129")),
                List.of(installed("firefox 128"), installed("putty 0.81")),
                2,
                false,
                NOON.plusSeconds(3600)));
  }

  @Test
  void a_full_report_without_a_software_section_removes_nothing() {
    given(ASSET, reported(pc().software("firefox 128"))).when(report(pc().hour(1))).thenNothing();
  }

  @Test
  void a_full_report_with_an_empty_software_section_removes_all() {
    given(ASSET, reported(pc().software("firefox 128")))
        .when(report(pc().software().hour(1)))
        .then(
            new AssetSoftwareChanged(
                CHU,
                List.of(),
                List.of(installed("firefox 128")),
                0,
                false,
                NOON.plusSeconds(3600)));
  }

  @Test
  void an_agent_installed_anew_is_the_same_machine_under_another_device_id() {
    var again = full().device("pc-1-2026").uuid(U1).name("POSTE-1").hour(1).end();
    given(ASSET, reported(pc()))
        .when(new Report(CHU, again))
        .then(
            new AssetKeysLearned(
                CHU, new AssetKeys(List.of(), List.of(), List.of(), List.of("pc-1-2026"))),
            new AssetHardwareChanged(
                CHU, AssetKind.WORKSTATION, Hardware.of(again), NOON.plusSeconds(3600)));
  }

  // ---- late reports

  @Test
  void a_report_of_two_o_clock_that_comes_after_the_one_of_three_changes_nothing_newer() {
    given(
            ASSET,
            reported(pc().memory(8192).software("firefox 129").system("Windows", "11").hour(3)))
        .when(report(pc().memory(4096).software("firefox 128").system("Windows", "10").hour(2)))
        .thenNothing();
  }

  @Test
  void a_late_report_does_not_undo_what_an_unchanged_one_has_confirmed() {
    var park =
        Park.of(
            pc().memory(8192).software("firefox 128").hour(1).end(),
            pc().memory(8192).software("firefox 128").hour(5).end());
    assertThat(park.command(park.only(), report(pc().memory(4096).software().hour(3)))).isEmpty();
  }

  @Test
  void a_late_report_still_tells_what_nobody_knew() {
    given(ASSET, reported(pc().hour(3)))
        .when(report(pc().system("Debian GNU/Linux 12", "12.11").chassis("Notebook").hour(2)))
        .then(
            new AssetHardwareChanged(
                CHU,
                AssetKind.WORKSTATION,
                Hardware.of(pc().chassis("Notebook").end()),
                NOON.plusSeconds(2 * 3600)),
            new AssetOperatingSystemChanged(
                CHU,
                new Observation.OperatingSystem("Debian GNU/Linux 12", "12.11", null, "x86_64"),
                NOON.plusSeconds(2 * 3600)));
  }

  @Test
  void a_lost_note_loses_no_event() {
    var events = reported(pc().memory(4096).hour(1), pc().memory(8192).hour(2));
    given(ASSET, events).when(report(pc().memory(4096).hour(1))).thenNothing();
  }

  // ---- partial reports

  @Test
  void a_partial_report_never_removes_what_it_does_not_mention() {
    given(ASSET, reported(pc().software("firefox 128", "putty 0.81")))
        .when(report(changesOfPc().software("7-zip 24").hour(1)))
        .then(
            new AssetSoftwareChanged(
                CHU, List.of(installed("7-zip 24")), List.of(), 3, true, NOON.plusSeconds(3600)));
  }

  @Test
  void a_partial_report_replaces_the_versions_of_the_names_in_it() {
    given(ASSET, reported(pc().software("firefox 128", "putty 0.81")))
        .when(report(changesOfPc().software("firefox 129").hour(1)))
        .then(
            new AssetSoftwareChanged(
                CHU,
                List.of(installed("firefox 129")),
                List.of(installed("firefox 128")),
                2,
                true,
                NOON.plusSeconds(3600)));
  }

  @Test
  void what_a_partial_report_named_survives_an_earlier_full_one_that_comes_late() {
    var park =
        Park.of(
            pc().software("firefox 128", "putty 0.81").hour(1).end(),
            changesOfPc().software("firefox 129").hour(5).end());
    assertThat(park.command(park.only(), report(pc().software("firefox 128").hour(3))))
        .containsExactly(
            new AssetSoftwareChanged(
                CHU,
                List.of(),
                List.of(installed("putty 0.81")),
                1,
                false,
                NOON.plusSeconds(3 * 3600)));
  }

  @Test
  void a_partial_report_without_a_baseline_is_kept_and_not_counted() {
    var change = changesOfPc().software("firefox 129").end();
    given(ASSET).when(new Report(CHU, change)).then(new AssetReportKept(CHU, change));
    var park = Park.of(change);
    assertThat(park.counted()).isEmpty();
    assertThat(park.unconfirmed()).isEqualTo(1);
  }

  @Test
  void a_kept_report_again_is_not_kept_twice() {
    given(ASSET, new AssetReportKept(CHU, changesOfPc().end()))
        .when(report(changesOfPc()))
        .thenNothing();
  }

  @Test
  void with_its_baseline_a_kept_report_counts() {
    var park =
        Park.of(
            changesOfPc().software("firefox 129").hour(2).end(),
            pc().software("firefox 128", "putty 0.81").hour(1).end());
    assertThat(park.counted()).hasSize(1);
    assertThat(((InService) park.asset(park.only())).machine().software().all())
        .containsExactly(installed("firefox 129"), installed("putty 0.81"));
  }

  // ---- retirement

  @Test
  void a_machine_is_retired() {
    given(ASSET, reported(pc()))
        .when(new Retire(MONDAY, "broken"))
        .then(new AssetRetired(CHU, MONDAY, "broken"));
  }

  @Test
  void retiring_again_changes_nothing_or_corrects_the_day() {
    var retired = reportedAnd(new AssetRetired(CHU, MONDAY, "broken"));
    given(ASSET, retired).when(new Retire(MONDAY, "again")).thenNothing();
    given(ASSET, retired)
        .when(new Retire(MONDAY.plusDays(2), "later"))
        .then(new AssetRetired(CHU, MONDAY.plusDays(2), "later"));
  }

  @Test
  void a_machine_that_reported_since_was_not_retired_then() {
    given(ASSET, reported(pc()))
        .when(new Retire(MONDAY.minusDays(1), "gone"))
        .thenRefused(SEEN_SINCE);
  }

  @Test
  void what_is_not_known_or_not_counted_cannot_be_retired() {
    given(ASSET).when(new Retire(MONDAY, "gone")).thenRefused(UNKNOWN_ASSET);
    given(ASSET, new AssetReportKept(CHU, changesOfPc().end()))
        .when(new Retire(MONDAY, "gone"))
        .thenRefused(NOT_IN_SERVICE);
    given(ASSET, reported(pc())).when(new Retire(MONDAY, " ")).thenRefused(REASON_MISSING);
  }

  @Test
  void a_report_from_before_the_retirement_does_not_bring_the_machine_back() {
    given(ASSET, reportedAnd(new AssetRetired(CHU, MONDAY, "broken")))
        .when(report(pc().memory(1024).hour(5)))
        .thenNothing();
  }

  @Test
  void a_report_from_after_the_retirement_brings_the_machine_back() {
    var later = pc().memory(1024).hour(24).end();
    given(ASSET, reportedAnd(new AssetRetired(CHU, MONDAY, "broken")))
        .when(new Report(CHU, later))
        .then(
            new AssetReturned(CHU, later.at()),
            new AssetHardwareChanged(CHU, AssetKind.WORKSTATION, Hardware.of(later), later.at()));
  }

  // ---- silence

  @Test
  void a_machine_that_is_not_seen_for_long_is_noted_once() {
    given(ASSET, reported(pc()))
        .when(new NoteSilence(MONDAY))
        .then(new AssetSilenceNoted(CHU, NOON));
    given(ASSET, reportedAnd(new AssetSilenceNoted(CHU, NOON)))
        .when(new NoteSilence(MONDAY))
        .thenNothing();
  }

  @Test
  void a_machine_that_was_seen_since_is_not_silent() {
    given(ASSET, reported(pc())).when(new NoteSilence(MONDAY.minusDays(1))).thenRefused(SEEN_SINCE);
  }

  @Test
  void also_where_that_report_left_no_event() {
    var park = Park.of(pc().end());
    var id = park.only();
    assertThat(park.command(id, report(pc().hour(3)))).isEmpty();
    assertThat(park.command(id, new NoteSilence(MONDAY)))
        .containsExactly(new AssetSilenceNoted(CHU, NOON.plusSeconds(3 * 3600)));
  }

  @Test
  void a_machine_that_was_seen_again_may_fall_silent_again() {
    var back = NOON.plusSeconds(72 * 3600);
    given(ASSET, reportedAnd(new AssetSilenceNoted(CHU, NOON), new AssetSeen(CHU, back)))
        .when(new NoteSilence(MONDAY.plusDays(3)))
        .then(new AssetSilenceNoted(CHU, back));
  }

  @Test
  void a_silent_machine_counts_and_reports_as_before() {
    given(ASSET, reportedAnd(new AssetSilenceNoted(CHU, NOON)))
        .when(report(pc().hour(72)))
        .then(new AssetSeen(CHU, NOON.plusSeconds(72 * 3600)));
    assertThat(ASSET.fold(ASSET.initial(), List.of(reportedAnd(new AssetSilenceNoted(CHU, NOON)))))
        .isInstanceOf(InService.class);
  }

  @Test
  void what_is_not_in_service_is_not_silent() {
    given(ASSET).when(new NoteSilence(MONDAY)).thenRefused(UNKNOWN_ASSET);
    given(ASSET, new AssetReportKept(CHU, changesOfPc().end()))
        .when(new NoteSilence(MONDAY))
        .thenRefused(NOT_IN_SERVICE);
    given(ASSET, reportedAnd(new AssetRetired(CHU, MONDAY, "broken")))
        .when(new NoteSilence(MONDAY))
        .thenRefused(NOT_IN_SERVICE);
  }

  // ---- moves and merges

  @Test
  void a_machine_is_moved_to_its_right_establishment_with_a_reason() {
    given(ASSET, reported(pc()))
        .when(new Move(ROANNE, "reported with the wrong credential"))
        .then(new AssetMoved(CHU, ROANNE, "reported with the wrong credential"));
    given(ASSET, reported(pc())).when(new Move(CHU, "it is here")).thenNothing();
    given(ASSET, reported(pc())).when(new Move(ROANNE, "")).thenRefused(REASON_MISSING);
    given(ASSET).when(new Move(ROANNE, "why")).thenRefused(UNKNOWN_ASSET);
  }

  @Test
  void a_moved_machine_is_found_by_its_keys_at_its_new_establishment_only() {
    var moved = ASSET.fold(ASSET.initial(), List.of(reportedAnd(new AssetMoved(CHU, ROANNE, "x"))));
    assertThat(moved.claimKeys())
        .containsExactlyInAnyOrder("asset/420780033/uuid/" + U1, "asset/420780033/device/pc-1");
  }

  @Test
  void an_asset_that_absorbs_another_knows_what_both_knew() {
    var weak = full().device("pc-1").software("putty 0.81").hour(2).end();
    var other = new InService(Machine.of(CHU, weak));
    given(ASSET, reported(pc().software("firefox 128")))
        .when(new Absorb(other))
        .then(
            new AssetSoftwareChanged(
                CHU,
                List.of(installed("putty 0.81")),
                List.of(installed("firefox 128")),
                1,
                false,
                weak.at()));
    given(ASSET, reported(pc().software("firefox 128").hour(3)))
        .when(new Absorb(other))
        .thenNothing();
  }

  @Test
  void a_merged_asset_takes_no_more_reports_and_holds_no_more_keys() {
    var merged = reportedAnd(new AssetMerged(CHU, OTHER));
    given(ASSET, reported(pc())).when(new MergeInto(OTHER)).then(new AssetMerged(CHU, OTHER));
    given(ASSET, merged).when(new MergeInto(OTHER)).thenNothing();
    given(ASSET, merged).when(report(pc())).thenRefused(ALREADY_MERGED);
    given(ASSET, merged).when(new Retire(MONDAY, "gone")).thenRefused(ALREADY_MERGED);
    given(ASSET, merged).when(new Move(ROANNE, "why")).thenRefused(ALREADY_MERGED);
    assertThat(ASSET.fold(ASSET.initial(), List.of(merged)).claimKeys()).isEmpty();
  }

  @Test
  void a_machine_is_not_absorbed_by_one_of_another_establishment() {
    given(ASSET, reported(pc()))
        .when(new Absorb(new InService(Machine.of(ROANNE, pc().end()))))
        .thenRefused(ANOTHER_ESTABLISHMENT);
  }

  @Test
  void a_retired_machine_that_absorbs_one_in_service_is_back() {
    var at = NOON.plusSeconds(48 * 3600);
    var decision =
        ASSET.decide(
            ASSET.fold(
                ASSET.initial(), List.of(reportedAnd(new AssetRetired(CHU, MONDAY, "broken")))),
            new Absorb(new InService(Machine.of(CHU, pc().hour(48).end()))));
    assertThat(decision).isEqualTo(Decision.accept(new AssetReturned(CHU, at)));
  }

  private static AssetEvent[] reportedAnd(AssetEvent... more) {
    var events = new ArrayList<>(List.of(reported(pc())));
    events.addAll(List.of(more));
    return events.toArray(AssetEvent[]::new);
  }
}
