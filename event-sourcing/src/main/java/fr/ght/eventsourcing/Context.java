package fr.ght.eventsourcing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command: who gave it, when what it tells happened, and what caused it.
 *
 * @param occurredAt when the told thing happened in the world; may lie long before it is recorded
 * @param command the caller's own identity for this command, if it may be repeated
 * @param correlation joins everything that one outside call set off
 * @param causation the event that led to this command, if one did
 */
public record Context(
    Actor actor,
    Instant occurredAt,
    @Nullable CommandId command,
    UUID correlation,
    @Nullable UUID causation) {}
