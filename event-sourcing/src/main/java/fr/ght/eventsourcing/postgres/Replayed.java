package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What came of replaying a stream that stood aside.
 *
 * @param taken how many events or facts of it the view has taken by that
 * @param reason why it stands aside again, from the next one on; null if it does not
 */
public record Replayed(StreamId stream, long taken, @Nullable String reason) {}
