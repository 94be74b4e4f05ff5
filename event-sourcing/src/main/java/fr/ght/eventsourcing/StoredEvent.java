package fr.ght.eventsourcing;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the log, as stored.
 *
 * @param position its place in the log: rising, with gaps; repeats after a restore, so never an
 *     identity
 * @param id its identity for ever
 * @param version its place in its stream, from 1, without gaps
 * @param type the explicit stable name, such as {@code application-declared}
 * @param payload JSON in the shape that {@code type} had at {@code schemaVersion}
 * @param occurredAt when it happened in the world
 * @param recordedAt when the log took it; never goes back within a stream
 */
public record StoredEvent(
    long position,
    UUID id,
    StreamId stream,
    long version,
    String type,
    int schemaVersion,
    String payload,
    Metadata metadata,
    Instant occurredAt,
    Instant recordedAt) {}
