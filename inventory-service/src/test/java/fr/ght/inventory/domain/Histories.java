package fr.ght.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.RememberingDecider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plays random commands against a decider, and holds what every decider owes. */
public final class Histories {
  private static final int COMMANDS = 40;

  private Histories() {}

  /**
   * Every event changes the state, the same command again changes nothing more, and the events with
   * the latest note replay to the same state from the start.
   *
   * @param always what holds after every command
   */
  public static <C, S, E> void play(
      Decider<C, S, E> decider, Random random, Function<Random, C> commands, Consumer<S> always) {
    var history = new ArrayList<E>();
    var state = decider.initial();
    for (int i = 0; i < COMMANDS; i++) {
      var command = commands.apply(random);
      switch (decider.decide(state, command)) {
        case Decision.Refused<E> _ -> {
          // Nothing to append: the type has no events.
        }
        case Decision.Accepted<E>(var events) -> {
          var note = note(decider, state, command);
          for (var event : events) {
            var next = decider.evolve(state, event);
            assertThat(next).as("%s changes %s", event, state).isNotEqualTo(state);
            state = next;
          }
          history.addAll(events);
          state = recalled(decider, state, note);
          assertThat(recalled(decider, decider.fold(decider.initial(), history), note))
              .isEqualTo(state);
          assertThat(decider.decide(state, command))
              .as("again %s after %s", command, history)
              .isEqualTo(new Decision.Accepted<E>(List.of()));
        }
      }
      always.accept(state);
    }
  }

  private static <C, S, E> @Nullable String note(Decider<C, S, E> decider, S state, C command) {
    return decider instanceof RememberingDecider<C, S, E> remembering
        ? remembering.note(state, command)
        : null;
  }

  private static <C, S, E> S recalled(Decider<C, S, E> decider, S state, @Nullable String note) {
    return note != null && decider instanceof RememberingDecider<C, S, E> remembering
        ? remembering.recall(state, note)
        : state;
  }
}
