package fr.ght.inventory.intake.agents.decoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of native GLPI agents into the same builder as the XML. A value of another type
 * than expected is absent, not an error: one odd driver must not cost a machine its report.
 */
final class JsonReport {
  private static final int DEEPEST = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNameLength(1_000).build())
          .build();

  private final JsonParser json;
  private final ReportBuilder report;
  private @Nullable String action;
  private @Nullable String itemType;
  private boolean content;

  private JsonReport(JsonParser json, ReportBuilder report) {
    this.json = json;
    this.report = report;
  }

  static AgentMessage read(Reader document, ReportBuilder report) {
    try (var json = FACTORY.createParser(document)) {
      return new JsonReport(json, report).request();
    } catch (StreamConstraintsException _) {
      throw UnreadableBody.tooLarge(
          "the JSON is nested deeper than "
              + DEEPEST
              + ", or holds a name or number beyond reason");
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the body, which may hold secrets.
      var at = e.getLocation();
      throw UnreadableBody.malformed(
          "the JSON cannot be read"
              + (at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr()));
    } catch (IOException _) {
      throw UnreadableBody.malformed("the body cannot be read");
    }
  }

  private AgentMessage request() throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var value = json.nextToken();
      switch (name) {
        case "action" -> action = scalar(value);
        case "deviceid" -> report.device(scalar(value));
        case "itemtype" -> itemType = scalar(value);
        case "partial" -> report.partial(isTrue(scalar(value)));
        case "content" -> content(value);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw UnreadableBody.malformed("something follows the JSON document");
    }
    return message();
  }

  private AgentMessage message() {
    return switch (action == null ? "inventory" : action) {
      case "contact" -> new AgentMessage.Contact(report.device());
      case "inventory" -> {
        if (!content) {
          throw UnreadableBody.malformed("the inventory has no content");
        }
        report.itemType(itemType);
        yield report.inventory();
      }
      default -> throw UnreadableBody.malformed("only the actions contact and inventory are taken");
    };
  }

  private void content(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    content = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var section = Section.named(json.currentName());
      var token = json.nextToken();
      if (section == null) {
        json.skipChildren();
      } else {
        section(section, token);
      }
    }
  }

  private void section(Section section, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> entry(section);
      case START_ARRAY -> {
        boolean empty = true;
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
          empty = false;
          if (item == JsonToken.START_OBJECT) {
            entry(section);
          } else {
            json.skipChildren();
          }
        }
        if (empty) {
          report.none(section);
        }
      }
      default -> {}
    }
  }

  private void entry(Section section) throws IOException {
    fields(section, "");
    report.entry(section);
  }

  private void fields(Section section, String prefix) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var field = section.field(prefix + json.currentName());
      var token = json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        fields(section, field + "/");
      } else if (token == JsonToken.START_ARRAY) {
        list(field);
      } else {
        report.value(field, scalar(token));
      }
    }
  }

  /** Several values of one field, such as the addresses of a device. */
  private void list(String field) throws IOException {
    for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
      report.value(field, scalar(item));
    }
  }

  /** The text of a string, number or boolean; null of anything else, which is skipped. */
  private @Nullable String scalar(JsonToken token) throws IOException {
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private static boolean isTrue(@Nullable String text) {
    return "true".equals(text) || "1".equals(text);
  }
}
