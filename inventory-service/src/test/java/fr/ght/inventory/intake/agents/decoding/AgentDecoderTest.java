package fr.ght.inventory.intake.agents.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Observation.Disk;
import fr.ght.inventory.domain.asset.Observation.Firmware;
import fr.ght.inventory.domain.asset.Observation.Hull;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Contact;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Prolog;
import fr.ght.inventory.intake.agents.decoding.AgentRequest.Format;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDecoderTest {
  private static final Instant RECEIVED = Instant.parse("2026-07-24T08:00:00Z");
  private static final String CARD = "00:1b:63:84:45:e6";

  private final AgentDecoder decoder = new AgentDecoder(16 << 20);

  @Test
  void a_fusioninventory_report_is_read_whole() {
    var observation = observation(Bodies.fixture("fusioninventory.xml"));

    assertThat(observation.device()).isEqualTo("radio-poste-042-2026-01-05-09-00-00");
    assertThat(observation.at()).isEqualTo("2026-03-02T04:15:30Z");
    assertThat(observation.partial()).isFalse();
    assertThat(observation.hull())
        .isEqualTo(
            new Hull("radio-poste-042", "4c4c4544-0042-3510-8052-b4c04f4e3032", 16384, "Desktop"));
    assertThat(observation.firmware())
        .isEqualTo(new Firmware("ACME", "Workstation 3", "ACME-0042"));
    assertThat(observation.processors()).containsExactly("Invented CPU @ 2.40GHz");
    assertThat(observation.operatingSystem())
        .isEqualTo(
            new OperatingSystem(
                "Debian GNU/Linux 12 (bookworm)", "12.11", "6.1.0-40-amd64", "x86_64"));
    assertThat(observation.disks())
        .containsExactly(new Disk("nvme0n1", "Invented SSD 512", 512110L));
    assertThat(observation.software())
        .containsExactly(
            new Software("firefox-esr", "128.3.1esr-1~deb12u1", "Debian", "amd64"),
            new Software("Visionneuse d'imagerie & PACS — été", null, null, null));
  }

  @Test
  void an_interface_listed_once_for_each_address_is_one_interface() {
    assertThat(observation(Bodies.fixture("fusioninventory.xml")).network())
        .contains(
            new NetworkInterface("enp3s0", CARD, List.of("192.0.2.42", "2001:db8::42"), true));
  }

  @Test
  void an_ocs_report_is_read_in_its_own_dialect() {
    var observation = observation(Bodies.fixture("ocs.xml"));

    assertThat(observation.at()).isEqualTo(RECEIVED);
    assertThat(observation.hull())
        .isEqualTo(
            new Hull("radio-poste-042", "4c4c4544-0042-3510-8052-b4c04f4e3032", 16384, "Desktop"));
    assertThat(observation.processors()).containsExactly("Invented CPU @ 2.40GHz");
    assertThat(observation.operatingSystem())
        .isEqualTo(new OperatingSystem("Debian GNU/Linux 12", "12", null, "x86_64"));
    assertThat(observation.disks()).containsExactly(new Disk("nvme0n1", null, 512110L));
    assertThat(observation.network())
        .containsExactly(
            new NetworkInterface(
                "enp3s0", CARD, List.of("192.0.2.42", "192.0.2.43", "2001:db8::42"), true));
    assertThat(observation.software())
        .containsExactly(new Software("firefox-esr", "128.3.1esr-1~deb12u1", null, "amd64"));
  }

  @Test
  void a_glpi_report_in_json_reads_like_the_same_machine_in_xml() {
    var json = observation(Bodies.fixture("glpi.json"));
    var xml = observation(Bodies.fixture("fusioninventory.xml"));

    assertThat(json).usingRecursiveComparison().ignoringFields("device", "network").isEqualTo(xml);
    assertThat(physicalCards(json)).isEqualTo(physicalCards(xml));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fusioninventory.xml", "ocs.xml", "glpi.json", "glpi-partial.json"})
  void every_agent_tells_the_same_keys_of_one_machine(String fixture) {
    var observation = observation(Bodies.fixture(fixture));

    assertThat(observation.hull().uuid()).isEqualTo("4c4c4544-0042-3510-8052-b4c04f4e3032");
    assertThat(observation.firmware().serial()).isEqualTo("ACME-0042");
    if (observation.network() != null) {
      assertThat(physicalCards(observation)).contains(CARD);
    }
  }

  @Test
  void a_partial_report_mentions_only_what_changed() {
    var observation = observation(Bodies.fixture("glpi-partial.json"));

    assertThat(observation.partial()).isTrue();
    assertThat(observation.software()).hasSize(1);
    assertThat(observation.network()).isNull();
    assertThat(observation.disks()).isNull();
    assertThat(observation.processors()).isNull();
    assertThat(observation.operatingSystem()).isNull();
  }

  @Test
  void a_windows_report_keeps_real_cards_and_fixed_disks() {
    var observation = observation(Bodies.fixture("windows.xml"));

    assertThat(physicalCards(observation)).containsExactly("a4:bb:6d:00:11:22");
    assertThat(observation.disks()).extracting(Disk::model).containsExactly("Invented NVMe");
    assertThat(observation.hull().uuid()).isEqualTo("00000000-0000-4000-8000-0000000000aa");
    assertThat(observation.operatingSystem())
        .isEqualTo(
            new OperatingSystem(
                "Microsoft Windows 11 Professionnel", "23H2", "10.0.22631", "64-bit"));
    assertThat(observation.software()).hasSize(1);
  }

  @Test
  void a_network_device_is_read_as_far_as_the_platform_uses_it() {
    var report = inventory(Bodies.fixture("switch.json"));

    assertThat(report.itemType()).isEqualTo("NetworkEquipment");
    assertThat(report.observation().firmware())
        .isEqualTo(new Firmware("ACME Networks", "S48", "SW-0001"));
    assertThat(report.observation().hull().name()).isEqualTo("switch-urgences");
    assertThat(physicalCards(report.observation())).containsExactly("00:1a:2b:3c:4d:5e");
    assertThat(report.observation().hull().chassis()).isEqualTo("NetworkEquipment");
  }

  @ParameterizedTest
  @CsvSource({
    "switch.json, NETWORK_DEVICE",
    "printer.json, PRINTER",
    "phone.json, PHONE",
    "hypervisor.json, SERVER",
    "glpi.json, WORKSTATION",
    "fusioninventory.xml, WORKSTATION"
  })
  void what_is_no_computer_is_of_its_own_kind(String fixture, AssetKind kind) {
    var observation = observation(Bodies.fixture(fixture));
    var system = observation.operatingSystem();
    assertThat(AssetKind.of(observation.hull().chassis(), system == null ? null : system.name()))
        .isEqualTo(kind);
  }

  @Test
  void an_agent_that_does_not_know_what_it_found_may_still_know_its_type() {
    var unmanaged =
        new String(Bodies.fixture("switch.json"), StandardCharsets.UTF_8)
            .replace("NetworkEquipment", "Unmanaged");
    assertThat(observation(Bodies.bytes(unmanaged)).hull().chassis()).isEqualTo("Networking");
    assertThat(
            observation(Bodies.bytes(unmanaged.replace("\"type\"", "\"typo\""))).hull().chassis())
        .isEqualTo("Unmanaged");
  }

  @Test
  void a_host_tells_of_its_virtual_machines_and_databases() {
    var hosted = inventory(Bodies.fixture("hypervisor.json")).hosted();

    assertThat(hosted)
        .extracting(one -> one.hull().name())
        .containsExactly(
            "srv-labo",
            "vieux-serveur",
            "sans-uuid",
            "hote-1",
            "PostgreSQL (hote-1)",
            "PostgreSQL (hote-1)");
    assertThat(hosted).allMatch(one -> one.at().equals(Instant.parse("2026-03-02T04:15:30Z")));
    assertThat(hosted.getFirst().hull())
        .isEqualTo(
            new Hull(
                "srv-labo",
                "c37f7ce8-af95-4676-b454-0959f2c5e162",
                8192,
                AssetKind.LISTED_MACHINE));
    assertThat(physicalCards(hosted.getFirst())).containsExactly("52:54:00:12:34:56");
    assertThat(hosted.get(3).hull().uuid()).as("it is not its own host").isNull();
    assertThat(hosted.get(4).firmware())
        .isEqualTo(new Firmware("PostgreSQL Global Development Group", "PostgreSQL 17.5", null));
    assertThat(hosted).extracting(Observation::device).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fusioninventory.xml",
        "ocs.xml",
        "glpi.json",
        "glpi-partial.json",
        "windows.xml",
        "switch.json",
        "printer.json",
        "phone.json",
        "hypervisor.json"
      })
  void no_secret_and_nothing_of_a_person_gets_into_an_observation(String fixture) {
    assertThat(inventory(Bodies.fixture(fixture)).toString()).doesNotContain("CANARY");
  }

  @Test
  void every_compression_is_told_by_its_first_bytes() {
    var xml = Bodies.fixture("fusioninventory.xml");
    var plain = decoder.decode(xml, RECEIVED);

    assertThat(plain.compression()).isEqualTo(Compression.NONE);
    assertThat(plain.inflatedSize()).isEqualTo(xml.length);
    for (int level : new int[] {1, 5, 6, 9}) {
      assertThat(decoder.decode(Bodies.zlib(xml, level), RECEIVED))
          .isEqualTo(new AgentRequest(plain.message(), Compression.ZLIB, Format.XML, xml.length));
    }
    assertThat(decoder.decode(Bodies.gzip(xml), RECEIVED))
        .isEqualTo(new AgentRequest(plain.message(), Compression.GZIP, Format.XML, xml.length));
  }

  @Test
  void prologs_and_contacts_are_told_apart() {
    assertThat(message(Bodies.bytes(Bodies.PROLOG)))
        .isEqualTo(new Prolog("radio-poste-042-2026-01-05-09-00-00"));
    assertThat(message(Bodies.zlib(Bodies.bytes(Bodies.CONTACT))))
        .isEqualTo(new Contact("radio-poste-042-2026-01-05-10-00-00"));
  }

  @Test
  void what_follows_a_complete_compressed_body_is_not_read() {
    var body = Bodies.zlib(Bodies.bytes(Bodies.PROLOG));
    var longer = java.util.Arrays.copyOf(body, body.length + 7);

    assertThat(message(longer)).isInstanceOf(Prolog.class);
  }

  @Test
  void latin_1_in_a_document_declared_utf_8_reads_as_what_was_meant() {
    var content =
        "<SOFTWARES><NAME>Gestion des rendez-vous – été</NAME></SOFTWARES>"
            + "<SOFTWARES><NAME>Caf\u00e9 \u20ac</NAME></SOFTWARES>";
    var mixed = mixed(content);

    assertThat(observation(mixed).software())
        .extracting(Software::name)
        .containsExactly("Gestion des rendez-vous – été", "Café €");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252"})
  void a_document_that_declares_its_latin_charset_is_read(String charset) {
    var text =
        "<?xml version=\"1.0\" encoding=\"%s\"?><REQUEST><CONTENT><HARDWARE><NAME>hôpital-é</NAME>"
                .formatted(charset)
            + "</HARDWARE></CONTENT><DEVICEID>a</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>";

    assertThat(observation(text.getBytes(Charset.forName(charset))).hull().name())
        .isEqualTo("hôpital-é");
  }

  @Test
  void characters_beyond_the_basic_plane_survive_any_buffer_boundary() {
    var name = "🏥".repeat(100);
    for (int shift = 0; shift < 5; shift++) {
      var padding = "<ENVS>" + "x".repeat(8 * 1024 - 100 + shift) + "</ENVS>";
      var content = padding + "<SOFTWARES><NAME>" + name + "</NAME></SOFTWARES>";

      assertThat(observation(Bodies.inventory(content)).software())
          .extracting(Software::name)
          .containsExactly(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01 10:00:00,,2026-07-01T08:00:00Z",
    "2026-01-15 10:00:00,,2026-01-15T09:00:00Z",
    "2026/07/01 10:00:00,,2026-07-01T08:00:00Z",
    "2026-07-01T10:00:00,+0000,2026-07-01T10:00:00Z",
    "2026-07-01 10:00:00,-0300,2026-07-01T13:00:00Z",
    "2026-07-01 10:00,+02:00,2026-07-01T08:00:00Z",
    "2026-07-01T10:00:00Z,+0200,2026-07-01T10:00:00Z",
    "2026-07-01 10:00:00+0100,,2026-07-01T09:00:00Z",
    "2026-07-01 10:00:00,nonsense,2026-07-01T08:00:00Z",
    "2026-07-24 10:04:59,,2026-07-24T08:04:59Z",
  })
  void the_observation_time_is_the_reports_own(String date, String offset, String expected) {
    assertThat(observedAt(date, offset)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-07-24 10:05:01", "2027-01-01 00:00:00", "2026-13-45 99:00"})
  void an_absent_unreadable_or_future_date_gives_way_to_the_receipt(String date) {
    assertThat(observedAt(date, null)).isEqualTo(RECEIVED);
  }

  @Test
  void wrong_types_in_optional_fields_become_absent() {
    var observation =
        observation(
            Bodies.bytes(
                """
                {"deviceid": "a-device", "itemtype": 7, "partial": "maybe", "tag": {}, "content": {
                  "hardware": {"name": ["x", {"y": 1}], "memory": "plenty", "uuid": 12, "chassis_type": {"a": []}},
                  "bios": [],
                  "cpus": "fast",
                  "networks": [{"mac": true, "ipaddress": [null, "192.0.2.1", "never", 5]}, "eth0", 3],
                  "operatingsystem": 3.14,
                  "storages": [{"name": "sda", "disksize": 1e400}, {"name": "sdb", "disksize": -5}],
                  "softwares": [{"name": 7, "version": 1.50}, {"name": null}, {}, null],
                  "accesslog": {"logdate": false}}}
                """));

    assertThat(observation.hull()).isEqualTo(new Hull("x", null, null, null));
    assertThat(observation.firmware()).isNull();
    assertThat(observation.processors()).isNull();
    assertThat(observation.operatingSystem()).isNull();
    assertThat(observation.disks())
        .containsExactly(new Disk("sda", null, null), new Disk("sdb", null, null));
    assertThat(observation.software()).containsExactly(new Software("7", "1.50", null, null));
    assertThat(observation.network())
        .containsExactly(new NetworkInterface(null, null, List.of("192.0.2.1"), false));
    assertThat(observation.at()).isEqualTo(RECEIVED);
  }

  @Test
  void a_section_that_is_absent_differs_from_one_that_is_empty() {
    var absent = observation(Bodies.bytes("{\"deviceid\":\"a\",\"content\":{}}"));
    var empty = observation(Bodies.bytes("{\"deviceid\":\"a\",\"content\":{\"softwares\":[]}}"));
    var glitch = observation(Bodies.inventory("<STORAGES/><SOFTWARES/><BIOS></BIOS>"));

    assertThat(absent.software()).isNull();
    assertThat(empty.software()).isEmpty();
    assertThat(glitch.disks()).isNull();
    assertThat(glitch.software()).isNull();
    assertThat(glitch.firmware()).isNull();
  }

  @Test
  void values_that_cannot_be_kept_as_they_are_are_mended() {
    var observation =
        observation(
            Bodies.bytes(
                """
                {"deviceid":"a\\u0000b","content":{"softwares":[
                  {"name":"x\\u0000y\\u0007z"},{"name":"half \\ud83c pair"},{"name":"\\u0000"},
                  {"name":"%s"}]}}
                """
                    .formatted("n".repeat(1_000))));

    assertThat(observation.device()).isEqualTo("a b");
    assertThat(observation.software())
        .extracting(Software::name)
        .containsExactly("x y z", "half \ufffd pair", "n".repeat(300));
  }

  @Test
  void unknown_sections_and_fields_are_skipped() {
    var content =
        "<FUTURE><A><B><C>x</C></B></A></FUTURE><HARDWARE><NEW><X>1</X></NEW><NAME>n</NAME></HARDWARE>";

    assertThat(observation(Bodies.inventory(content)).hull().name()).isEqualTo("n");
  }

  @Test
  void a_text_in_several_pieces_is_one_value() {
    var content = "<HARDWARE><NAME>a&amp;b<![CDATA[<c>]]><!-- no -->d&#233;</NAME></HARDWARE>";

    assertThat(observation(Bodies.inventory(content)).hull().name()).isEqualTo("a&b<c>dé");
  }

  @Test
  void reports_of_many_entries_are_taken_and_of_too_many_refused_with_the_reason() {
    var entry = "<SOFTWARES><NAME>s%d</NAME></SOFTWARES>";
    var many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append(entry.formatted(i));
    }
    assertThat(observation(Bodies.inventory(many.toString())).software()).hasSize(20_000);

    many.append(entry.formatted(20_000));
    assertThatThrownBy(() -> observation(Bodies.inventory(many.toString())))
        .isInstanceOf(UnreadableBody.class)
        .hasMessageContaining("20000 entries");
  }

  @Test
  void an_event_may_carry_a_report_observed_at_its_own_time() {
    var at = Instant.parse("2026-01-01T00:00:00Z");
    var report = inventory(Bodies.fixture("glpi.json"));

    assertThat(report.observedAt(at).observation())
        .usingRecursiveComparison()
        .ignoringFields("at")
        .isEqualTo(report.observation());
    assertThat(report.observedAt(at).observation().at()).isEqualTo(at);
  }

  private static byte[] mixed(String content) {
    var utf8 = new String(Bodies.inventory(content), StandardCharsets.UTF_8);
    int cut = utf8.indexOf("Caf");
    var first = utf8.substring(0, cut).getBytes(StandardCharsets.UTF_8);
    var rest = utf8.substring(cut).getBytes(Charset.forName("windows-1252"));
    var both = java.util.Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, both, first.length, rest.length);
    return both;
  }

  private Instant observedAt(String date, String offset) {
    var zone =
        offset == null
            ? ""
            : "<OPERATINGSYSTEM><TIMEZONE><OFFSET>%s</OFFSET></TIMEZONE></OPERATINGSYSTEM>"
                .formatted(offset);
    return observation(
            Bodies.inventory("<ACCESSLOG><LOGDATE>" + date + "</LOGDATE></ACCESSLOG>" + zone))
        .at();
  }

  private static List<String> physicalCards(Observation observation) {
    return observation.network().stream()
        .filter(NetworkInterface::physical)
        .map(NetworkInterface::mac)
        .toList();
  }

  private Observation observation(byte[] body) {
    return inventory(body).observation();
  }

  private Inventory inventory(byte[] body) {
    return (Inventory) message(body);
  }

  private AgentMessage message(byte[] body) {
    return decoder.decode(body, RECEIVED).message();
  }
}
