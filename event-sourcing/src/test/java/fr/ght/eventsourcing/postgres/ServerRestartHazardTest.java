package fr.ght.eventsourcing.postgres;

import static fr.ght.eventsourcing.postgres.Probes.append;
import static fr.ght.eventsourcing.postgres.Probes.command;
import static fr.ght.eventsourcing.postgres.Probes.get;
import static fr.ght.eventsourcing.postgres.Probes.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.testing.Oracle;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The server is killed, as by a power cut, and started again, while many append and one reads. Who
 * was not answered gives the same command again.
 */
class ServerRestartHazardTest {
  private static final int WRITERS = 16;
  private static final int EACH = 60;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestPostgres server = Infrastructure.chosen().postgres();
  private final LogDatabase database = new LogDatabase(server);

  @AfterEach
  void close() {
    database.close();
    server.close();
  }

  @Test
  void what_was_acknowledged_survives_and_what_was_not_is_carried_out_once() throws Exception {
    var stores = List.of(database.anotherStore(6), database.anotherStore(6));
    var answered = new AtomicInteger();
    var unanswered = new AtomicInteger();
    List<Oracle.Line> taken;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        var own = writer;
        writers.add(
            threads.submit(() -> {
              write(stores.get(own % 2), own, answered, unanswered);
              return null;
            }));
      }
      var reading = threads.submit(this::readAll);
      for (int kill = 1; kill <= KILLS; kill++) {
        var moment = kill * WRITERS * EACH / (KILLS + 1);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> answered.get() >= moment);
        server.kill();
        server.restart();
      }
      for (var writer : writers) {
        writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      taken = reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    assertThat(unanswered.get()).as("the kills were felt").isPositive();
    assertThat(database.lines()).hasSize(WRITERS * EACH);
    for (int writer = 0; writer < WRITERS; writer++) {
      assertThat(get(database.store().read(stream(writer))).version()).isEqualTo(EACH);
    }
    assertThat(Oracle.judge(database.lines(), taken)).isEqualTo(new Oracle.Verdict(0, 0, 0, 0));
  }

  /** Each command in its turn, as often as it takes. */
  private static void write(
      EventStore store, int writer, AtomicInteger answered, AtomicInteger unanswered)
      throws InterruptedException {
    for (int revision = 0; revision < EACH; revision++) {
      var wanted = append(stream(writer), revision, command());
      var result = carriedOut(store, wanted, unanswered);
      assertThat(result)
          .isIn(
              List.of(
                  new AppendResult.Repeated(wanted.stream(), revision + 1),
                  result instanceof AppendResult.Stored stored && stored.version() == revision + 1
                      ? stored
                      : "stored as version " + (revision + 1)));
      answered.incrementAndGet();
    }
  }

  private static AppendResult carriedOut(EventStore store, Append wanted, AtomicInteger unanswered)
      throws InterruptedException {
    while (true) {
      try {
        return get(store.append(wanted));
      } catch (StoreUnavailable _) {
        unanswered.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private List<Oracle.Line> readAll() throws InterruptedException {
    var taken = new ArrayList<Oracle.Line>();
    var position = 0L;
    while (taken.size() < WRITERS * EACH) {
      try {
        var slice = get(database.store().readLog(position, 500));
        slice
            .events()
            .forEach(event ->
                taken.add(new Oracle.Line(event.stream().toString(), event.version(), event.id())));
        position = slice.next();
      } catch (StoreUnavailable _) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    return taken;
  }
}
