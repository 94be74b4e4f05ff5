package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Following.Place;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader that was paused must not set a stream aside which its successor has sent. */
class ZombieParkingTest {
  private static final String RELAY = "relay";
  private static final StreamId BAD = Probes.stream("bad");

  private static LogDatabase database;

  private final ParkedStreams parked = new ParkedStreams(RELAY);
  private final Lease lease = new Lease(RELAY);
  private final OutletWriter writer =
      new OutletWriter(new TakesNothing(), lease, database.pool(), parked);

  @BeforeAll
  static void open() {
    database = new LogDatabase();
  }

  @BeforeEach
  void lead() {
    database.clear();
    database.execute("truncate lease");
    get(lease.hold(database.pool()));
    get(database.store().append(Probes.append(BAD, 0)));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void the_leader_parks_what_cannot_be_sent() {
    get(write());

    assertThat(get(parked.read(database.pool())))
        .extracting(ParkedStreams.Parked::stream)
        .containsExactly(BAD);
  }

  @Test
  void a_leader_that_was_paused_beyond_its_lease_parks_nothing() {
    database.execute("update lease set expires_at = clock_timestamp() - interval '1 second'");
    get(new Lease(RELAY).hold(database.pool()));

    assertThatThrownBy(() -> get(write())).isInstanceOf(Lease.HeldByAnother.class);

    assertThat(get(parked.read(database.pool()))).isEmpty();
  }

  private Uni<Place> write() {
    var events = get(database.store().readLog(0, 10)).events();
    return writer.write(
        new Place(0, Map.of()),
        new LogSlice(events, events.getLast().position(), true, Instant.now()));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }

  /** No event can ever be sent through it. */
  private static final class TakesNothing implements Outlet {
    @Override
    public Uni<Opened> open() {
      return Uni.createFrom().item(new Opened(0, null));
    }

    @Override
    public void ahead(List<StoredEvent> events) {}

    @Override
    public Uni<Void> send(List<StoredEvent> events) {
      return Uni.createFrom()
          .failure(new Unsendable(events.getFirst(), new IllegalStateException("poison")));
    }

    @Override
    public Uni<Void> resend(List<StoredEvent> events) {
      return send(events);
    }

    @Override
    public void sentUpTo(Instant upTo) {}

    @Override
    public void close() {}
  }
}
