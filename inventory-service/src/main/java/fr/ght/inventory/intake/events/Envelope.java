package fr.ght.inventory.intake.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.http.JsonProblem;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Texts;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens what was posted: one event or a batch of them. */
@Singleton
final class Envelope {
  /** More at once would keep the sender waiting for its answer too long. */
  static final int MOST_EVENTS = 1_000;

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String OTHER_CLOUDEVENTS = "application/cloudevents";
  static final String MALFORMED =
      "specversion 1.0, id, source and type must be there, time must be RFC 3339, and names of "
          + "extension attributes lower-case letters and digits";
  private static final String BINARY_MARK = "ce-specversion";

  /** One place of a batch: an event, or why there is none. */
  sealed interface Opened {}

  record Event(PushedEvent event) implements Opened {}

  record NoEvent(@Nullable String source, @Nullable String id, String reason) implements Opened {}

  private final ObjectMapper json;
  private final ObjectMapper cloudEvents =
      new ObjectMapper().registerModule(JsonFormat.getCloudEventJacksonModule());

  Envelope(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @param headers names in lower case
   * @throws Problem.ProblemException if nothing in it can be told apart as an event
   */
  List<Opened> open(Map<String, String> headers, byte[] body) {
    var mediaType =
        headers.getOrDefault("content-type", "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (mediaType.equals(BATCH)) {
      return batch(body);
    }
    if (mediaType.equals(STRUCTURED)) {
      return List.of(structured(body));
    }
    if (headers.containsKey(BINARY_MARK) && !mediaType.startsWith(OTHER_CLOUDEVENTS)) {
      return List.of(binary(headers, body));
    }
    throw Kind.UNSUPPORTED.with(
        "NOT_A_CLOUDEVENT",
        "Send a CloudEvent 1.0: %s, %s, or the binary mode with ce-specversion and its sister headers."
            .formatted(STRUCTURED, BATCH));
  }

  /**
   * @throws Problem.ProblemException if it is no event
   */
  Event structured(byte[] body) {
    return only(opened(tree(body)));
  }

  private static Event only(Opened opened) {
    return switch (opened) {
      case Event event -> event;
      case NoEvent(_, _, var reason) -> throw noEvent(reason);
    };
  }

  private List<Opened> batch(byte[] body) {
    var tree = tree(body);
    if (!tree.isArray()) {
      throw noEvent("a batch is a JSON array of events");
    }
    if (tree.size() > MOST_EVENTS) {
      throw Kind.TOO_LARGE.with(
          "TOO_MANY_EVENTS", "Send at most " + MOST_EVENTS + " events at once.");
    }
    var opened = new ArrayList<Opened>(tree.size());
    tree.forEach(element -> opened.add(opened(element)));
    return opened;
  }

  private Event binary(Map<String, String> headers, byte[] body) {
    try {
      return whole(
          PushedEvent.of(HttpMessageFactory.createReader(headers, compact(body)).toEvent()));
    } catch (CloudEventRWException | IllegalStateException e) {
      throw noEvent(MALFORMED);
    }
  }

  /**
   * @throws Problem.ProblemException if it cannot be stored
   */
  Event whole(PushedEvent event) {
    return only(opened(event));
  }

  /** As the other modes give it, so that an event is the same in every mode. */
  byte[] compact(byte[] body) {
    try {
      return body.length == 0 ? body : json.writeValueAsBytes(json.readTree(body));
    } catch (IOException e) {
      // What is no JSON is refused later, as this one event's fault.
      return body;
    }
  }

  private Opened opened(JsonNode element) {
    if (!element.isObject()) {
      return new NoEvent(null, null, "an event is a JSON object");
    }
    try {
      return opened(PushedEvent.of(cloudEvents.treeToValue(element, CloudEvent.class)));
    } catch (JsonProcessingException | RuntimeException e) {
      // The library has many words for what it cannot read; one bad event must spoil no other.
      return new NoEvent(text(element, "source"), text(element, "id"), MALFORMED);
    }
  }

  private static Opened opened(PushedEvent event) {
    return Stream.of(event.source(), event.id(), event.type(), event.subject())
            .filter(Objects::nonNull)
            .allMatch(Texts::isStorable)
        ? new Event(event)
        : new NoEvent(
            storable(event.source()),
            storable(event.id()),
            "its attributes hold characters that cannot be stored");
  }

  private static @Nullable String storable(String text) {
    return Texts.isStorable(text) ? text : null;
  }

  private JsonNode tree(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Problem.ProblemException(JsonProblem.of(e));
    } catch (IOException e) {
      throw noEvent("the body cannot be read");
    }
  }

  static Problem.ProblemException noEvent(String reason) {
    return Kind.UNREADABLE.with("NOT_A_CLOUDEVENT", "This is no CloudEvent 1.0: " + reason + ".");
  }

  private static @Nullable String text(JsonNode element, String field) {
    var value = element.path(field);
    return value.isTextual() ? storable(value.textValue()) : null;
  }
}
