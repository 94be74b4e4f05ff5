package fr.ght.inventory.domain.asset;

import static fr.ght.inventory.domain.asset.Reports.full;
import static fr.ght.inventory.domain.asset.Reports.partial;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.asset.Asset.InService;
import fr.ght.inventory.domain.asset.AssetCommand.Retire;
import fr.ght.inventory.domain.asset.Identity.Candidate;
import fr.ght.inventory.domain.asset.Identity.Match;
import fr.ght.inventory.domain.asset.Identity.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which machine a report is about, told by reports and the number of machines that count. */
class IdentityTest {
  static final String U1 = "4c4c4544-0042-3510-8052-b4c04f4e3732";
  static final String U2 = "4c4c4544-0042-3510-8052-000000000002";
  static final String MAC1 = "00:1b:21:00:00:01";
  static final String MAC2 = "00:1b:21:00:00:02";

  static int machines(Reports... reports) {
    return park(reports).counted().size();
  }

  static Park park(Reports... reports) {
    return Park.of(List.of(reports).stream().map(Reports::end).toArray(Observation[]::new));
  }

  @Test
  void a_reinstalled_machine_has_a_new_device_id_and_is_the_same() {
    assertThat(machines(full().device("old").uuid(U1), full().device("new").uuid(U1))).isEqualTo(1);
  }

  @Test
  void a_cloned_machine_has_the_same_device_id_and_is_another() {
    assertThat(machines(full().device("pc").uuid(U1), full().device("pc").uuid(U2))).isEqualTo(2);
  }

  @Test
  void clones_that_share_all_weaker_keys_are_told_apart_by_the_strongest() {
    assertThat(
            machines(
                full().device("pc").uuid(U1).serial("5XK7R13").mac(MAC1),
                full().device("pc").uuid(U2).serial("5XK7R13").mac(MAC1)))
        .isEqualTo(2);
  }

  @Test
  void without_a_uuid_the_serial_with_its_manufacturer_decides() {
    assertThat(machines(full().device("a").serial("5XK7R13"), full().device("b").serial("5xk7r13")))
        .isEqualTo(1);
    assertThat(machines(full().device("a").serial("5XK7R13"), full().device("a").serial("6AA1B42")))
        .isEqualTo(2);
    assertThat(
            machines(
                full().device("a").serial("Dell Inc.", "5XK7R13"),
                full().device("b").serial("LENOVO", "5XK7R13")))
        .isEqualTo(2);
  }

  @Test
  void a_manufacturer_is_the_same_with_or_without_its_legal_form() {
    assertThat(
            machines(
                full().device("a").serial("Dell Inc.", "5XK7R13"),
                full().device("b").serial("DELL", "5XK7R13")))
        .isEqualTo(1);
  }

  @Test
  void a_serial_without_its_manufacturer_joins_nothing() {
    assertThat(
            machines(
                full().device("a").serial(null, "5XK7R13"),
                full().device("b").serial(null, "5XK7R13")))
        .isEqualTo(2);
  }

  @Test
  void without_stronger_keys_the_mac_of_a_physical_card_decides() {
    assertThat(machines(full().device("a").mac(MAC1), full().device("b").mac(MAC1))).isEqualTo(1);
    assertThat(machines(full().device("a").mac(MAC1), full().device("a").mac(MAC2))).isEqualTo(2);
  }

  @Test
  void a_machine_with_several_cards_is_found_by_any_of_them() {
    assertThat(machines(full().device("a").mac(MAC1, MAC2), full().device("b").mac(MAC2)))
        .isEqualTo(1);
  }

  @Test
  void two_agents_of_one_machine_meet_by_its_card() {
    var park = park(full().device("ocs").mac(MAC1), full().device("fusion").uuid(U1).mac(MAC1));
    assertThat(park.counted()).hasSize(1);
    assertThat(machines(full().device("fusion").uuid(U1).mac(MAC1), full().device("ocs").mac(MAC1)))
        .isEqualTo(1);
  }

  @Test
  void a_weak_report_joins_the_one_machine_it_fits() {
    assertThat(machines(full().device("pc").uuid(U1), full().device("pc"))).isEqualTo(1);
    assertThat(machines(full().device("pc"), full().device("pc").uuid(U1))).isEqualTo(1);
  }

  @Test
  void a_weak_report_that_fits_two_machines_joins_neither() {
    var park =
        park(full().device("pc").uuid(U1), full().device("pc").uuid(U2), full().device("pc"));
    assertThat(park.counted()).hasSize(2);
    assertThat(park.ambiguous()).isEqualTo(1);
  }

  @Test
  void a_serial_of_its_own_makes_a_machine_of_its_own() {
    assertThat(
            machines(
                full().device("pc").uuid(U1),
                full().device("pc").uuid(U2),
                full().device("pc").serial("5XK7R13")))
        .isEqualTo(3);
  }

  @Test
  void a_serial_that_two_machines_have_does_not_say_which_of_them_it_is() {
    var park =
        park(
            full().device("a").uuid(U1).serial("5XK7R13"),
            full().device("b").uuid(U2).serial("5XK7R13"),
            full().device("c").serial("5XK7R13"));
    assertThat(park.counted()).hasSize(2);
    assertThat(park.ambiguous()).isEqualTo(1);
  }

  @Test
  void a_report_without_any_key_is_an_incident() {
    var park = park(full().device(" ").uuid("00000000-0000-0000-0000-000000000000").mac());
    assertThat(park.counted()).isEmpty();
    assertThat(park.ambiguous()).isEqualTo(1);
  }

  @Test
  void two_assets_that_a_report_shows_to_be_one_are_merged() {
    var park =
        park(
            full().device("a").mac(MAC1).software("firefox 128").hour(1),
            full().device("b").uuid(U1).memory(8192).hour(2),
            full().device("b").uuid(U1).mac(MAC1).hour(3));
    assertThat(park.counted()).hasSize(1);
    var machine = ((InService) park.asset(park.only())).machine();
    assertThat(machine.software().total()).isEqualTo(1);
    assertThat(machine.hardware().values().memoryMib()).isEqualTo(8192);
    assertThat(machine.keys().texts())
        .containsExactly("uuid/" + U1, "mac/" + MAC1, "device/a", "device/b");
  }

  @Test
  void forty_clones_of_one_image_are_forty_machines() {
    var park = new Park(3);
    for (int i = 0; i < 40; i++) {
      park.take(full().device("image").uuid(new UUID(7, i + 1).toString()).end());
    }
    assertThat(park.counted()).hasSize(40);
    assertThat(park.ambiguous()).isZero();
  }

  @Test
  void a_partial_report_with_a_weak_key_finds_its_machine() {
    var park = park(full().device("pc").uuid(U1), partial().device("pc").software("vlc 3").hour(1));
    assertThat(park.counted()).hasSize(1);
    assertThat(park.unconfirmed()).isZero();
  }

  @Test
  void a_weak_report_prefers_the_machine_in_service_to_a_retired_one() {
    var park = park(full().device("pc").uuid(U1));
    park.command(park.only(), new Retire(LocalDate.of(2026, 11, 23), "broken"));
    park.take(full().device("pc").uuid(U2).hour(24).end());
    park.take(full().device("pc").hour(25).end());
    assertThat(park.counted()).hasSize(1);
    assertThat(park.ambiguous()).isZero();
  }

  @Test
  void a_retired_machine_is_found_by_its_own_keys() {
    var park = park(full().device("pc").uuid(U1));
    park.command(park.only(), new Retire(LocalDate.of(2026, 11, 23), "broken"));
    assertThat(park.counted()).isEmpty();
    park.take(full().device("pc").uuid(U1).hour(24).end());
    assertThat(park.counted()).hasSize(1);
  }

  @Test
  void the_survivor_of_a_merge_is_the_one_in_service_with_the_strongest_key() {
    var weak = candidate(1, Standing.IN_SERVICE, full().device("a").mac(MAC1));
    var strong = candidate(2, Standing.IN_SERVICE, full().device("b").uuid(U1));
    var report = AssetKeys.of(full().device("b").uuid(U1).mac(MAC1).end());
    var expected = new Match.Known(strong.asset(), List.of(weak.asset()));
    assertThat(Identity.resolve(report, List.of(weak, strong))).isEqualTo(expected);
    assertThat(Identity.resolve(report, List.of(strong, weak))).isEqualTo(expected);
  }

  @Test
  void claim_keys_are_of_one_establishment() {
    assertThat(
            Identity.claimKeys(
                Park.HOSPITAL, AssetKeys.of(full().device("pc").uuid(U1).mac(MAC1).end())))
        .containsExactly(
            "asset/420784878/uuid/" + U1,
            "asset/420784878/mac/" + MAC1,
            "asset/420784878/device/pc");
  }

  private static Candidate candidate(int id, Standing standing, Reports report) {
    return new Candidate(new AssetId(new UUID(0, id)), AssetKeys.of(report.end()), standing);
  }
}
