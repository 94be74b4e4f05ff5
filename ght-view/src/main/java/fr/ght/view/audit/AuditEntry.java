package fr.ght.view.audit;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change: who, what, when, and what caused it.
 *
 * @param id of the event, for ever the same
 * @param type the fact's public name without version, such as {@code
 *     fr.ght.inventory.application-declared}
 * @param subject the stream: {@code application/dpi-chu}
 * @param establishment FINESS; null if about the whole group
 * @param establishmentName as the group calls it; null if unknown
 * @param movedFrom FINESS of the establishment that a machine has left; null if none did
 * @param ght null if the fact is about an establishment, whatever its group
 * @param actor a pseudonym, or the id of an agents' credential; {@code unknown} of old facts
 * @param role in which the actor did it; {@code unknown} of old facts
 * @param correlation the same for everything that one outside call set off
 * @param causation id of the event that led to this one; null if none did
 * @param command as its giver names it; null if it has no name
 */
@Schema(name = "AuditEntry")
public record AuditEntry(
    String id,
    String type,
    Instant recordedAt,
    Instant occurredAt,
    String subject,
    @Nullable String establishment,
    @Nullable String establishmentName,
    @Nullable String movedFrom,
    @Nullable String ght,
    String actor,
    String role,
    String correlation,
    @Nullable String causation,
    @Nullable String command) {}
