package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.GhtEvent.*;
import java.util.Optional;

/**
 * The facts of group {@code ght}. A designation is none: the entry makes it true, and says when.
 */
final class GhtPublication {
  private GhtPublication() {}

  static Optional<InventoryFact> fact(String ght, GhtEvent event) {
    return switch (event) {
      case GhtCreated(var name) -> Optional.of(new InventoryFact.GhtCreated(ght, name));
      case GhtRenamed(var name) -> Optional.of(new InventoryFact.GhtRenamed(ght, name));
      case SupportDesignated _ -> Optional.empty();
      case EstablishmentJoined(var establishment, var name, var role, var from) ->
          Optional.of(
              new InventoryFact.EstablishmentJoinedGht(
                  ght, establishment.number(), name, role.name(), from));
      case EstablishmentLeft(var establishment, var on) ->
          Optional.of(new InventoryFact.EstablishmentLeftGht(ght, establishment.number(), on));
      case SupportEstablishmentChanged(var establishment, var from) ->
          Optional.of(
              new InventoryFact.SupportEstablishmentChanged(ght, establishment.number(), from));
      case EstablishmentProfileRecorded(var establishment, var profile) ->
          Optional.of(
              new InventoryFact.EstablishmentProfileRecorded(
                  ght,
                  establishment.number(),
                  profile.from(),
                  profile.beds(),
                  profile.staff(),
                  profile.workstations(),
                  profile.itStaff()));
    };
  }
}
