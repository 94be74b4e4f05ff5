package fr.ght.inventory.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** A page of the AsyncAPI document for people: no script, nothing from elsewhere. */
final class EventPage {
  private static final String STYLE =
      """
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
      code, pre { font-family: ui-monospace, monospace; font-size: .9em }
      pre { background: #f4f4f5; padding: .75rem; overflow-x: auto }
      table { border-collapse: collapse } td, th { text-align: left; padding: .2rem 1rem .2rem 0 }
      h3 { margin-top: 2.5rem }
      """;

  private final JsonNode document;
  private final StringBuilder page = new StringBuilder();

  EventPage(JsonNode document) {
    this.document = document;
  }

  String html() {
    var title = document.at("/info/title").asText();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n");
    element("h1", title);
    element("p", document.at("/info/description").asText());
    page.append(
        "<p>For tools: <a href=\"asyncapi.json\">AsyncAPI 3</a>, and a JSON Schema of each type.</p>\n");
    element("h2", "Topics");
    document.path("channels").properties().forEach(channel -> channel(channel.getValue()));
    element("h2", "Types");
    document
        .at("/components/messages")
        .properties()
        .forEach(message -> message(message.getKey(), message.getValue()));
    return page.append("</body>\n</html>\n").toString();
  }

  private void channel(JsonNode channel) {
    page.append("<h3><code>")
        .append(escaped(channel.path("address").asText()))
        .append("</code></h3>\n");
    element("p", channel.path("description").asText());
    page.append("<ul>\n");
    channel
        .path("messages")
        .fieldNames()
        .forEachRemaining(name ->
            page.append("<li><a href=\"#%s\"><code>%s</code></a></li>\n".formatted(name, name)));
    page.append("</ul>\n");
  }

  private void message(String name, JsonNode message) {
    page.append("<h3 id=\"%s\"><code>%s</code></h3>\n".formatted(name, name));
    var schema = message.at("/payload/$ref").asText();
    if (!schema.isEmpty()) {
      page.append("<p><a href=\"%s\">JSON Schema</a></p>\n".formatted(schema));
    }
    page.append("<table>\n<tr><th>header</th><th></th></tr>\n");
    message
        .at("/headers/properties")
        .properties()
        .forEach(header ->
            page.append(
                "<tr><td><code>%s</code></td><td>%s</td></tr>\n"
                    .formatted(
                        header.getKey(), escaped(header.getValue().path("description").asText()))));
    page.append("</table>\n");
    StreamSupport.stream(message.path("examples").spliterator(), false)
        .forEach(example -> element("pre", example.path("payload").toPrettyString()));
  }

  private void element(String name, String text) {
    page.append("<%s>%s</%s>\n".formatted(name, escaped(text), name));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
