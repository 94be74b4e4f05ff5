package fr.ght.view.timeline;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change, as the timeline tells it.
 *
 * @param id of the event, for ever the same
 * @param type the fact's public name without version, such as {@code
 *     fr.ght.inventory.application-declared}
 * @param establishment FINESS of the establishment that it is about; null if about the whole group
 * @param establishmentName as the group calls it; null if unknown
 * @param subject the stream: {@code application/dpi-chu}
 * @param details the fact's own short texts, such as a version, beside the product of the
 *     application or the name of the machine as it was then; never personal data
 */
@Schema(name = "TimelineEntry")
public record TimelineEntry(
    String id,
    String type,
    Instant recordedAt,
    Instant occurredAt,
    @Nullable String establishment,
    @Nullable String establishmentName,
    String subject,
    Map<String, String> details,
    String role) {

  public TimelineEntry {
    details = Map.copyOf(details);
  }
}
