package fr.ght.eventsourcing.postgres;

import static fr.ght.eventsourcing.postgres.Probes.append;
import static fr.ght.eventsourcing.postgres.Probes.get;
import static fr.ght.eventsourcing.postgres.Probes.stream;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.LogReader;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The server's clock jumps back an hour, as after a wrong correction. Simulated: in this database a
 * function of the same name stands before PostgreSQL's own clock, so all of the log's functions
 * read it; the machine's clock does not move.
 */
class ClockHazardTest {
  private static final StreamId HERE = stream("here");
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static LogDatabase database;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    database.execute(
        """
        create table clock (off_by interval not null);
        insert into clock values ('0');
        create function public.clock_timestamp() returns timestamptz language sql volatile
          as 'select pg_catalog.clock_timestamp() + off_by from public.clock';
        do $$ begin
          execute format('alter database %I set search_path = public, pg_catalog',
            current_database());
        end $$\
        """);
  }

  @BeforeEach
  void clear() {
    database.clear();
    offBy("0");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void recorded_at_never_goes_back_in_a_stream() {
    get(database.store().append(append(HERE, 0)));
    offBy("-1 hour");
    get(database.store().append(append(HERE, 1)));
    get(database.store().append(append(HERE, 2)));
    get(database.store().append(append(stream("new"), 0)));

    var events = get(database.store().read(HERE)).events();
    assertThat(events).extracting(StoredEvent::recordedAt).isSorted();
    assertThat(Duration.between(events.getLast().recordedAt(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(get(database.store().read(stream("new"))).events().getFirst().recordedAt())
        .as("the clock did jump")
        .isBefore(Instant.now().minus(AN_HOUR).plusSeconds(60));
  }

  @Test
  void a_reader_goes_by_positions_and_skips_nothing() {
    var taken = new ArrayList<StoredEvent>();
    var position = 0L;
    for (int round = 0; round < 6; round++) {
      offBy(round % 2 == 0 ? "0" : "-1 hour");
      get(database.store().append(append(HERE, round)));
      get(database.store().append(append(stream(round), 0)));
      var slice = get(database.store().readLog(position, 3));
      taken.addAll(slice.events());
      position = slice.next();
    }
    assertThat(taken).hasSize(12);
    assertThat(taken).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void what_a_reader_called_complete_it_never_takes_back() {
    get(database.store().append(append(HERE, 0)));
    try (var reader = new LogReader(database.store(), 10, Set.of(), Duration.ZERO)) {
      var before = get(reader.next(0));
      offBy("-1 hour");
      get(database.store().append(append(HERE, 1)));

      var after = get(reader.next(before.next()));

      assertThat(after.events()).hasSize(1);
      assertThat(after.completeUpTo()).isAfterOrEqualTo(before.completeUpTo());
    }
  }

  private static void offBy(String interval) {
    database.execute("update clock set off_by = '" + interval + "'");
  }
}
