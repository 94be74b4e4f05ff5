package fr.ght.inventory.domain.incident;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;

public sealed interface IncidentEvent {

  record IncidentRaised(
      Finess establishment, IncidentKind kind, String device, String detail, Instant observedAt)
      implements IncidentEvent {}

  record IncidentResolved(Finess establishment, String reason) implements IncidentEvent {}
}
