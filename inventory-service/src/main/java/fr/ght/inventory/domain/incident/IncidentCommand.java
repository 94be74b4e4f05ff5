package fr.ght.inventory.domain.incident;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;

public sealed interface IncidentCommand {

  /**
   * @param device the device id that the agent gave
   * @param detail what is known, without personal data
   */
  record Raise(
      Finess establishment, IncidentKind kind, String device, String detail, Instant observedAt)
      implements IncidentCommand {}

  record Resolve(String reason) implements IncidentCommand {}
}
