package fr.ght.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.ght.contracts.InventoryFact.*;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples are kept for ever: what was once sent must be read by every later program. */
class InventorySamplesTest {
  private static final Path SAMPLES =
      Path.of("src/main/resources/fr/ght/contracts/samples/inventory");
  private static final String GHT = "ght-loire";
  private static final String CHU = "420784878";
  private static final String CH = "420013492";
  private static final String ASSET = "4b0e2f6e-6c35-4c1e-9d2a-0d6b6f1f7a10";
  private static final String APP = "dpi-chu";
  private static final String ESR = "mozilla.firefox-esr";
  private static final String INCIDENT = CHU + "/ambiguous-machine/pc-12";
  private static final String CREDENTIAL = "9b1e3f0a-7c2d-4e58-8f61-3d0a5c7b9e24";
  private static final String CONTRACT = "contrat-dpi";
  private static final LocalDate SIGNED = LocalDate.parse("2024-01-15");
  private static final LocalDate START = LocalDate.parse("2024-02-01");
  private static final LocalDate END = LocalDate.parse("2028-02-01");
  private static final LocalDate NEXT_END = LocalDate.parse("2029-02-01");
  private static final LocalDate NOTICE = LocalDate.parse("2027-08-01");
  private static final String EDITOR = "Éditeur de santé SA";
  private static final ContractTerms TERMS =
      new ContractTerms(
          "RENTAL",
          "OPERATING",
          EDITOR,
          "Dossier patient",
          "2024-017",
          START,
          "P4Y",
          new ContractRenewal("P1Y", 2, true),
          "P6M",
          END,
          NOTICE,
          new ContractPrice(new BigDecimal("34000.00"), "YEAR"));
  private static final ContractTerms ENDLESS =
      new ContractTerms(
          "LICENCE_PURCHASE",
          "INVESTMENT",
          EDITOR,
          "Licences",
          null,
          START,
          null,
          null,
          null,
          null,
          null,
          null);
  private static final LocalDate DAY = LocalDate.parse("2016-07-01");
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

  /** What each sample says. */
  private static final Map<String, InventoryFact> SAID =
      Map.ofEntries(
          Map.entry("ght-created.v1", new GhtCreated(GHT, "GHT Loire")),
          Map.entry("ght-renamed.v1", new GhtRenamed(GHT, "GHT de la Loire")),
          Map.entry(
              "establishment-joined-ght.v1",
              new EstablishmentJoinedGht(GHT, CHU, "CHU de Saint-Étienne", "SUPPORT", DAY)),
          Map.entry(
              "establishment-left-ght.v1",
              new EstablishmentLeftGht(GHT, CH, LocalDate.parse("2018-01-01"))),
          Map.entry(
              "support-establishment-changed.v1", new SupportEstablishmentChanged(GHT, CHU, DAY)),
          Map.entry(
              "establishment-profile-recorded.v1",
              new EstablishmentProfileRecorded(GHT, CHU, DAY, 1900, 7500, 4000, 60)),
          Map.entry(
              "establishment-profile-recorded.v1-minimal",
              new EstablishmentProfileRecorded(GHT, CHU, DAY, null, null, null, null)),
          Map.entry(
              "asset-discovered.v1", new AssetDiscovered(ASSET, CHU, "WORKSTATION", "pc-12", NOON)),
          Map.entry(
              "asset-hardware-changed.v1",
              new AssetHardwareChanged(
                  ASSET,
                  CHU,
                  "WORKSTATION",
                  "pc-12",
                  "Dell Inc.",
                  "OptiPlex 7010",
                  "8KX12D2",
                  "4c4c4544-004b-5810-8031-b8c04f313244",
                  "Intel Core i5-3470",
                  8192,
                  500_107L,
                  List.of("00:11:22:33:44:55"),
                  List.of("10.42.0.12", "2001:db8::12"),
                  NOON)),
          Map.entry(
              "asset-hardware-changed.v1-minimal",
              new AssetHardwareChanged(
                  ASSET, CHU, "OTHER", null, null, null, null, null, null, null, null, List.of(),
                  List.of(), NOON)),
          Map.entry(
              "asset-operating-system-changed.v1",
              new AssetOperatingSystemChanged(
                  ASSET, CHU, "Debian GNU/Linux", "12", "6.1.0-28-amd64", "x86_64", NOON)),
          Map.entry(
              "asset-operating-system-changed.v1-minimal",
              new AssetOperatingSystemChanged(
                  ASSET, CHU, "Debian GNU/Linux", null, null, null, NOON)),
          Map.entry(
              "asset-software-changed.v1",
              new AssetSoftwareChanged(
                  ASSET, CHU, List.of(firefox("128.0")), List.of(firefox("127.0.2")), 150, NOON)),
          Map.entry(
              "asset-software-changed.v1-minimal",
              new AssetSoftwareChanged(
                  ASSET,
                  CHU,
                  List.of(new Software("7-Zip", null, null, null)),
                  List.of(),
                  1,
                  Instant.parse("2026-11-23T11:00:00.123456Z"))),
          Map.entry(
              "asset-software-changed.v1-identified",
              new AssetSoftwareChanged(
                  ASSET,
                  CHU,
                  List.of(
                      new Software(
                          "libssl3",
                          "3.0.15-1~deb12u1",
                          null,
                          "amd64",
                          "pkg:deb/debian/libssl3@3.0.15-1~deb12u1?arch=amd64",
                          "cpe:2.3:a:openssl:openssl:3.0.15:*:*:*:*:*:*:*")),
                  List.of(),
                  1,
                  Instant.parse("2026-11-23T11:00:00.123456Z"))),
          Map.entry("asset-seen.v1", new AssetSeen(ASSET, CHU, NOON)),
          Map.entry("asset-moved.v1", new AssetMoved(ASSET, CHU, CH, "Lent to the other hospital")),
          Map.entry(
              "asset-retired.v1",
              new AssetRetired(ASSET, CHU, LocalDate.parse("2026-11-23"), "Scrapped")),
          Map.entry("asset-returned.v1", new AssetReturned(ASSET, CHU, NOON)),
          Map.entry(
              "asset-silence-noted.v1",
              new AssetSilenceNoted(ASSET, CHU, Instant.parse("2026-10-24T11:00:00Z"))),
          Map.entry(
              "asset-merged.v1",
              new AssetMerged(ASSET, CHU, "7d4f3a52-1b9f-4f5d-8a44-2c9c0d8e1b21")),
          Map.entry(
              "application-declared.v1",
              new ApplicationDeclared(
                  APP, CHU, "patient-record", "Easily", "2026.1", "IN_PRODUCTION", 4200)),
          Map.entry(
              "application-declared.v1-minimal",
              new ApplicationDeclared(APP, CHU, "patient-record", "Easily", null, "PLANNED", null)),
          Map.entry(
              "application-version-changed.v1", new ApplicationVersionChanged(APP, CHU, "2026.2")),
          Map.entry(
              "application-state-changed.v1", new ApplicationStateChanged(APP, CHU, "READ_ONLY")),
          Map.entry("application-users-changed.v1", new ApplicationUsersChanged(APP, CHU, 4300)),
          Map.entry(
              "application-users-changed.v1-minimal", new ApplicationUsersChanged(APP, CHU, null)),
          Map.entry(
              "application-instance-changed.v1",
              new ApplicationInstanceChanged(APP, CHU, "easily-loire")),
          Map.entry(
              "application-instance-withdrawn.v1", new ApplicationInstanceWithdrawn(APP, CHU)),
          Map.entry("application-hosting-withdrawn.v1", new ApplicationHostingWithdrawn(APP, CHU)),
          Map.entry(
              "application-needs-changed.v1",
              new ApplicationNeedsChanged(
                  APP, CHU, 4, 3, 4, 3, Duration.ofHours(4), Duration.ofMinutes(15))),
          Map.entry(
              "application-needs-changed.v1-minimal",
              new ApplicationNeedsChanged(APP, CHU, null, null, null, null, null, null)),
          Map.entry(
              "application-hosting-changed.v1",
              new ApplicationHostingChanged(
                  APP,
                  CHU,
                  "CERTIFIED_HOST",
                  "Hébergeur inventé",
                  new HostingCertificate(
                      "HDS-2025-0001",
                      LocalDate.parse("2025-02-01"),
                      LocalDate.parse("2028-01-31")))),
          Map.entry(
              "application-hosting-changed.v1-minimal",
              new ApplicationHostingChanged(APP, CHU, "ON_PREMISE", null, null)),
          Map.entry(
              "application-interfaces-changed.v1",
              new ApplicationInterfacesChanged(
                  APP,
                  CHU,
                  List.of(
                      new ApplicationInterface("glims-chu", null, "HL7v2", "BOTH"),
                      new ApplicationInterface(null, "Dossier médical partagé", "FHIR", "SENDS")))),
          Map.entry(
              "application-interfaces-changed.v1-minimal",
              new ApplicationInterfacesChanged(APP, CHU, List.of())),
          Map.entry("application-decommissioned.v1", new ApplicationDecommissioned(APP, CHU)),
          Map.entry(
              "skill-coverage-recorded.v1",
              new SkillCoverageRecorded(CHU, "GLIMS", "EXPERT", 2, LocalDate.parse("2027-06-30"))),
          Map.entry(
              "skill-coverage-recorded.v1-minimal",
              new SkillCoverageRecorded(CHU, "GLIMS", "EXPERT", 0, null)),
          Map.entry(
              "skill-coverage-withdrawn.v1", new SkillCoverageWithdrawn(CHU, "GLIMS", "EXPERT")),
          Map.entry(
              "intake-incident-raised.v1",
              new IntakeIncidentRaised(
                  INCIDENT, CHU, "AMBIGUOUS_MACHINE", "pc-12", "Its keys fit 2 machines", NOON)),
          Map.entry(
              "intake-incident-resolved.v1",
              new IntakeIncidentResolved(INCIDENT, CHU, "Relabelled by hand")),
          Map.entry("contract-drafted.v1", new ContractDrafted(CONTRACT, CHU, TERMS)),
          Map.entry("contract-drafted.v1-minimal", new ContractDrafted(CONTRACT, CHU, ENDLESS)),
          Map.entry("contract-signed.v1", new ContractSigned(CONTRACT, CHU, SIGNED, TERMS)),
          Map.entry(
              "contract-signed.v1-minimal", new ContractSigned(CONTRACT, CHU, SIGNED, ENDLESS)),
          Map.entry("contract-corrected.v1", new ContractCorrected(CONTRACT, CHU, SIGNED, TERMS)),
          Map.entry(
              "entitlement-recorded.v1",
              new EntitlementRecorded(CONTRACT, CHU, "Microsoft Office", "MACHINE", 3000)),
          Map.entry(
              "entitlement-recorded.v1-minimal",
              new EntitlementRecorded(CONTRACT, CHU, "Microsoft Office", "NAMED_USER", null)),
          Map.entry(
              "entitlement-withdrawn.v1",
              new EntitlementWithdrawn(CONTRACT, CHU, "Microsoft Office")),
          Map.entry(
              "contract-renewed.v1",
              new ContractRenewed(
                  CONTRACT, CHU, 1, END, NEXT_END, LocalDate.parse("2028-08-01"), true)),
          Map.entry(
              "contract-renewed.v1-minimal",
              new ContractRenewed(CONTRACT, CHU, 1, END, NEXT_END, null, false)),
          Map.entry("notice-window-opened.v1", new NoticeWindowOpened(CONTRACT, CHU, NOTICE, END)),
          Map.entry(
              "contract-terminated.v1",
              new ContractTerminated(CONTRACT, CHU, LocalDate.parse("2027-06-30"), END)),
          Map.entry(
              "termination-withdrawn.v1", new TerminationWithdrawn(CONTRACT, CHU, END, NOTICE)),
          Map.entry(
              "termination-withdrawn.v1-minimal",
              new TerminationWithdrawn(CONTRACT, CHU, null, null)),
          Map.entry("contract-expired.v1", new ContractExpired(CONTRACT, CHU, END)),
          Map.entry("credential-issued.v1", new CredentialIssued(CREDENTIAL, CHU, "Bâtiment A")),
          Map.entry("credential-rotated.v1", new CredentialRotated(CREDENTIAL, CHU, NOON)),
          Map.entry("credential-revoked.v1", new CredentialRevoked(CREDENTIAL, CHU)),
          Map.entry(
              "product-catalogued.v1",
              new ProductCatalogued(GHT, ESR, "Mozilla Firefox ESR", "Mozilla", identified())),
          Map.entry(
              "product-catalogued.v1-minimal",
              new ProductCatalogued(
                  GHT,
                  "invented.garde",
                  "Garde",
                  "Éditeur inventé",
                  new ProductIdentifiers(null, null, null))),
          Map.entry(
              "product-described.v1",
              new ProductDescribed(GHT, ESR, "Mozilla Firefox ESR", "Mozilla", identified())),
          Map.entry(
              "product-alias-added.v1",
              new ProductAliasAdded(GHT, ESR, ".firefox-dsi", "Firefox DSI", "DSI du CHU")),
          Map.entry(
              "product-alias-added.v1-minimal",
              new ProductAliasAdded(GHT, ESR, ".firefox-dsi", "Firefox DSI", null)),
          Map.entry(
              "product-alias-withdrawn.v1",
              new ProductAliasWithdrawn(GHT, ESR, ".firefox-dsi", "Autre logiciel")),
          Map.entry(
              "product-merged.v1", new ProductMerged(GHT, ESR, "mozilla.firefox", "Même logiciel")),
          Map.entry(
              "normalisation-rules-adopted.v1",
              new NormalisationRulesAdopted(GHT, 2, 106, "Noms de nos logiciels")),
          Map.entry(
              "product-lifecycle-recorded.v1",
              new ProductLifecycleRecorded(
                  GHT, "firefox", "Firefox", List.of(release()), "lifecycle.json")),
          Map.entry(
              "product-lifecycle-recorded.v1-minimal",
              new ProductLifecycleRecorded(
                  null,
                  "firefox",
                  "Firefox",
                  List.of(new Release("115", null, null, null, null, null, null, null)),
                  "https://endoflife.date/api/v1/products/full")));

  private static ProductIdentifiers identified() {
    return new ProductIdentifiers(
        "cpe:2.3:a:mozilla:firefox_esr:*:*:*:*:*:*:*:*", "pkg:deb/debian/firefox-esr", "firefox");
  }

  private static Release release() {
    return new Release(
        "115",
        "115 ESR",
        LocalDate.parse("2023-07-04"),
        LocalDate.parse("2024-10-01"),
        LocalDate.parse("2026-03-24"),
        LocalDate.parse("2026-09-01"),
        false,
        "115.12.0");
  }

  private static Software firefox(String version) {
    return new Software("Mozilla Firefox (x64 fr)", version, "Mozilla", "x86_64");
  }

  static Stream<String> samples() throws IOException {
    try (var files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void todays_reader_reads_the_sample_and_writes_it_back(String sample) throws IOException {
    var fact = FactTypes.INVENTORY.read(type(sample), body(sample)).orElseThrow();
    assertThat(fact).isEqualTo(SAID.get(sample));
    assertThat(FactTypes.JSON.readTree(FactTypes.INVENTORY.write(fact)))
        .isEqualTo(FactTypes.JSON.readTree(body(sample)));
    assertThat(FactTypes.INVENTORY.nameOf(fact)).isEqualTo(type(sample));
  }

  @Test
  void every_type_has_a_sample() throws IOException {
    assertThat(samples().map(InventorySamplesTest::type)).containsAll(FactTypes.INVENTORY.names());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_a_newer_sender_adds_is_passed_over(String sample) throws IOException {
    var newer = (ObjectNode) FactTypes.JSON.readTree(body(sample));
    newer.putObject("addedLater").put("deep", true);
    assertThat(FactTypes.INVENTORY.read(type(sample), bytes(newer))).contains(SAID.get(sample));
  }

  @Test
  void a_type_of_a_newer_sender_is_no_failure() throws IOException {
    var type = "fr.ght.inventory.asset-dreamt-of.v1";
    assertThat(FactTypes.INVENTORY.read(type, bytes("{}"))).isEmpty();
    assertThat(FactTypes.INVENTORY.read("fr.ght.inventory.asset-seen.v2", bytes("{}"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_lacks_a_part_is_refused(String sample) throws IOException {
    var whole = (ObjectNode) FactTypes.JSON.readTree(body(sample));
    for (var part : requiredIn(type(sample))) {
      assertRefused(type(sample), bytes(whole.deepCopy().without(part)));
      assertRefused(type(sample), bytes(whole.deepCopy().putNull(part)));
    }
  }

  /** The smallest sample of a type has what every fact of that type has. */
  private static List<String> requiredIn(String type) throws IOException {
    var smallest = new ArrayList<String>();
    for (var sample : samples().filter(name -> type(name).equals(type)).toList()) {
      var names = new ArrayList<String>();
      FactTypes.JSON.readTree(body(sample)).fieldNames().forEachRemaining(names::add);
      if (smallest.isEmpty() || names.size() < smallest.size()) {
        smallest.clear();
        smallest.addAll(names);
      }
    }
    return smallest;
  }

  @Test
  void what_has_not_the_shape_is_refused_without_repeating_it() {
    var seen = "fr.ght.inventory.asset-seen.v1";
    for (var body :
        List.of(
            "",
            "null",
            "[]",
            "\"secret\"",
            "secret",
            "{\"secret",
            "{\"asset\":\"secret\"}",
            "{\"asset\":{\"secret\":1},\"establishment\":\"1\",\"observedAt\":\"secret\"}",
            "{\"asset\":\"a\",\"establishment\":\"1\",\"observedAt\":\"secret\"}",
            "{\"asset\":\"a\",\"establishment\":\"1\",\"observedAt\":\"2026-11-23T11:00:00Z\"} secret")) {
      assertRefused(seen, bytes(body));
    }
    assertRefused(
        "fr.ght.inventory.asset-software-changed.v1",
        bytes(
            """
            {"asset":"a","establishment":"1","added":[{"version":"secret"}],"removed":[],"total":1,
             "observedAt":"2026-11-23T11:00:00Z"}
            """));
  }

  private static void assertRefused(String type, byte[] body) {
    assertThatThrownBy(() -> FactTypes.INVENTORY.read(type, body))
        .as(new String(body, UTF_8))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith(type)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  private static String type(String sample) {
    return "fr.ght.inventory." + sample.replaceFirst("(\\.v[0-9]+).*", "$1");
  }

  private static byte[] body(String sample) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(sample + ".json"));
  }

  private static byte[] bytes(JsonNode json) {
    return bytes(json.toString());
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }
}
