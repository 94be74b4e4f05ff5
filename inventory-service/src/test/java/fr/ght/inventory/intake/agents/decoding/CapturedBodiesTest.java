package fr.ght.inventory.intake.agents.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of real agents, where they lie beside the project. */
@EnabledIf("theyAreHere")
class CapturedBodiesTest {
  private static final Path BODIES = Path.of("..", "..", "shared", "data", "agents");
  private static final Instant RECEIVED = Instant.parse("2026-11-24T08:00:00Z");

  private final AgentDecoder decoder = new AgentDecoder(16 << 20);

  static boolean theyAreHere() {
    return Files.isDirectory(BODIES);
  }

  static Stream<Path> bad() throws IOException {
    return Files.list(BODIES.resolve("bad")).sorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fusioninventory-inventory.xml",
        "fusioninventory-inventory.zlib",
        "ocs-inventory.xml",
        "ocs-inventory.zlib",
        "glpi-inventory.json",
        "glpi-inventory.zlib"
      })
  void one_machine_has_the_same_keys_and_software_by_every_agent(String name) throws IOException {
    var observation = observation(name);

    assertThat(observation.network())
        .filteredOn(NetworkInterface::physical)
        .extracting(NetworkInterface::mac)
        .containsExactly("02:00:5e:10:00:01");
    assertThat(observation.software()).hasSize(874);
    assertThat(observation.disks())
        .extracting("name", "sizeMb")
        .containsExactly(org.assertj.core.groups.Tuple.tuple("vda", 274877L));
    assertThat(observation.processors()).containsExactly("AMD EPYC");
    assertThat(observation.partial()).isFalse();
    if (!name.startsWith("ocs")) {
      assertThat(observation.hull())
          .extracting("uuid", "memoryMib", "chassis")
          .containsExactly("00000000-0000-4000-8000-000000000001", 24105, "Notebook");
      assertThat(observation.firmware())
          .extracting("manufacturer", "model", "serial")
          .containsExactly("LENOVO", "ThinkPad Edge E320", "SYN-PC-0001");
    }
  }

  @Test
  void the_same_software_reads_the_same_in_xml_and_in_json() throws IOException {
    assertThat(observation("fusioninventory-inventory.zlib").software())
        .isEqualTo(observation("glpi-inventory.zlib").software());
  }

  @Test
  void a_partial_report_mentions_only_what_changed() throws IOException {
    var observation = observation("glpi-inventory-partial.zlib");

    assertThat(observation.partial()).isTrue();
    assertThat(observation.at()).isEqualTo("2026-11-23T16:57:39Z");
    assertThat(observation.software()).isNull();
    assertThat(observation.network()).isNull();
    assertThat(observation.operatingSystem()).isNull();
    assertThat(observation.hull()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fusioninventory-prolog.zlib", "ocs-prolog.zlib", "ocs-prolog.xml"})
  void prologs_are_read(String name) throws IOException {
    assertThat(message(name)).isInstanceOf(AgentMessage.Prolog.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"glpi-contact.zlib", "glpi-contact.json"})
  void contacts_are_read(String name) throws IOException {
    assertThat(message(name)).isEqualTo(new AgentMessage.Contact("poste-0001-2026-11-23-17-57-28"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void bad_bodies_are_refused(Path body) throws IOException {
    var bytes = Files.readAllBytes(body);

    assertThatThrownBy(() -> decoder.decode(bytes, RECEIVED)).isInstanceOf(UnreadableBody.class);
  }

  private Observation observation(String name) throws IOException {
    return ((AgentMessage.Inventory) message(name)).observation();
  }

  private AgentMessage message(String name) throws IOException {
    return decoder.decode(Files.readAllBytes(BODIES.resolve(name)), RECEIVED).message();
  }
}
