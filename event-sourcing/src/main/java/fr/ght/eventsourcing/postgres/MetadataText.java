package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Metadata;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads metadata in exactly the shape in which {@link LogRow#json} writes them, which costs a tenth
 * of parsing JSON: there is one to read for every event of the log.
 */
final class MetadataText {
  private static final String SUBJECT = "{\"actor\":{\"subject\":";
  private static final String ROLE = ",\"role\":";
  private static final String COMMAND = "},\"command\":";
  private static final String CORRELATION = ",\"correlation\":";
  private static final String CAUSATION = ",\"causation\":";
  private static final int UUID_LENGTH = 36;

  private final String json;
  private int at;
  private boolean plain = true;

  private MetadataText(String json) {
    this.json = json;
  }

  /** Null for any other shape, and for texts with escapes: those need a parser. */
  static @Nullable Metadata read(String json) {
    var text = new MetadataText(json);
    try {
      var subject = text.string(SUBJECT);
      var role = text.string(ROLE);
      var command = text.uuid(COMMAND);
      var correlation = text.uuid(CORRELATION);
      var causation = text.uuid(CAUSATION);
      text.expect("}");
      return text.plain && text.at == json.length() && correlation != null
          ? new Metadata(new Actor(subject, role), command, correlation, causation)
          : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private void expect(String next) {
    plain &= json.startsWith(next, at);
    at += next.length();
  }

  private String string(String name) {
    expect(name);
    expect("\"");
    int end = plain ? json.indexOf('"', at) : -1;
    if (end < 0) {
      plain = false;
      return "";
    }
    var value = json.substring(at, end);
    plain = value.indexOf('\\') < 0;
    at = end + 1;
    return value;
  }

  private @Nullable UUID uuid(String name) {
    expect(name);
    if (plain && json.startsWith("null", at)) {
      at += "null".length();
      return null;
    }
    var value = string("");
    plain &= value.length() == UUID_LENGTH;
    return plain ? UUID.fromString(value) : null;
  }
}
