package fr.ght.eventsourcing;

/**
 * A line of the log that this program cannot read. The message names the line, never its content.
 */
public final class UnreadableEvent extends RuntimeException {
  public UnreadableEvent(StoredEvent line, String why) {
    super(
        "%s version %d (%s v%d): %s"
            .formatted(line.stream(), line.version(), line.type(), line.schemaVersion(), why));
  }
}
