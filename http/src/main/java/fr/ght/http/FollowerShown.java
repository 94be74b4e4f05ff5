package fr.ght.http;

import fr.ght.eventsourcing.postgres.FollowerStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far something has followed a service's log, as operations read it.
 *
 * @param standsBy whether another replica does the work
 * @param completeUpTo everything recorded by then has been taken; null while that is not known
 * @param trouble what keeps it from going on; null if nothing does
 */
@Schema(name = "FollowerStatus")
public record FollowerShown(
    boolean running,
    boolean standsBy,
    long position,
    @Nullable Instant completeUpTo,
    long lagMillis,
    int parkedStreams,
    @Nullable String trouble) {

  public static FollowerShown of(FollowerStatus status) {
    var completeUpTo = status.completeUpTo();
    return new FollowerShown(
        status.running(),
        status.standsBy(),
        status.position(),
        completeUpTo.equals(Instant.MIN) ? null : completeUpTo,
        status.lag().toMillis(),
        status.parkedStreams(),
        status.trouble());
  }
}
