package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets appends of several callers share a transaction and its wait for the disk. While a flight is
 * on its way newcomers wait, and leave together in the next; who comes when none is under way
 * leaves at once, alone. Many leave in two flights, so that the server works while an answer
 * travels.
 *
 * <p>What waits is bounded: beyond it an append fails at once, and nothing of it was stored.
 */
final class GroupCommit {
  /**
   * A flight is followed by a second one when so many wait, and half as many as it carries: fewer
   * gain more by company.
   */
  private static final int WORTH_A_SECOND_FLIGHT = 8;

  private static final int FLIGHTS = 2;
  private static final int LARGEST_FLIGHT = 64;
  private static final long HEAVIEST_FLIGHT = 2L << 20;

  /** How far the queue is searched for an append that may leave although its neighbours may not. */
  private static final int LOOK = 512;

  static final int MOST_WAITING = 8192;
  static final long MOST_WAITING_CHARACTERS = 128L << 20;

  private final Transactions transactions;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long queuedCharacters;
  private int flights;
  private int underWay;

  /**
   * @param patience who waited longer to leave fails, and nothing of it was stored
   */
  GroupCommit(Transactions transactions, Duration patience) {
    this.transactions = transactions;
    this.patience = patience;
  }

  Uni<AppendResult> append(Append append) {
    return Uni.createFrom().emitter(emitter -> enter(Waiting.of(append, emitter)));
  }

  /** How many wait to leave. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void enter(Waiting newcomer) {
    @Nullable List<Waiting> flight;
    lock.lock();
    try {
      if (queue.size() >= MOST_WAITING || queuedCharacters >= MOST_WAITING_CHARACTERS) {
        flight = null;
      } else {
        queue.add(newcomer);
        queuedCharacters += newcomer.characters;
        flight = next();
      }
    } finally {
      lock.unlock();
    }
    if (flight == null) {
      newcomer.emitter.fail(new StoreUnavailable("too many appends wait for the log", null));
    } else {
      send(flight);
    }
  }

  /** Called when its passengers have their answers: who asks again at once leaves in company. */
  private void landed(int passengers) {
    List<Waiting> one;
    List<Waiting> another;
    lock.lock();
    try {
      flights--;
      underWay -= passengers;
      one = next();
      another = next();
    } finally {
      lock.unlock();
    }
    send(one);
    send(another);
  }

  /** Who leaves now; nobody, if it is better to wait for company. */
  private List<Waiting> next() {
    int waiting = queue.size();
    if (waiting == 0 || flights >= FLIGHTS) {
      return List.of();
    }
    if (flights > 0 && (waiting < WORTH_A_SECOND_FLIGHT || 2 * waiting < underWay)) {
      return List.of();
    }
    boolean halves = flights == 0 && waiting >= 2 * WORTH_A_SECOND_FLIGHT;
    var flight = board(Math.min(LARGEST_FLIGHT, halves ? (waiting + 1) / 2 : waiting));
    if (!flight.isEmpty()) {
      flights++;
      underWay += flight.size();
    }
    return flight;
  }

  private List<Waiting> board(int seats) {
    var flight = new Flight();
    int looked = 0;
    for (var all = queue.iterator(); all.hasNext() && looked < LOOK; looked++) {
      if (flight.passengers.size() >= seats || flight.characters >= HEAVIEST_FLIGHT) {
        break;
      }
      var waiting = all.next();
      if (flight.takes(waiting)) {
        all.remove();
        queuedCharacters -= waiting.characters;
      }
    }
    return flight.passengers;
  }

  private void send(List<Waiting> flight) {
    if (flight.isEmpty()) {
      return;
    }
    var now = System.nanoTime();
    var inTime = new ArrayList<Waiting>(flight.size());
    for (var waiting : flight) {
      if (now - waiting.since > patience.toNanos()) {
        waiting.emitter.fail(
            new StoreUnavailable("the log did not get to this append in time", null));
      } else {
        inTime.add(waiting);
      }
    }
    if (inTime.isEmpty()) {
      landed(flight.size());
      return;
    }
    inTime.sort(Waiting.BY_STREAM);
    Uni.createFrom()
        .deferred(() -> transactions.together(inTime.stream().map(Waiting::append).toList()))
        .subscribe()
        .with(
            results -> {
              for (int i = 0; i < results.size(); i++) {
                inTime.get(i).emitter.complete(results.get(i));
              }
              landed(flight.size());
            },
            failure -> {
              for (var waiting : inTime) {
                if (failure instanceof NothingStored) {
                  alone(waiting);
                } else {
                  waiting.emitter.fail(failure);
                }
              }
              landed(flight.size());
            });
  }

  /** What one of them is at fault for does not touch the others. */
  private void alone(Waiting waiting) {
    Uni.createFrom()
        .deferred(() -> transactions.alone(waiting.append))
        .subscribe()
        .with(waiting.emitter::complete, waiting.emitter::fail);
  }

  /** How appends reach the database. */
  interface Transactions {

    /**
     * One transaction for appends whose streams, commands and keys all differ, in the order of
     * streams; each gets its own result. Fails with {@link NothingStored} where that is certain.
     */
    Uni<List<AppendResult>> together(List<Append> appends);

    Uni<AppendResult> alone(Append append);
  }

  /** A transaction was certainly rolled back; its appends may be sent again, one by one. */
  static final class NothingStored extends RuntimeException {
    NothingStored(Throwable cause) {
      super("rolled back", cause, false, false);
    }
  }

  private record Waiting(
      Append append,
      String stream,
      long characters,
      long since,
      UniEmitter<? super AppendResult> emitter) {
    static final Comparator<Waiting> BY_STREAM = Comparator.comparing(Waiting::stream);

    static Waiting of(Append append, UniEmitter<? super AppendResult> emitter) {
      var characters = append.events().stream().map(NewEvent::payload).mapToLong(String::length);
      return new Waiting(
          append, append.stream().toString(), characters.sum(), System.nanoTime(), emitter);
    }
  }

  /** Appends that may share a transaction: no two touch the same stream, command or key. */
  private static final class Flight {
    final List<Waiting> passengers = new ArrayList<>();
    long characters;
    private final Set<StreamId> streams = new HashSet<>();
    private final Set<CommandId> commands = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    boolean takes(Waiting waiting) {
      var append = waiting.append;
      var command = identity(append.command());
      if (streams.contains(append.stream())
          || (command != null && commands.contains(command))
          || append.claims().stream().map(Claim::key).anyMatch(keys::contains)) {
        return false;
      }
      streams.add(append.stream());
      if (command != null) {
        commands.add(command);
      }
      append.claims().forEach(claim -> keys.add(claim.key()));
      passengers.add(waiting);
      characters += waiting.characters;
      return true;
    }

    /** The same id with another fingerprint is the same identity, reused. */
    private static @Nullable CommandId identity(@Nullable CommandId command) {
      return command == null ? null : new CommandId(command.tenant(), command.id(), "");
    }
  }
}
