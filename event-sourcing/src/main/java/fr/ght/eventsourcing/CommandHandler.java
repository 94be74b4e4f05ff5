package fr.ght.eventsourcing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands of one family: reads the stream, decides, appends, and does so again when
 * another writer came first.
 *
 * <p>Safe for concurrent use; commands on one stream are carried out one after the other, as far as
 * this handler knows of them. Reading, deciding and writing JSON happen on {@code workers}, never
 * on the thread that completes the database's answer.
 */
public final class CommandHandler<C, S, E> {
  private static final int TRIES = 32;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
  private static final int TRIES_WITHOUT_STORE = 5;
  private static final Duration FIRST_PAUSE_WITHOUT_STORE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE_WITHOUT_STORE = Duration.ofSeconds(2);

  private final Decider<C, S, E> decider;
  private final EventTypes<E> types;
  private final EventStore store;
  private final Executor workers;
  private final Turns turns = new Turns();
  private final NoArgGenerator eventIds = Generators.timeBasedEpochRandomGenerator();

  public CommandHandler(
      Decider<C, S, E> decider, EventTypes<E> types, EventStore store, Executor workers) {
    this.decider = decider;
    this.types = types;
    this.store = store;
    this.workers = workers;
  }

  /** Which keys the new events stake or let go. */
  @FunctionalInterface
  public interface Claims<S, E> {
    List<Claim> of(S before, List<E> events, S after);

    static <S, E> Claims<S, E> none() {
      return (before, events, after) -> List.of();
    }
  }

  public Uni<Outcome<S>> handle(StreamId stream, C command, Context context) {
    return handle(stream, command, context, OptionalLong.empty(), Claims.none());
  }

  /**
   * Carries out the command on the stream.
   *
   * <p>A repeated command gets its first outcome, whatever became of the stream since; a refusal is
   * no outcome to keep, so a refused command is decided anew.
   *
   * <p>When the store does not answer, a command with an identity is tried again for some three
   * seconds: if the lost answer was a success, it comes out as Repeated. A command without one is
   * not, since it might be carried out twice.
   *
   * @param expectedVersion the stream's version that the caller decided on (If-Match), if it named
   *     one; without one a lost race is decided anew
   * @return never fails for a rule; fails with {@link StoreUnavailable} if the store does not
   *     answer or too many others write the stream, and the outcome is then unknown
   */
  public Uni<Outcome<S>> handle(
      StreamId stream,
      C command,
      Context context,
      OptionalLong expectedVersion,
      Claims<S, E> claims) {
    var untilNobodyCameFirst =
        Uni.createFrom()
            .deferred(
                () -> attempt(load(stream), stream, command, context, expectedVersion, claims))
            .onFailure(LostRace.class)
            .retry()
            .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
            .withJitter(0.5)
            .atMost(TRIES);
    return turns
        .inTurn(stream, untilNobodyCameFirst)
        .onFailure(failure -> failure instanceof StoreUnavailable && context.command() != null)
        .retry()
        .withBackOff(FIRST_PAUSE_WITHOUT_STORE, LONGEST_PAUSE_WITHOUT_STORE)
        .atMost(TRIES_WITHOUT_STORE)
        .onFailure(LostRace.class)
        .transform(_ -> new StoreUnavailable("too many write to " + stream + " at once", null));
  }

  /**
   * As above, but decides first on {@code known}, which the caller loaded before: one reading less.
   * Where the stream has moved on since, or the rules refuse, it is read and decided anew.
   */
  public Uni<Outcome<S>> handle(
      StreamId stream, Loaded<S> known, C command, Context context, Claims<S, E> claims) {
    var anew = handle(stream, command, context, OptionalLong.empty(), claims);
    return Uni.createFrom()
        .deferred(() ->
            attempt(
                Uni.createFrom().item(known),
                stream,
                command,
                context,
                OptionalLong.empty(),
                claims))
        .onFailure(failure ->
            failure instanceof LostRace
                || (failure instanceof StoreUnavailable && context.command() != null))
        .recoverWithUni(anew)
        .flatMap(
            outcome -> outcome instanceof Outcome.Refused ? anew : Uni.createFrom().item(outcome));
  }

  /**
   * The state of a stream, and its version; the initial state at version 0 if there is no such
   * stream.
   */
  public Uni<Loaded<S>> load(StreamId stream) {
    return store.read(stream).emitOn(workers).map(stored -> new Loaded<>(fold(stored), stored));
  }

  /** A state with the stream that gave it. */
  public record Loaded<S>(S state, StoredStream stream) {}

  private Uni<Outcome<S>> attempt(
      Uni<Loaded<S>> loading,
      StreamId stream,
      C command,
      Context context,
      OptionalLong expectedVersion,
      Claims<S, E> claims) {
    return loading.flatMap(loaded -> {
      var stored = loaded.stream();
      var state = loaded.state();
      if (expectedVersion.isPresent() && expectedVersion.getAsLong() != stored.version()) {
        return unlessRepeated(context, state, new Outcome.Stale<>(stored.version()));
      }
      return switch (decider.decide(state, command)) {
        case Decision.Refused<E>(var reason) ->
            unlessRepeated(context, state, new Outcome.Refused<>(reason, state));
        case Decision.Accepted<E>(var events) ->
            append(stream, stored, state, events, note(state, command), context, claims);
      };
    });
  }

  /**
   * A repeated command is often stale or refused because of its own first run: that run's outcome
   * counts.
   */
  private Uni<Outcome<S>> unlessRepeated(Context context, S state, Outcome<S> otherwise) {
    var command = context.command();
    if (command == null) {
      return Uni.createFrom().item(otherwise);
    }
    return store
        .repeated(command)
        .map(earlier -> earlier.map(result -> outcome(result, state, 0)).orElse(otherwise));
  }

  private Uni<Outcome<S>> append(
      StreamId stream,
      StoredStream stored,
      S state,
      List<E> events,
      @Nullable String note,
      Context context,
      Claims<S, E> claims) {
    var after = decider.fold(state, events);
    var staked = claims.of(state, events, after);
    if (events.isEmpty()
        && staked.isEmpty()
        && context.command() == null
        && Objects.equals(note, stored.note())) {
      return Uni.createFrom().item(new Outcome.Done<>(state, stored.version(), 0));
    }
    var lines =
        events.stream()
            .map(event -> types.encode(event, eventIds.generate(), context.occurredAt()))
            .toList();
    return store
        .append(
            new Append(
                stream,
                stored.revision(),
                lines,
                Metadata.of(context),
                context.command(),
                staked,
                note))
        .emitOn(workers)
        .map(result -> outcome(result, after, events.size()));
  }

  private Outcome<S> outcome(AppendResult result, S after, int appended) {
    return switch (result) {
      case AppendResult.Stored stored -> new Outcome.Done<>(after, stored.version(), appended);
      case AppendResult.Repeated repeated ->
          new Outcome.Repeated<>(repeated.stream(), repeated.version());
      case AppendResult.Reused _ -> new Outcome.Reused<>();
      case AppendResult.ClaimLost lost -> new Outcome.ClaimLost<>(lost.key());
      case AppendResult.Conflict _ -> throw new LostRace();
    };
  }

  private S fold(StoredStream stored) {
    var state = decider.fold(decider.initial(), types.decode(stored.events()));
    var note = stored.note();
    return note != null && decider instanceof RememberingDecider<C, S, E> remembering
        ? remembering.recall(state, note)
        : state;
  }

  private @Nullable String note(S state, C command) {
    return decider instanceof RememberingDecider<C, S, E> remembering
        ? remembering.note(state, command)
        : null;
  }

  private static final class LostRace extends RuntimeException {
    LostRace() {
      super("another writer came first", null, false, false);
    }
  }
}
