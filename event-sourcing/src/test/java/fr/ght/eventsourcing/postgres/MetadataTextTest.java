package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Metadata;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata come back as they were written, by the short way or by the parser. */
class MetadataTextTest {
  private static final UUID COMMAND = UUID.fromString("0197a5c0-0000-7000-8000-000000000001");
  private static final UUID CORRELATION = UUID.fromString("0197a5c0-0000-7000-8000-000000000002");
  private static final UUID CAUSATION = UUID.fromString("0197a5c0-0000-7000-8000-000000000003");

  @Test
  void what_the_log_writes_is_read_the_short_way() {
    for (var command : new UUID[] {null, COMMAND}) {
      for (var causation : new UUID[] {null, CAUSATION}) {
        var written =
            new Metadata(new Actor("agent:420784878", "système"), command, CORRELATION, causation);
        assertThat(MetadataText.read(LogRow.json(written))).isEqualTo(written);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a \"quoted\" one", "a\\b", "a\nb", "ends with \\", "\u0001", ",\"role\":"})
  void a_subject_with_escapes_is_read_by_the_parser(String subject) {
    var written = new Metadata(new Actor(subject, "dsi"), null, CORRELATION, null);
    assertThat(MetadataText.read(LogRow.json(written))).isNull();
    assertThat(LogRow.metadata(LogRow.json(written))).isEqualTo(written);
  }

  @Test
  void another_order_or_spacing_is_read_by_the_parser() {
    var json =
        """
        {"correlation": "%s", "command": null, "causation": null,
         "actor": {"role": "dsi", "subject": "s-1"}}\
        """
            .formatted(CORRELATION);
    assertThat(MetadataText.read(json)).isNull();
    assertThat(LogRow.metadata(json))
        .isEqualTo(new Metadata(new Actor("s-1", "dsi"), null, CORRELATION, null));
  }

  @Test
  void what_is_cut_off_anywhere_is_not_taken_for_metadata() {
    var json = LogRow.json(new Metadata(new Actor("s-1", "dsi"), COMMAND, CORRELATION, CAUSATION));
    for (int end = 0; end < json.length(); end++) {
      var cut = json.substring(0, end);
      assertThat(MetadataText.read(cut)).isNull();
      assertThatThrownBy(() -> LogRow.metadata(cut)).isInstanceOf(IllegalStateException.class);
    }
  }
}
