package fr.ght.inventory.documentation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.intake.ApplicationBody;
import fr.ght.inventory.intake.contracts.ContractBody;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of each fact and event, made from the records that are written and read. */
final class Shapes {
  static final String MACHINE_REPORTED = "fr.ght.intake.machine-reported.v1";
  static final String BOM_REPORTED = "fr.ght.intake.bom-reported.v1";
  static final String APPLICATION_DECLARED = "fr.ght.intake.application-declared.v1";
  static final String APPLICATION_DECOMMISSIONED = "fr.ght.intake.application-decommissioned.v1";

  static final String CONTRACT_SIGNED = "fr.ght.intake.contract-signed.v1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FINESS = "^([0-9]{2}|2[AB])[0-9]{7}$";

  private final SchemaGenerator generator = generator();

  private static SchemaGenerator generator() {
    // Draft 7 is what every reader of AsyncAPI 3 must understand.
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES)
            .with(Option.INLINE_ALL_SCHEMAS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder.forFields().withRequiredCheck(Shapes::isRequired);
    return new SchemaGenerator(builder.build());
  }

  private static boolean isRequired(FieldScope field) {
    var member = field.getRawMember();
    var said = member.getAnnotation(Schema.class);
    return (said != null && said.required())
        || !member.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Of all facts and events, by the type's name. */
  Map<String, ObjectNode> all() {
    var all = new TreeMap<String, ObjectNode>();
    all.putAll(facts());
    all.put(MACHINE_REPORTED, report());
    all.put(APPLICATION_DECLARED, application(true));
    all.put(APPLICATION_DECOMMISSIONED, application(false));
    all.put(BOM_REPORTED, bom());
    all.put(CONTRACT_SIGNED, contract());
    return all;
  }

  /** A reader passes over what it does not know, so no schema closes its object. */
  Map<String, ObjectNode> facts() {
    var all = new TreeMap<String, ObjectNode>();
    for (var name : FactTypes.INVENTORY.names()) {
      Class<? extends InventoryFact> shape = FactTypes.INVENTORY.shapeOf(name);
      all.put(name, titled(name, shape.getSimpleName(), generator.generateSchema(shape)));
    }
    return all;
  }

  private ObjectNode application(boolean declared) {
    return declared
        ? pushed(
            APPLICATION_DECLARED, "ApplicationDeclaration", "application", ApplicationBody.class)
        : nothingRequired(
            pushed(
                APPLICATION_DECOMMISSIONED,
                "ApplicationDecommissioning",
                "application",
                ApplicationBody.class));
  }

  /** What is pushed is signed: a draft is nobody else's business. */
  private ObjectNode contract() {
    var made = pushed(CONTRACT_SIGNED, "ContractSigning", "contract", ContractBody.class);
    made.withArray("/required").add("signedOn");
    return made;
  }

  /** The REST body, with the id; what the envelope says need not be said again. */
  private ObjectNode pushed(String type, String title, String what, Class<?> body) {
    var made = titled(type, title, generator.generateSchema(body));
    var properties = made.withObject("/properties");
    properties
        .withObject("/id")
        .put("type", "string")
        .put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
        .put("description", "the " + what + "; if the envelope has no subject");
    properties
        .withObject("/establishment")
        .put("pattern", FINESS)
        .put("description", "FINESS of the legal entity; if the envelope does not say it");
    var required = made.withArray("/required");
    for (int i = required.size() - 1; i >= 0; i--) {
      if (required.get(i).asText().equals("establishment")) {
        required.remove(i);
      }
    }
    return made.put("additionalProperties", false);
  }

  private static ObjectNode nothingRequired(ObjectNode made) {
    made.remove("required");
    return made;
  }

  /** What must be there of an agent's report; the rest is what agents make of it. */
  private static ObjectNode report() {
    var made = titled(MACHINE_REPORTED, "AgentInventory", JSON.createObjectNode());
    made.put("type", "object");
    made.put(
        "description",
        "A GLPI agent's JSON inventory (github.com/glpi-project/inventory_format, MIT); only what is "
            + "told here is needed, whatever else is there is taken or passed over");
    var properties = made.withObject("/properties");
    properties.withObject("/action").put("const", "inventory");
    properties.withObject("/deviceid").put("type", "string").put("maxLength", 255);
    properties.withObject("/itemtype").put("type", "string");
    properties.withObject("/partial").put("type", "boolean");
    properties.withObject("/content").put("type", "object");
    made.withArray("/required").add("deviceid").add("content");
    return made;
  }

  /** What must be there of a bill of materials; CycloneDX's own schemas say the rest. */
  private static ObjectNode bom() {
    var made = titled(BOM_REPORTED, "CycloneDxBom", JSON.createObjectNode());
    made.put("type", "object");
    made.put(
        "description",
        "A CycloneDX bill of materials as JSON (ECMA-424, cyclonedx.org/docs/1.6/json); only what is "
            + "told here is needed, whatever else is there is taken or passed over");
    var properties = made.withObject("/properties");
    properties.withObject("/bomFormat").put("const", "CycloneDX");
    properties.withObject("/specVersion").withArray("/enum").add("1.5").add("1.6");
    properties.withObject("/serialNumber").put("type", "string");
    properties.withObject("/version").put("type", "integer").put("minimum", 1);
    properties.withObject("/metadata").put("type", "object");
    properties.withObject("/components").put("type", "array").put("maxItems", 20_000);
    made.withArray("/required").add("bomFormat").add("specVersion");
    return made;
  }

  private static ObjectNode titled(String type, String title, ObjectNode schema) {
    var all = JSON.createObjectNode();
    all.put("$schema", "http://json-schema.org/draft-07/schema#");
    all.put("$id", "urn:ght:schema:" + type);
    all.put("title", title);
    all.setAll(schema);
    return all;
  }
}
