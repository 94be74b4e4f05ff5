package fr.ght.eventsourcing;

import java.time.Instant;
import java.util.UUID;

/**
 * An event about to be appended: its identity, stable name, schema version, JSON payload, time of
 * occurrence.
 */
public record NewEvent(
    UUID id, String type, int schemaVersion, String payload, Instant occurredAt) {}
