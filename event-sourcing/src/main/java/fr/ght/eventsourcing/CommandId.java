package fr.ght.eventsourcing;

import java.util.UUID;

/**
 * The identity a caller gives to a command that it may send again.
 *
 * @param tenant whose identities these are, so that two callers never meet by chance
 * @param id unique within the tenant
 * @param fingerprint a digest of what was asked: the same id with another fingerprint is a reuse,
 *     and is refused
 */
public record CommandId(String tenant, UUID id, String fingerprint) {}
