package fr.ght.eventsourcing;

/** What became of an append. Only {@link Stored} changed anything. */
public sealed interface AppendResult {

  /**
   * All of it is in the log.
   *
   * @param version of the stream after it
   * @param lastPosition of its last event in the log, 0 if it had none
   */
  record Stored(long version, long revision, long lastPosition) implements AppendResult {}

  /**
   * The command had been carried out before, on {@code stream}, which it left at {@code version}.
   */
  record Repeated(StreamId stream, long version) implements AppendResult {}

  /** The command's identity was used before for something else. */
  record Reused() implements AppendResult {}

  /** The stream's head moved since it was read. */
  record Conflict(long actualRevision) implements AppendResult {}

  /** Another stream took or left {@code key} since it was read. */
  record ClaimLost(String key) implements AppendResult {}
}
