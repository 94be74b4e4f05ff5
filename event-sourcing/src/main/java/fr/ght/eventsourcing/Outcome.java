package fr.ght.eventsourcing;

/** What became of a command, as its caller is told. */
public sealed interface Outcome<S> {

  /**
   * @param state after the command
   * @param version of the stream after it: the entity tag of what the stream describes
   * @param appended how many events it added; none if nothing changed
   */
  record Done<S>(S state, long version, int appended) implements Outcome<S> {}

  /** The command was carried out earlier, on {@code stream}; nothing was added now. */
  record Repeated<S>(StreamId stream, long version) implements Outcome<S> {}

  /** The command's identity was used before for another command. */
  record Reused<S>() implements Outcome<S> {}

  /** The rules say no. */
  record Refused<S>(Refusal reason, S state) implements Outcome<S> {}

  /** The caller asked for a version that is no longer (or not yet) the stream's. */
  record Stale<S>(long actualVersion) implements Outcome<S> {}

  /** Another stream took or left {@code key} meanwhile: look again and decide anew. */
  record ClaimLost<S>(String key) implements Outcome<S> {}
}
