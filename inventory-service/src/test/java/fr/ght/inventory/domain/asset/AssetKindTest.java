package fr.ght.inventory.domain.asset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetKindTest {

  @ParameterizedTest
  @CsvSource({
    "Notebook, Debian GNU/Linux 12, WORKSTATION",
    "Desktop, Microsoft Windows 11 Pro, WORKSTATION",
    "Mini Tower, , WORKSTATION",
    "All in One, Microsoft Windows 10 Enterprise, WORKSTATION",
    ", macOS Sonoma, WORKSTATION",
    "Other, Microsoft Windows 10 Pro, WORKSTATION",
    "Rack Mount Chassis, , SERVER",
    "Blade, VMware ESXi, SERVER",
    "Other, Microsoft Windows Server 2022 Standard, SERVER",
    "Desktop, Microsoft Windows Server 2019, SERVER",
    "Other, Debian GNU/Linux 12, SERVER",
    "VMware, Red Hat Enterprise Linux 9, SERVER",
    "Main Server Chassis, Microsoft Windows 11, SERVER",
    "NetworkEquipment, Cisco IOS 15.2, NETWORK_DEVICE",
    "Switch, , NETWORK_DEVICE",
    ", FortiOS 7.2, NETWORK_DEVICE",
    "Medical device, Windows 10 IoT, MEDICAL_DEVICE",
    "Networking, , NETWORK_DEVICE",
    "Printer, , PRINTER",
    "Phone, Android, PHONE",
    "Storage, , OTHER",
    "Power, , OTHER",
    "Unmanaged, , OTHER",
    "Virtual machine listed by its host, , VIRTUAL_MACHINE",
    "Database service listed by its host, , DATABASE",
    "Virtual Machine, Debian GNU/Linux 12, SERVER",
    "Monitor, , OTHER"
  })
  void the_kind_is_told_from_the_case_and_the_system(
      String chassis, String system, AssetKind kind) {
    assertThat(AssetKind.of(chassis, system)).isEqualTo(kind);
  }

  @Test
  void a_computer_that_tells_nothing_of_itself_still_counts_as_a_workstation() {
    assertThat(AssetKind.of(null, null)).isEqualTo(AssetKind.WORKSTATION);
  }
}
