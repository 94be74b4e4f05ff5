package fr.ght.eventsourcing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.Refusal;
import java.util.List;

/**
 * A rule as a domain expert reads it: given these events, when this command, then these events or
 * that refusal.
 */
public final class DeciderSpec<C, S, E> {
  private final Decider<C, S, E> decider;
  private final List<E> past;

  private DeciderSpec(Decider<C, S, E> decider, List<E> past) {
    this.decider = decider;
    this.past = past;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <C, S, E> DeciderSpec<C, S, E> given(Decider<C, S, E> decider, E... past) {
    return new DeciderSpec<>(decider, List.of(past));
  }

  public Then<E> when(C command) {
    return new Then<>(decider.decide(decider.fold(decider.initial(), past), command));
  }

  public record Then<E>(Decision<E> decision) {
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final void then(E... events) {
      assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of(events)));
    }

    public void thenNothing() {
      assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of()));
    }

    public void thenRefused(Refusal reason) {
      assertThat(decision).isEqualTo(new Decision.Refused<>(reason));
    }
  }
}
