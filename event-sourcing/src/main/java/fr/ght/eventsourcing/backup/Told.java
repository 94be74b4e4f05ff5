package fr.ght.eventsourcing.backup;

import java.util.UUID;

/**
 * How far others have heard of a log, as the topic of its facts says.
 *
 * @param incarnation the life of the log in which it was told
 * @param position of the last event that counts
 * @param event that event
 */
public record Told(long incarnation, long position, UUID event) {}
