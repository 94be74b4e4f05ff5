package fr.ght.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class InventedMachineTest {

  @Test
  void an_invented_finess_has_the_check_digit_of_real_ones() {
    assertThat(Finess.invented("42", 78487)).isEqualTo("420784878");
    assertThat(Finess.invented("2A", 0)).hasSize(9).startsWith("2A000000");
    assertThat(Finess.withWrongCheckDigit("420784878")).isEqualTo("420784879");
  }

  @Test
  void machines_of_a_fleet_differ_in_every_key() {
    var fleet = IntStream.range(0, 4_000).mapToObj(i -> InventedMachine.of("poste", i)).toList();

    assertThat(fleet).extracting(InventedMachine::uuid).doesNotHaveDuplicates();
    assertThat(fleet).extracting(InventedMachine::serial).doesNotHaveDuplicates();
    assertThat(fleet).extracting(InventedMachine::mac).doesNotHaveDuplicates();
    assertThat(fleet).extracting(InventedMachine::device).doesNotHaveDuplicates();
  }

  @Test
  void a_typical_report_is_as_big_as_a_real_one() throws Exception {
    var machine = InventedMachine.of("poste", 1);
    var report =
        Report.of(machine, Instant.EPOCH, Packages.installed(874)).withEverythingAgentsSend();

    var xml = report.xml();

    assertThat(xml.length).isBetween(220_000, 340_000);
    assertThat(Report.zlib(xml).length).isBetween(15_000, 40_000);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new java.io.ByteArrayInputStream(xml));
    assertThat(document.getElementsByTagName("SOFTWARES").getLength()).isEqualTo(874);
  }

  @Test
  void five_percent_changed_means_five_percent_of_the_versions() {
    var before = Packages.installed(800);
    var after = Packages.installed(800, 1, 5);

    var changed = IntStream.range(0, 800).filter(i -> !before.get(i).equals(after.get(i))).count();

    assertThat(changed).isEqualTo(40);
  }
}
