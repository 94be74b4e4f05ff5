package fr.ght.eventsourcing;

import org.jspecify.annotations.Nullable;

/**
 * A decider that keeps a note beside the head of its stream: what has been observed, but is no
 * event.
 *
 * <p>A report that changes nothing appends nothing, and yet a later decision must know that it
 * came. The note is written in the transaction of the append, under the same optimistic check as
 * the events, so that two writers never decide on the same note. It is no fact: nothing is ever
 * rebuilt from it, and a lost note costs precision about late input only.
 */
public interface RememberingDecider<C, S, E> extends Decider<C, S, E> {

  /** The state as the events gave it, completed by the note of an earlier {@link #note}. */
  S recall(S state, String note);

  /** The note to keep after this command was decided on this state; null keeps none. */
  @Nullable String note(S state, C command);
}
