package fr.ght.inventory.intake.boms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.packageurl.PackageURL;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.ProblemException;
import fr.ght.http.StrictJson;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation.Software;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cyclonedx.Version;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.parsers.JsonParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of bills of materials, and what is wrong with others. */
class DescribedTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-28T12:00:00Z");

  private final BomReader reader = new BomReader(strictJson());

  private static ObjectMapper strictJson() {
    var json = new ObjectMapper();
    new StrictJson().customize(json);
    return json;
  }

  private Described described(String bom) {
    return described(bom, null);
  }

  private Described described(String bom, @Nullable Boolean isWhole) {
    return Described.of(reader.read(BomFiles.bytes(bom)), isWhole, RECEIVED);
  }

  private static String bom(String fields) {
    return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",%s}".formatted(fields);
  }

  private ProblemException refused(String bom) {
    return catchThrowableOfType(ProblemException.class, () -> described(bom));
  }

  private List<String> fields(String bom) {
    return refused(bom).problem().errors().stream().map(FieldError::field).toList();
  }

  @Test
  void the_bills_of_materials_of_these_tests_are_good_ones() throws IOException {
    var library = new JsonParser();
    assertThat(library.validate(BomFiles.bytes(BomFiles.server()), Version.VERSION_16)).isEmpty();
    assertThat(library.validate(BomFiles.bytes(BomFiles.medicalDevice()), Version.VERSION_15))
        .isEmpty();
  }

  @Test
  void a_server_shows_its_keys_its_system_and_its_software() {
    var server = described(BomFiles.server());

    assertThat(server.at()).isEqualTo(Instant.parse("2026-11-20T08:30:00.123456789Z"));
    assertThat(server.keys().texts()).containsExactly("serial/invented servers|serial-0001");
    assertThat(server.isPart()).isFalse();
    assertThat(server.named()).isEqualTo("srv-essai-01");
    assertThat(server.whole().operatingSystem()).extracting("version").isEqualTo("12");
    assertThat(server.components()).isEqualTo(9);
    assertThat(server.passedOver()).isEqualTo(3);
    assertThat(server.remarks()).isEmpty();
    assertThat(server.whole().software())
        .containsExactly(
            new Software(
                "libssl3",
                "3.0.15-1~deb12u1",
                null,
                "amd64",
                "pkg:deb/debian/libssl3@3.0.15-1~deb12u1?arch=amd64&distro=debian-12",
                "cpe:2.3:a:openssl:openssl:3.0.15:*:*:*:*:*:*:*"),
            new Software(
                "postgresql-15",
                "15.8-0+deb12u1",
                null,
                "amd64",
                "pkg:deb/debian/postgresql-15@15.8-0%2Bdeb12u1?arch=amd64&distro=debian-12",
                null),
            new Software(
                "Serveur de résultats inventé",
                "4.2.0",
                "Éditeur inventé",
                null,
                null,
                "cpe:2.3:a:invente:serveur_de_resultats:4.2.0:*:*:*:*:*:*:*"),
            new Software(
                "com.fasterxml.jackson.core/jackson-databind",
                "2.21.2",
                null,
                null,
                "pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.21.2?type=jar",
                null),
            new Software("git", "0.1.5", null, null, "pkg:npm/git@0.1.5", null));
  }

  @Test
  void a_medical_device_is_one_by_its_own_word_and_another_device_is_none_of_ours() {
    var pump = described(BomFiles.medicalDevice());
    assertThat(pump.keys().texts())
        .containsExactly("serial/invented pumps|serial-0001", "mac/02:00:5e:10:00:01");
    assertThat(kind(pump)).isEqualTo(AssetKind.MEDICAL_DEVICE);
    var unsaid = described(BomFiles.medicalDevice().replace("ght:device:chassis", "invented:x"));
    assertThat(kind(unsaid)).as("counted as no workstation").isEqualTo(AssetKind.OTHER);
  }

  private static AssetKind kind(Described described) {
    var hull = described.whole().hull();
    return AssetKind.of(hull == null ? null : hull.chassis(), null);
  }

  @Test
  void what_the_librarys_own_generator_writes_is_read() throws Exception {
    for (var version : List.of(Version.VERSION_15, Version.VERSION_16)) {
      var made = new org.cyclonedx.model.Bom();
      var subject = new Component();
      subject.setType(Component.Type.DEVICE);
      subject.setName("srv");
      var metadata = new Metadata();
      metadata.setComponent(subject);
      made.setMetadata(metadata);
      var part = new Component();
      part.setType(Component.Type.LIBRARY);
      part.setName("left-pad");
      part.setVersion("1.3.0");
      part.setPurl(new PackageURL("pkg:npm/left-pad@1.3.0"));
      made.addComponent(part);

      var read = described(BomGeneratorFactory.createJson(version, made).toJsonString());

      assertThat(read.whole().software())
          .containsExactly(
              new Software("left-pad", "1.3.0", null, null, "pkg:npm/left-pad@1.3.0", null));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application, true",
    "library, true",
    "device, false",
    "operating-system, false",
    "container, false",
  })
  void the_subject_tells_whether_all_that_is_installed_is_listed(String type, boolean part) {
    var bom = bom("\"metadata\":{\"component\":{\"type\":\"%s\",\"name\":\"x\"}}".formatted(type));
    assertThat(described(bom).isPart()).isEqualTo(part);
    assertThat(described(bom, true).isPart()).isFalse();
    assertThat(described(bom, false).isPart()).isTrue();
  }

  @Test
  void what_says_itself_that_it_is_incomplete_removes_nothing() {
    var subject =
        "\"metadata\":{\"component\":{\"type\":\"device\",\"name\":\"x\",\"bom-ref\":\"m\"}},";
    var incomplete = "\"compositions\":[{\"aggregate\":\"%s\",\"assemblies\":[\"%s\"]}]";
    assertThat(described(bom(subject + incomplete.formatted("incomplete", "m"))).isPart()).isTrue();
    assertThat(described(bom(subject + incomplete.formatted("complete", "m"))).isPart()).isFalse();
    assertThat(described(bom(subject + incomplete.formatted("incomplete", "other"))).isPart())
        .isFalse();
  }

  @Test
  void what_lists_no_program_says_nothing_of_what_is_installed() {
    var onlyFiles = bom("\"components\":[{\"type\":\"file\",\"name\":\"/etc/hosts\"}]");
    assertThat(described(onlyFiles).whole().software()).isNull();
    assertThat(described(bom("\"components\":[]")).whole().software()).isNull();
  }

  @Test
  void the_same_component_twice_is_installed_once() {
    var twice = "{\"type\":\"library\",\"name\":\"a\",\"version\":\"1\"}";
    assertThat(described(bom("\"components\":[%s,%s]".formatted(twice, twice))).software())
        .isEqualTo(1);
  }

  @Test
  void an_identifier_that_cannot_be_read_is_left_out_and_remarked_on() {
    var odd =
        described(
            bom(
                "\"components\":[{\"type\":\"library\",\"name\":\"a\",\"purl\":\"npm:a\","
                    + "\"cpe\":\"a:b\"}]"));
    assertThat(odd.whole().software()).containsExactly(new Software("a", null, null, null));
    assertThat(odd.remarks())
        .extracting(FieldError::field)
        .containsExactly("components[0].purl", "components[0].cpe");
  }

  @Test
  void a_time_in_the_future_or_of_a_reproducible_build_is_that_of_the_receipt() {
    for (var time : List.of("2026-11-28T12:06:00Z", "1970-01-01T00:00:00Z")) {
      var odd = described(bom("\"metadata\":{\"timestamp\":\"%s\"}".formatted(time)));
      assertThat(odd.at()).isEqualTo(RECEIVED);
      assertThat(odd.remarks()).extracting(FieldError::field).containsExactly("metadata.timestamp");
    }
    assertThat(described(bom("\"metadata\":{\"timestamp\":\"2026-11-28T12:00:00\"}")).at())
        .as("without offset, in Paris")
        .isEqualTo(Instant.parse("2026-11-28T11:00:00Z"));
    assertThat(fields(bom("\"metadata\":{\"timestamp\":\"yesterday\"}")))
        .containsExactly("metadata.timestamp");
  }

  @Test
  void errors_name_the_components_path_however_deep() {
    assertThat(
            fields(
                bom(
                    """
                    "metadata":{"component":{"type":"device","bom-ref":"x"}},
                    "components":[
                      {"type":"library","name":"a","bom-ref":"x","components":[{"name":"b"}]},
                      {"type":"gizmo","name":" "}]\
                    """)))
        .containsExactly(
            "metadata.component.name",
            "components[0].bom-ref",
            "components[0].components[0].type",
            "components[1].name",
            "components[1].type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"bomFormat\":\"SPDX\",\"specVersion\":\"1.6\"}",
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\"}",
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.7\"}",
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"serialNumber\":\"1\"}",
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"version\":0}",
      })
  void what_is_no_bom_of_a_known_version_is_not_valid(String body) {
    assertThat(refused(body).problem().type()).endsWith("invalid");
    assertThat(refused(body).problem().errors()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | body",
        "[] | body",
        "{\"bomFormat\": | body",
        "{\"components\":{}} | components",
        "{\"components\":[{\"name\":12}]} | components[0].name",
        "{\"components\":[{\"components\":[{\"purl\":{}}]}]} | components[0].components[0].purl",
        "{\"metadata\":{\"timestamp\":12}} | metadata.timestamp",
        "{\"version\":\"1\"} | version",
      })
  void what_has_not_the_shape_of_a_bom_cannot_be_read(String body, String field) {
    assertThat(refused(body).problem().status()).isEqualTo(400);
    assertThat(fields(body)).containsExactly(field);
  }

  @Test
  void xml_is_told_to_come_as_json() {
    for (var xml : List.of("<?xml version=\"1.0\"?><bom/>", "\uFEFF  <bom/>")) {
      assertThat(refused(xml).problem().code()).isEqualTo("XML_NOT_TAKEN");
      assertThat(refused(xml).problem().status()).isEqualTo(415);
    }
    assertThat(described("\uFEFF" + bom("\"version\":1")).components()).isZero();
  }

  @Test
  void as_many_components_as_an_agents_report_may_have_and_no_more() {
    assertThat(described(many(Listed.MOST)).software()).isEqualTo(Listed.MOST);
    assertThat(refused(many(Listed.MOST + 1)).problem().code()).isEqualTo("TOO_MANY_COMPONENTS");
  }

  private static String many(int components) {
    return bom(
        IntStream.range(0, components)
            .mapToObj("{\"type\":\"library\",\"name\":\"n%d\"}"::formatted)
            .collect(Collectors.joining(",", "\"components\":[", "]")));
  }

  @Test
  void a_heap_of_nothing_is_turned_down_while_it_is_read() {
    var heap = bom("\"components\":[" + "{},".repeat(2_500_000) + "{}]");
    assertThat(refused(heap).problem().status()).isEqualTo(400);
    assertThat(fields(heap)).containsExactly("body");
  }

  @Test
  void components_may_nest_but_not_without_end() {
    assertThat(described(nested(20)).software()).isEqualTo(21);
    assertThat(fields(nested(40))).containsExactly("body");
    assertThat(fields(nested(100_000))).containsExactly("body");
  }

  private static String nested(int levels) {
    var open = "{\"type\":\"library\",\"name\":\"n%d\",\"components\":[";
    var text = new StringBuilder();
    for (int level = 0; level < levels; level++) {
      text.append(open.formatted(level));
    }
    return bom(
        "\"components\":["
            + text
            + "{\"type\":\"library\",\"name\":\"last\"}"
            + "]}".repeat(levels)
            + "]");
  }

  @Test
  void the_heap_of_a_real_tool_is_passed_over_where_it_is_not_used() {
    var unused =
        bom(
            """
            "dependencies":[{"ref":"a"}],"vulnerabilities":[{"id":"x"}],"invented":{"a":[1,2]},
            "components":[{"type":"library","name":"a","evidence":{"identity":[{"field":"purl"}]},
              "licenses":[{"expression":"MIT"}],"hashes":[{"alg":"MD5","content":"x"}]}]\
            """);
    assertThat(described(unused).software()).isEqualTo(1);
  }
}
