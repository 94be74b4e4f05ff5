package fr.ght.inventory.domain.incident;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;
import java.util.Locale;

public sealed interface Incident {
  int LONGEST_DEVICE = 150;

  record Unknown() implements Incident {}

  /**
   * @param last when the latest report of this kind was observed
   */
  record Open(Finess establishment, IncidentKind kind, String device, Instant last)
      implements Incident {}

  /**
   * @param last when the latest report of this kind was observed
   */
  record Resolved(Finess establishment, String reason, Instant last) implements Incident {}

  /** The key of the stream that holds this incident, the same for every repetition of it. */
  static String key(Finess establishment, IncidentKind kind, String device) {
    var kindName = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var shortened = device.substring(0, Math.min(device.length(), LONGEST_DEVICE));
    return establishment + "/" + kindName + "/" + shortened;
  }
}
