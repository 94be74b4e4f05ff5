package fr.ght.inventory.reaction;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.Fingerprint;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A day of a stream that has come.
 *
 * @param what comes that day
 * @param known since when the stream has been as it is, as far as it was read: a day that a
 *     correction moves away and back comes again
 */
record Due(StreamId stream, String what, LocalDate on, Instant known) {
  private static final String TENANT = "deadlines";

  /** Nobody in particular: the service itself, by the clock. */
  private static final Actor CLOCK = new Actor("inventory-service", "system");

  /** The same one for the same day, whichever replica sees it come, and however often. */
  Context context() {
    var asked =
        new Fingerprint().of(stream.toString()).of(what).of(on.toString()).of(known.toString());
    var command =
        Fingerprint.command(TENANT, "%s %s %s %s".formatted(stream, what, on, known), asked);
    return new Context(CLOCK, on.atStartOfDay(AsOf.PARIS).toInstant(), command, command.id(), null);
  }
}
