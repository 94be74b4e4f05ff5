package fr.ght.inventory.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import fr.ght.inventory.intake.agents.InventedReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/events} says what is sent and taken. It is made, not written: {@code
 * -Dght.renew=true} makes it anew.
 */
class EventDocumentsTest {
  private static final Path DOCUMENTS = Path.of("..", "docs", "events");
  private static final Path SAMPLES =
      Path.of("..", "contracts", "src", "main", "resources", "fr", "ght", "contracts", "samples");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> shapes = new Shapes().all();

  @Test
  void the_documents_are_those_of_the_code() throws IOException {
    var made = new EventDocuments(shapes, samplesByType()).all();
    if (Boolean.getBoolean("ght.renew")) {
      renew(made);
    }
    assertThat(found())
        .as(
            "docs/events is stale. Renew it and commit it: mvn -pl inventory-service -am test"
                + " -Dtest=EventDocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -Dght.renew=true")
        .isEqualTo(made);
  }

  private static void renew(Map<String, String> made) throws IOException {
    for (var stale : found().keySet()) {
      Files.delete(DOCUMENTS.resolve(stale));
    }
    for (var document : made.entrySet()) {
      var file = DOCUMENTS.resolve(document.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, document.getValue());
    }
  }

  private static Map<String, String> found() throws IOException {
    var all = new TreeMap<String, String>();
    if (Files.exists(DOCUMENTS)) {
      try (var files = Files.walk(DOCUMENTS)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          all.put(DOCUMENTS.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return all;
  }

  @Test
  void every_sample_of_a_fact_fits_its_schema_and_without_a_needed_field_does_not() {
    var samples = samples();
    assertThat(
            samples.keySet().stream().map(EventDocumentsTest::typeOf).collect(Collectors.toSet()))
        .as("every fact has a sample")
        .containsExactlyInAnyOrderElementsOf(new Shapes().facts().keySet());
    samples.forEach((file, sample) -> {
      var type = typeOf(file);
      assertThat(faults(type, sample)).as(file.toString()).isEmpty();
      for (var needed : shapes.get(type).path("required")) {
        var less = ((ObjectNode) sample.deepCopy()).without(needed.asText());
        assertThat(faults(type, less)).as(file + " without " + needed.asText()).isNotEmpty();
      }
    });
  }

  @Test
  void dates_and_lists_are_told_as_what_they_are() {
    var left = shapes.get("fr.ght.inventory.establishment-left-ght.v1");
    assertThat(left.at("/properties/on/type").asText()).isEqualTo("string");
    assertThat(left.at("/properties/on/format").asText()).isEqualTo("date");
    var profile = shapes.get("fr.ght.inventory.establishment-profile-recorded.v1");
    assertThat(profile.at("/properties/beds/type").asText()).isEqualTo("integer");
    assertThat(texts(profile.path("required"))).contains("from").doesNotContain("beds");
    var software = shapes.get("fr.ght.inventory.asset-software-changed.v1");
    assertThat(software.at("/properties/added/type").asText()).isEqualTo("array");
    assertThat(texts(software.at("/properties/added/items/required"))).contains("name");
  }

  @Test
  void what_is_pushed_fits_and_what_is_refused_does_not() throws IOException {
    var report = JSON.readTree(InventedReport.of("pc-1").hardware("x").json());
    assertThat(faults(Shapes.MACHINE_REPORTED, report)).isEmpty();
    assertThat(faults(Shapes.MACHINE_REPORTED, JSON.readTree("{\"deviceid\":\"x\"}"))).isNotEmpty();
    var declared =
        JSON.readTree(
            """
            {"id":"glims-chu","establishment":"420784878","function":"laboratory","product":"GLIMS",
             "version":"10.2","state":"IN_PRODUCTION","users":340}
            """);
    assertThat(faults(Shapes.APPLICATION_DECLARED, declared)).isEmpty();
    assertThat(
            faults(
                Shapes.APPLICATION_DECLARED, ((ObjectNode) declared.deepCopy()).without("product")))
        .isNotEmpty();
    assertThat(
            faults(Shapes.APPLICATION_DECLARED, ((ObjectNode) declared.deepCopy()).put("userz", 1)))
        .isNotEmpty();
    assertThat(faults(Shapes.APPLICATION_DECOMMISSIONED, JSON.readTree("{}"))).isEmpty();
    var signed =
        JSON.readTree(
            """
            {"id":"m-2024-17","kind":"RENTAL","supplier":"Éditeur","subject":"Dossier patient",
             "signedOn":"2024-01-15","start":"2024-02-01","initialTerm":"P4Y","notice":"P6M",
             "renewal":{"term":"P1Y","most":2,"tacit":true},"amount":34000.00,"amountPer":"YEAR"}
            """);
    assertThat(faults(Shapes.CONTRACT_SIGNED, signed)).isEmpty();
    for (var needed : List.of("kind", "supplier", "subject", "signedOn", "start")) {
      assertThat(faults(Shapes.CONTRACT_SIGNED, ((ObjectNode) signed.deepCopy()).without(needed)))
          .as("without " + needed)
          .isNotEmpty();
    }
  }

  @Test
  void every_reference_of_the_asyncapi_document_leads_somewhere() throws IOException {
    var documents = new EventDocuments(shapes, samplesByType()).all();
    var document = JSON.readTree(documents.get("asyncapi.json"));
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    for (var reference : document.findValuesAsText("$ref")) {
      if (reference.startsWith("#/")) {
        var at = "/" + reference.substring(2);
        assertThat(document.at(at).isMissingNode()).as(reference).isFalse();
      } else {
        assertThat(documents).containsKey(reference);
      }
    }
    assertThat(texts(document.findValues("address")))
        .contains("ght.inventory", "ght.intake", "ght.intake.{finess}", "ght.intake.rejected");
  }

  @Test
  void the_page_shows_every_type_and_needs_nothing_from_elsewhere() {
    var page = new EventDocuments(shapes, samplesByType()).all().get("index.html");
    assertThat(page).doesNotContain("<script", "http:", "https:", "src=");
    assertThat(shapes.keySet()).allMatch(type -> page.contains("id=\"" + type + "\""));
  }

  private List<ValidationMessage> faults(String type, JsonNode sample) {
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(shapes.get(type));
    return List.copyOf(
        schema.validate(
            sample, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)));
  }

  private static List<String> texts(Iterable<JsonNode> nodes) {
    return StreamSupport.stream(nodes.spliterator(), false).map(JsonNode::asText).toList();
  }

  private Map<String, JsonNode> samplesByType() {
    var all = new TreeMap<String, JsonNode>();
    samples()
        .forEach((file, sample) -> {
          if (!file.toString().contains("-minimal")) {
            all.put(typeOf(file), sample);
          }
        });
    return all;
  }

  /**
   * {@code inventory/ght-created.v1.json} is a sample of {@code fr.ght.inventory.ght-created.v1}.
   */
  private static String typeOf(Path sample) {
    var name = sample.getFileName().toString().replaceFirst("(-[a-z]+)?\\.json$", "");
    return "fr.ght." + sample.getParent().getFileName() + "." + name;
  }

  private static Map<Path, JsonNode> samples() {
    try (var files = Files.walk(SAMPLES)) {
      var all = new TreeMap<Path, JsonNode>();
      for (var file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
        all.put(file, JSON.readTree(file.toFile()));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
