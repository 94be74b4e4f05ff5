package fr.ght.inventory.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.eventsourcing.EventTypes;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples are kept for ever: what was once stored must be read by every later program. */
class EventSamplesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/events");
  private static final Pattern NAME = Pattern.compile("([a-z-]+)\\.v([0-9]+)(?:-[a-z-]+)?\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<EventTypes<?>> FAMILIES =
      List.of(
          InventoryEventTypes.GHTS,
          InventoryEventTypes.ASSETS,
          InventoryEventTypes.APPLICATIONS,
          InventoryEventTypes.INCIDENTS,
          InventoryEventTypes.SKILLS,
          InventoryEventTypes.CREDENTIALS,
          InventoryEventTypes.CONTRACTS,
          InventoryEventTypes.BUDGETS,
          InventoryEventTypes.PRODUCTS,
          InventoryEventTypes.NORMALISATIONS,
          InventoryEventTypes.LIFECYCLES);

  /** One sample: a payload that was stored under this name and version. */
  private record Sample(String type, int version, String payload) {}

  static Stream<Sample> samples() throws IOException {
    try (var files = Files.list(SAMPLES)) {
      return files.sorted().map(EventSamplesTest::sample).toList().stream();
    }
  }

  private static Sample sample(Path file) {
    var name = NAME.matcher(file.getFileName().toString());
    assertThat(name.matches()).as(file.toString()).isTrue();
    try {
      return new Sample(name.group(1), Integer.parseInt(name.group(2)), Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_sample_is_read_and_written_back_the_same(Sample sample) throws IOException {
    var family = FAMILIES.stream().filter(types -> types.knows(sample.type())).toList();
    assertThat(family).hasSize(1);
    assertRoundTrip(family.getFirst(), sample);
  }

  private static <E> void assertRoundTrip(EventTypes<E> types, Sample sample) throws IOException {
    var stream = new StreamId("sample", "1");
    var line = Lines.line(stream, sample.type(), sample.version(), sample.payload());
    var event = types.decode(line);
    var written = types.encode(event, UUID.randomUUID(), line.occurredAt());
    assertThat(written.type()).isEqualTo(sample.type());
    assertThat(types.decode(Lines.of(stream, types, event))).isEqualTo(event);
    if (written.schemaVersion() == sample.version()) {
      assertThat(JSON.readTree(written.payload())).isEqualTo(JSON.readTree(sample.payload()));
    }
  }

  @Test
  void every_version_of_every_event_has_a_sample() throws IOException {
    var expected = new TreeSet<String>();
    for (var family : FAMILIES) {
      family
          .names()
          .forEach((type, version) -> {
            for (int past = 1; past <= version; past++) {
              expected.add(type + " v" + past);
            }
          });
    }
    assertThat(new TreeSet<>(samples().map(one -> one.type() + " v" + one.version()).toList()))
        .isEqualTo(expected);
  }
}
