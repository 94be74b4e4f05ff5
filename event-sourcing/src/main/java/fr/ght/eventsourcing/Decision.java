package fr.ght.eventsourcing;

import java.util.List;

/**
 * What a command leads to: new events (none, where nothing changes), or a refusal with its reason.
 */
public sealed interface Decision<E> {

  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused<E>(Refusal reason) implements Decision<E> {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <E> Decision<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> accept(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  static <E> Decision<E> refuse(Refusal reason) {
    return new Refused<>(reason);
  }
}
