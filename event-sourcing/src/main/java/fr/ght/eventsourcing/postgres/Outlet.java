package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a log go that leave its database. It keeps its own checkpoint, which moves
 * together with what it sends or not at all, and lets only the one who opened it last send.
 */
public interface Outlet {

  /**
   * Makes ready to send, and shuts out whoever did so before. Called before the first events and
   * after each failure; costs nothing while it is ready.
   */
  Uni<Opened> open();

  /**
   * Where an outlet stands.
   *
   * @param position the checkpoint: up to here in the log everything is there, but for streams that
   *     stand aside
   * @param resent what was sent last of a stream that stood aside; null if nothing ever was
   */
  record Opened(long position, @Nullable Resent resent) {}

  /** All events of a stream at or below a position are there. */
  record Resent(StreamId stream, long upTo) {}

  /** These may have to be sent next: makes ready what can be, beside what is being sent. */
  void ahead(List<StoredEvent> events);

  /**
   * Sends what there is to send of these events, and with it moves the checkpoint to the last of
   * them. Where there is nothing to send the checkpoint may stay behind; what it covers already is
   * passed over.
   *
   * @param events in the order of the log, never empty; none of a stream that stands aside
   * @return fails with {@link Unsendable} if one of them can never be sent: then all before it are
   *     there and it and what follows are not, so that without it the rest can be sent. After any
   *     other failure the next {@link #open} tells what became of it
   */
  Uni<Void> send(List<StoredEvent> events);

  /**
   * Sends events of one stream that stood aside, and with them notes {@link Resent}; the checkpoint
   * stays, and what comes there again is passed over.
   *
   * @param events in the order of the log, never empty; before them all of the stream is there
   * @return fails as {@link #send} does
   */
  Uni<Void> resend(List<StoredEvent> events);

  /** Everything that the log recorded at or before {@code upTo} has been sent. */
  void sentUpTo(Instant upTo);

  /** Lets go of what it holds. */
  void close();

  /** An event can never be sent: trying again is of no use. */
  final class Unsendable extends RuntimeException {
    private final transient StoredEvent event;
    private final Throwable reason;

    public Unsendable(StoredEvent event, Throwable reason) {
      super("%s %s cannot be sent".formatted(event.stream(), event.type()), reason, false, false);
      this.event = event;
      this.reason = reason;
    }

    StoredEvent event() {
      return event;
    }

    Throwable reason() {
      return reason;
    }
  }
}
