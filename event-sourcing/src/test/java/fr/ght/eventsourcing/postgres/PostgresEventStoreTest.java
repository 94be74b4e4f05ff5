package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.testing.EventStoreContract;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest extends EventStoreContract {
  private static LogDatabase database;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_slice_of_large_events_ends_early_and_the_next_goes_on_behind_it() {
    var random = new Random(1);
    var streams = IntStream.range(0, 10).mapToObj(Probes::stream).toList();
    for (var stream : streams) {
      var bytes = new byte[512 * 1024];
      random.nextBytes(bytes);
      var payload = "\"" + HexFormat.of().formatHex(bytes) + "\"";
      Probes.get(store().append(Probes.append(stream, 0, null, payload)));
    }

    var seen = new ArrayList<StreamId>();
    var slice = Probes.get(store().readLog(0, 500));
    assertThat(slice.events()).hasSizeBetween(4, 8);
    while (!slice.drained()) {
      slice.events().forEach(event -> seen.add(event.stream()));
      slice = Probes.get(store().readLog(slice.next(), 500));
    }
    slice.events().forEach(event -> seen.add(event.stream()));
    assertThat(seen).containsExactlyElementsOf(streams);
  }

  @Override
  protected EventStore store() {
    return database.store();
  }
}
