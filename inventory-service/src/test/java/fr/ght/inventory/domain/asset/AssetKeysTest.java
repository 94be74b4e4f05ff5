package fr.ght.inventory.domain.asset;

import static fr.ght.inventory.domain.asset.Reports.full;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2",
        "none",
        "Not Settable",
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "03000200-0400-0500-0006-000700080009",
        "12345678-1234-5678-90AB-CDDEEFAABBCC",
        "4c4c4544-0042-3510-8052-b4c04f4e373"
      })
  void a_placeholder_uuid_is_no_key(String uuid) {
    assertThat(AssetKeys.of(full().uuid(uuid).end()).uuids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4C4C4544-0042-3510-8052-B4C04F4E3732", "4c4c45440042351080 52b4c04f4e3732",
        "{4c4c4544-0042-3510-8052-b4c04f4e3732}", " 4c4c4544-0042-3510-8052-b4c04f4e3732 "
      })
  void a_uuid_has_one_form(String uuid) {
    assertThat(AssetKeys.of(full().uuid(uuid).end()).uuids())
        .containsExactly("4c4c4544-0042-3510-8052-b4c04f4e3732");
  }

  @Test
  void a_uuid_with_its_bytes_swapped_is_another_one() {
    assertThat(AssetKeys.uuid("44454c4c-4200-1035-8052-b4c04f4e3732"))
        .isNotEqualTo(AssetKeys.uuid("4c4c4544-0042-3510-8052-b4c04f4e3732"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "To be filled by O.E.M.",
        "To Be Filled By O.E.M.",
        "TO BE FILLED",
        "Default string",
        "System Serial Number",
        "None",
        "Not Specified",
        "N/A",
        "0",
        "00000000",
        "0000-0000",
        "123456789",
        "1234567890",
        "0123456789",
        "INVALID",
        "Not Applicable",
        "Not Available",
        "XXXXXXXXXXX",
        "................",
        "FFFFFFFF",
        "1111111",
        "Unknown",
        "Chassis Serial Number",
        "null",
        "EVAL",
        "SYS-1234567890",
        "empty"
      })
  void a_placeholder_serial_is_no_key(String serial) {
    assertThat(AssetKeys.of(full().serial(serial).end()).serials()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5XK7R13", "PF-0ABCD", "VMware-56 4d 12 34", "SYN-PC-0001", "2UA1234567"})
  void a_real_serial_is_a_key(String serial) {
    assertThat(AssetKeys.of(full().serial(serial).end()).serials()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:00:00:00:00:00",
        "ff:ff:ff:ff:ff:ff",
        "01:00:5e:00:00:fb",
        "33:33:00:00:00:01",
        "50:50:54:50:30:30",
        "00:50:56:C0:00:01",
        "0a:00:27:00:00:00",
        "",
        "eth0",
        "00:00:00:00:00:00:00:00"
      })
  void a_mac_that_many_machines_have_is_no_key(String mac) {
    assertThat(AssetKeys.of(full().mac(mac).end()).macs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"00:1B:21:00:00:01", "00-1b-21-00-00-01", "001b.2100.0001", "001B21000001"})
  void a_mac_has_one_form(String mac) {
    assertThat(AssetKeys.of(full().mac(mac).end()).macs()).containsExactly("00:1b:21:00:00:01");
  }

  @Test
  void a_virtual_interface_is_no_key() {
    var virtual = new NetworkInterface("docker0", "02:42:ac:11:00:02", List.of(), false);
    assertThat(AssetKeys.of(full().cards(virtual).end()).macs()).isEmpty();
  }

  @Test
  void placeholders_of_different_machines_never_meet() {
    var reports =
        List.of(
            full()
                .device("pc-1")
                .uuid("03000200-0400-0500-0006-000700080009")
                .serial("To be filled by O.E.M.")
                .mac("00:00:00:00:00:00")
                .end(),
            full()
                .device("pc-2")
                .uuid("03000200-0400-0500-0006-000700080009")
                .serial("To be filled by O.E.M.")
                .mac("00:00:00:00:00:00")
                .end());
    assertThat(Park.of(reports.toArray(Observation[]::new)).counted()).hasSize(2);
  }
}
