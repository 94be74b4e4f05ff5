package fr.ght.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  sealed interface BedEvent {
    record BedsOpened(String ward, int beds) implements BedEvent {}

    sealed interface Closing extends BedEvent {
      record BedsClosed(String ward) implements Closing {}
    }
  }

  private static final EventTypes<BedEvent> TYPES =
      complete()
          .upcast("beds-opened", 1, json -> with(json, "beds", json.required("count")))
          .upcast("beds-opened", 2, json -> with(json, "ward", json.required("unit")))
          .build();

  @Test
  void an_event_is_written_under_its_stored_name_and_read_back() {
    var id = UUID.randomUUID();
    var event = new BedEvent.BedsOpened("cardiology", 12);

    var line = TYPES.encode(event, id, NOW);

    assertThat(line)
        .isEqualTo(
            new NewEvent(id, "beds-opened", 3, "{\"ward\":\"cardiology\",\"beds\":12}", NOW));
    assertThat(TYPES.decode(line(line.type(), 3, line.payload()))).isEqualTo(event);
  }

  @Test
  void an_old_event_is_lifted_version_by_version() {
    var expected = new BedEvent.BedsOpened("cardiology", 12);

    assertThat(TYPES.decode(line("beds-opened", 1, "{\"unit\":\"cardiology\",\"count\":12}")))
        .isEqualTo(expected);
    assertThat(TYPES.decode(line("beds-opened", 2, "{\"unit\":\"cardiology\",\"beds\":12}")))
        .isEqualTo(expected);
  }

  @Test
  void a_whole_stream_is_read_in_order_with_its_lines() {
    var lines =
        List.of(
            line("beds-opened", 3, "{\"ward\":\"a\",\"beds\":1}"),
            line("beds-closed", 1, "{\"ward\":\"a\"}"));

    assertThat(TYPES.decode(lines))
        .containsExactly(new BedEvent.BedsOpened("a", 1), new BedEvent.Closing.BedsClosed("a"));
    assertThat(TYPES.read(lines.getFirst()).line()).isSameAs(lines.getFirst());
  }

  @Test
  void the_names_are_told_with_their_versions() {
    assertThat(TYPES.names()).containsOnly(entry("beds-opened", 3), entry("beds-closed", 1));
    assertThat(TYPES.knows("beds-opened")).isTrue();
    assertThat(TYPES.knows("BedsOpened")).isFalse();
  }

  @Test
  void a_type_nobody_knows_is_unreadable() {
    assertThatThrownBy(() -> TYPES.decode(line("beds-painted", 1, "{}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("ward/a version 7 (beds-painted v1): unknown type");
  }

  @Test
  void an_event_of_a_newer_program_is_unreadable_rather_than_misread() {
    assertThatThrownBy(() -> TYPES.decode(line("beds-opened", 4, "{\"ward\":\"a\",\"beds\":1}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("newer program");
  }

  @Test
  void a_version_before_the_first_is_unreadable() {
    assertThatThrownBy(() -> TYPES.decode(line("beds-opened", 0, "{}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("no upcaster from version 0");
  }

  @Test
  void the_message_about_an_unreadable_event_never_quotes_its_content() {
    for (var payload :
        List.of("{\"ward\":\"secret\",\"beds\":\"secret\"}", "{secret", "\"secret\"", "[]")) {
      assertThatThrownBy(() -> TYPES.decode(line("beds-opened", 3, payload)))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageStartingWith("ward/a version 7 (beds-opened v3)")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void an_upcaster_that_does_not_fit_makes_the_event_unreadable() {
    assertThatThrownBy(() -> TYPES.decode(line("beds-opened", 1, "{\"unit\":\"secret\"}")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_family_with_an_event_that_has_no_name_is_not_built() {
    var builder =
        EventTypes.of(BedEvent.class, JSON).type("beds-opened", 1, BedEvent.BedsOpened.class);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("BedsClosed");
  }

  @Test
  void a_version_without_the_way_from_the_one_before_is_not_built() {
    var builder = complete().upcast("beds-opened", 1, json -> json);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no upcaster for beds-opened from 2");
  }

  @Test
  void a_name_is_given_once() {
    assertThatThrownBy(() -> complete().type("beds-closed", 1, BedEvent.BedsOpened.class))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> complete().type("closed", 1, BedEvent.Closing.BedsClosed.class))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            complete()
                .upcast("beds-opened", 1, json -> json)
                .upcast("beds-opened", 1, json -> json))
        .isInstanceOf(IllegalStateException.class);
  }

  private static EventTypes.Builder<BedEvent> complete() {
    return EventTypes.of(BedEvent.class, JSON)
        .type("beds-opened", 3, BedEvent.BedsOpened.class)
        .type("beds-closed", 1, BedEvent.Closing.BedsClosed.class);
  }

  private static JsonNode with(JsonNode json, String name, JsonNode value) {
    var copy = ((ObjectNode) json).deepCopy();
    copy.remove(List.of("count", "unit").stream().filter(old -> json.get(old) == value).toList());
    return copy.set(name, value);
  }

  private static StoredEvent line(String type, int schemaVersion, String payload) {
    var metadata = new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
    return new StoredEvent(
        1,
        UUID.randomUUID(),
        new StreamId("ward", "a"),
        7,
        type,
        schemaVersion,
        payload,
        metadata,
        NOW,
        NOW);
  }

  private static java.util.Map.Entry<String, Integer> entry(String name, int version) {
    return java.util.Map.entry(name, version);
  }
}
