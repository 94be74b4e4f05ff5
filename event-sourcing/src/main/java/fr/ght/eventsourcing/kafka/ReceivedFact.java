package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.StreamId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it arrived, decoded once for all views.
 *
 * @param id of the event that it tells, for ever the same
 * @param type its public name, such as {@code fr.ght.inventory.application-declared.v1}
 * @param stream that it belongs to; within one stream facts come in order
 * @param version of that stream: rising, with gaps where an event was no fact
 * @param occurredAt when it happened in the world
 * @param recordedAt when the service's log took it: what "as of" goes by
 * @param actor who did it, pseudonymous; {@link Actor#UNKNOWN} where an old fact does not say
 * @param correlation joins everything that one outside call set off
 * @param causation the event that led to this one; null if none did, or the sender does not say
 * @param command that it followed from, as its giver names it; null if it has no name
 */
public record ReceivedFact<F>(
    F fact,
    UUID id,
    String type,
    StreamId stream,
    long version,
    Instant occurredAt,
    Instant recordedAt,
    Actor actor,
    UUID correlation,
    @Nullable UUID causation,
    @Nullable UUID command) {}
