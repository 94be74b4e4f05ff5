package fr.ght.inventory.intake;

import fr.ght.eventsourcing.CommandHandler;
import fr.ght.eventsourcing.CommandHandler.Claims;
import fr.ght.eventsourcing.CommandHandler.Loaded;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.EventTypes;
import fr.ght.eventsourcing.Outcome;
import fr.ght.eventsourcing.Refusal;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.Precondition;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one kind of stream as callers over HTTP give them, and its streams as they ask
 * for them. What the rules or the log say no to leaves as a problem, with the reason as its code.
 */
public final class Commands<C, S, E> {

  /**
   * @param version of the stream: the entity tag; 0 if there is no such stream
   * @param created whether this very command made the stream
   * @param repeated whether the command had been carried out before; all else is as it was then
   */
  public record Answer<S>(S state, long version, boolean created, boolean repeated) {

    /** 201 if the command made the stream, else 200; its version as the ETag. */
    public <T> RestResponse<T> toResponse(T entity) {
      var status = created ? RestResponse.Status.CREATED : RestResponse.Status.OK;
      return ResponseBuilder.create(status, entity)
          .header("ETag", Precondition.tag(version))
          .build();
    }

    /** 204, with the version as the ETag. */
    public RestResponse<Void> toEmptyResponse() {
      return ResponseBuilder.<Void>noContent().header("ETag", Precondition.tag(version)).build();
    }
  }

  private static final int TRIES = 32;

  private final Decider<C, S, E> decider;
  private final EventTypes<E> types;
  private final EventStore store;
  private final Executor workers;
  private final CommandHandler<C, S, E> handler;
  private final Function<Refusal, ProblemException> explanation;

  public Commands(
      Decider<C, S, E> decider,
      EventTypes<E> types,
      EventStore store,
      Executor workers,
      Function<Refusal, ProblemException> explanation) {
    this.decider = decider;
    this.types = types;
    this.store = store;
    this.workers = workers;
    this.handler = new CommandHandler<>(decider, types, store, workers);
    this.explanation = explanation;
  }

  public Uni<Answer<S>> carryOut(
      StreamId stream, C command, Context context, OptionalLong expectedVersion) {
    return carryOut(stream, command, context, expectedVersion, Claims.none());
  }

  /**
   * @return fails with a {@link ProblemException} for everything but a carried out command, and
   *     with {@link ClaimLost} if it must be decided anew
   */
  public Uni<Answer<S>> carryOut(
      StreamId stream,
      C command,
      Context context,
      OptionalLong expectedVersion,
      Claims<S, E> claims) {
    return handler
        .handle(stream, command, context, expectedVersion, claims)
        .flatMap(outcome -> answer(outcome, context.command()));
  }

  /** What would become of the stream if a command were carried out now. */
  public enum Foreseen {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  /** The stream as it is now, to foresee or carry out a command on it. */
  public Uni<Loaded<S>> load(StreamId stream) {
    return handler.load(stream);
  }

  /**
   * @throws ProblemException if the rules say no
   */
  public Foreseen foresee(Loaded<S> found, C command) {
    return switch (decider.decide(found.state(), command)) {
      case Decision.Refused<E>(var reason) -> throw explanation.apply(reason);
      case Decision.Accepted<E>(var events) -> {
        if (events.isEmpty()) {
          yield Foreseen.UNCHANGED;
        }
        yield found.stream().version() == 0 ? Foreseen.CREATED : Foreseen.CHANGED;
      }
    };
  }

  /**
   * Carries out a command that was foreseen, on the stream as it was found then; where it has moved
   * on since, it is decided anew.
   *
   * @return fails with a {@link ProblemException} for everything but a carried out command
   */
  public Uni<Answer<S>> carryOut(StreamId stream, Loaded<S> found, C command, Context context) {
    return handler
        .handle(stream, found, command, context, Claims.none())
        .flatMap(outcome -> answer(outcome, context.command()));
  }

  /** Decides again, on what is then found, while others take or leave the keys it rests on. */
  public static <T> Uni<T> untilClaimsHold(Supplier<Uni<T>> attempt) {
    return Uni.createFrom()
        .deferred(() -> attempt.get())
        .onFailure(ClaimLost.class)
        .retry()
        .withBackOff(Duration.ofMillis(2), Duration.ofMillis(100))
        .withJitter(0.5)
        .atMost(TRIES)
        .onFailure(ClaimLost.class)
        .transform(lost -> new StoreUnavailable("too many want " + lost.getMessage(), lost));
  }

  /** The stream as the log had recorded it by {@code asOf}. */
  public Uni<Answer<S>> read(StreamId stream, AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    if (recordedBy == null) {
      return handler
          .load(stream)
          .map(loaded -> new Answer<>(loaded.state(), loaded.stream().version(), false, false));
    }
    return store
        .read(stream)
        .emitOn(workers)
        .map(stored ->
            stored.events().stream().filter(e -> !e.recordedAt().isAfter(recordedBy)).toList())
        .map(events -> new Answer<>(fold(events), events.size(), false, false));
  }

  private Uni<Answer<S>> answer(Outcome<S> outcome, @Nullable CommandId command) {
    return switch (outcome) {
      case Outcome.Done<S>(var state, var version, var appended) ->
          Uni.createFrom()
              .item(new Answer<>(state, version, appended > 0 && appended == version, false));
      case Outcome.Repeated<S>(var stream, var version) ->
          asFirstAnswered(stream, version, command);
      case Outcome.Refused<S>(var reason, _) -> Uni.createFrom().failure(explanation.apply(reason));
      case Outcome.Stale<S>(var actual) ->
          Uni.createFrom()
              .failure(
                  Kind.STALE
                      .with("STALE", "It has changed since. Read it again, then decide anew.")
                      .currentVersion(actual));
      case Outcome.Reused<S> _ ->
          Uni.createFrom()
              .failure(
                  Kind.INVALID.with(
                      "IDENTITY_REUSED",
                      "This Idempotency-Key named another command before. Give each command its own."));
      case Outcome.ClaimLost<S>(var key) -> Uni.createFrom().failure(new ClaimLost(key));
    };
  }

  private Uni<Answer<S>> asFirstAnswered(
      StreamId stream, long version, @Nullable CommandId command) {
    return store
        .read(stream)
        .emitOn(workers)
        .map(stored -> {
          var events = stored.events().subList(0, (int) version);
          return new Answer<>(fold(events), version, isOf(command, events), true);
        });
  }

  private static boolean isOf(@Nullable CommandId command, List<StoredEvent> events) {
    return command != null
        && !events.isEmpty()
        && Objects.equals(events.getFirst().metadata().command(), command.id());
  }

  private S fold(List<StoredEvent> events) {
    return decider.fold(decider.initial(), types.decode(events));
  }

  /** Another stream took or left a key meanwhile. */
  public static final class ClaimLost extends RuntimeException {
    ClaimLost(String key) {
      super(key, null, false, false);
    }
  }
}
