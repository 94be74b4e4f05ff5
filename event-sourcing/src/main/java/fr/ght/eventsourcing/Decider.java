package fr.ght.eventsourcing;

import java.util.List;

/**
 * The rules of one kind of stream, as two pure functions: what a command does, and what an event
 * means.
 *
 * <p>Implementations have no clock, no identity source and no I/O; they are stateless and safe to
 * share.
 */
public interface Decider<C, S, E> {

  S initial();

  Decision<E> decide(S state, C command);

  S evolve(S state, E event);

  default S fold(S state, List<? extends E> events) {
    for (var event : events) {
      state = evolve(state, event);
    }
    return state;
  }
}
