package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.incident.IncidentEvent.*;

/** The facts of one incident of the intake. */
final class IncidentPublication {
  private IncidentPublication() {}

  static InventoryFact fact(String id, IncidentEvent event) {
    return switch (event) {
      case IncidentRaised(var at, var kind, var device, var detail, var observedAt) ->
          new InventoryFact.IntakeIncidentRaised(
              id, at.number(), kind.name(), device, detail, observedAt);
      case IncidentResolved(var at, var reason) ->
          new InventoryFact.IntakeIncidentResolved(id, at.number(), reason);
    };
  }
}
