package fr.ght.inventory.documentation;

import static fr.ght.inventory.documentation.Shapes.APPLICATION_DECLARED;
import static fr.ght.inventory.documentation.Shapes.APPLICATION_DECOMMISSIONED;
import static fr.ght.inventory.documentation.Shapes.BOM_REPORTED;
import static fr.ght.inventory.documentation.Shapes.MACHINE_REPORTED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents of {@code docs/events}, by their paths there: an AsyncAPI 3 document of all topics,
 * a JSON Schema of each type, and a page to read.
 */
final class EventDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PUSHED =
      List.of(MACHINE_REPORTED, BOM_REPORTED, APPLICATION_DECLARED, APPLICATION_DECOMMISSIONED);

  /** Attributes of a fact's envelope, as FactRecords writes them. */
  private static final Map<String, String> OF_FACTS =
      ordered(
          "ce_specversion", "1.0",
          "ce_id", "the event's UUID",
          "ce_type", "the name of its type and version",
          "ce_source", "urn:ght:inventory",
          "ce_subject", "its stream, the record's key",
          "ce_time", "when it happened",
          "ce_streamversion", "its place in its stream, from 1",
          "ce_recordedat", "when the log took it",
          "ce_actor", "who did it, a pseudonym",
          "ce_role", "in which role",
          "ce_correlation", "joins everything that one outside call set off");

  private static final Map<String, String> OF_PUSHED =
      ordered(
          "ce_specversion", "1.0",
          "ce_id", "with the source, the event's identity",
          "ce_source", "who tells it",
          "ce_type", "the name of its type and version");

  private static final Map<String, String> OF_REJECTED =
      ordered(
          "ght_reason", "why",
          "ght_topic", "where it came from",
          "ght_partition", "where it came from",
          "ght_offset", "where it came from",
          "ght_rejected_at", "when");

  private final Map<String, ObjectNode> shapes;
  private final Map<String, JsonNode> samples;

  /**
   * @param samples of types, by the type's name
   */
  EventDocuments(Map<String, ObjectNode> shapes, Map<String, JsonNode> samples) {
    this.shapes = shapes;
    this.samples = samples;
  }

  Map<String, String> all() {
    var all = new TreeMap<String, String>();
    var document = asyncApi();
    all.put("asyncapi.json", written(document));
    shapes.forEach((type, schema) -> all.put("schemas/" + type + ".json", written(schema)));
    all.put("index.html", new EventPage(document).html());
    return all;
  }

  private static Map<String, String> ordered(String... namesAndMeanings) {
    var all = new java.util.LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndMeanings.length; i += 2) {
      all.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
    }
    return all;
  }

  private ObjectNode asyncApi() {
    var document = JSON.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document
        .withObject("/info")
        .put("title", "GHT convergence platform: topics")
        .put("version", "1")
        .put(
            "description",
            "CloudEvents 1.0 on Kafka. Facts are promises: a version never changes, what is added may be "
                + "absent. A reader passes over types and fields that it does not know.");
    document.withObject("/info/license").put("name", "EUPL-1.2");
    document.put("defaultContentType", "application/json");
    channels(document.withObject("/channels"));
    operations(document.withObject("/operations"));
    var messages = document.withObject("/components").withObject("messages");
    shapes.forEach((type, schema) -> messages.set(type, message(type, schema)));
    messages.set("rejected", rejected());
    return document;
  }

  private void channels(ObjectNode channels) {
    var facts =
        channel(
            channels,
            "inventory",
            "ght.inventory",
            "What inventory-service tells the others, keyed by stream; in order within a stream, kept for ever.");
    shapes.keySet().stream()
        .filter(type -> !PUSHED.contains(type))
        .forEach(type -> refer(facts, type, type));
    var all =
        channel(
            channels,
            "intake",
            "ght.intake",
            "What is pushed by whoever speaks for every establishment; closed unless ght.intake.shared=true.");
    PUSHED.forEach(type -> refer(all, type, type));
    var own =
        channel(
            channels,
            "intakeOfEstablishment",
            "ght.intake.{finess}",
            "What the systems of one establishment push; only its principal may write to it.");
    own.withObject("parameters")
        .withObject("finess")
        .put("description", "FINESS number of the legal entity");
    PUSHED.forEach(type -> refer(own, type, type));
    refer(
        channel(
            channels,
            "rejected",
            "ght.intake.rejected",
            "Pushed events that were refused, as they came, with the reason; for operators."),
        "rejected",
        "rejected");
  }

  private static ObjectNode channel(
      ObjectNode channels, String name, String address, String description) {
    var channel = channels.withObject(name);
    channel.put("address", address).put("description", description);
    channel.withObject("messages");
    return channel;
  }

  private static void refer(ObjectNode channel, String name, String message) {
    ((ObjectNode) channel.get("messages")).set(name, reference("#/components/messages/" + message));
  }

  private static void operations(ObjectNode operations) {
    operation(operations, "tellFacts", "send", "inventory");
    operation(operations, "takeEvents", "receive", "intake");
    operation(operations, "takeEventsOfEstablishment", "receive", "intakeOfEstablishment");
    operation(operations, "rejectEvents", "send", "rejected");
  }

  private static void operation(ObjectNode operations, String name, String action, String channel) {
    var operation = operations.withObject(name);
    operation.put("action", action);
    operation.set("channel", reference("#/channels/" + channel));
  }

  private static ObjectNode reference(String to) {
    return JSON.createObjectNode().put("$ref", to);
  }

  private ObjectNode message(String type, ObjectNode schema) {
    var message = JSON.createObjectNode();
    message.put("name", type);
    message.put("title", schema.path("title").asText());
    message.put("contentType", "application/json");
    message.set("headers", headers(PUSHED.contains(type) ? OF_PUSHED : OF_FACTS));
    message.set("payload", reference("schemas/" + type + ".json"));
    var sample = samples.get(type);
    if (sample != null) {
      message.withArray("/examples").addObject().set("payload", sample);
    }
    return message;
  }

  private static ObjectNode rejected() {
    var message = JSON.createObjectNode();
    message.put("name", "rejected");
    message.put("title", "RejectedEvent");
    message.set("headers", headers(OF_REJECTED));
    message.withObject("/payload").put("description", "the body as it came, or its beginning");
    return message;
  }

  private static ObjectNode headers(Map<String, String> meanings) {
    var headers = JSON.createObjectNode();
    headers.put("type", "object");
    var properties = headers.withObject("/properties");
    var required = headers.withArray("/required");
    meanings.forEach((name, meaning) -> {
      properties.withObject(name).put("type", "string").put("description", meaning);
      required.add(name);
    });
    return headers;
  }

  private static String written(JsonNode document) {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return JSON.writer(printer).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
