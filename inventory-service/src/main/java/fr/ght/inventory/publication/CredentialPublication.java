package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.credential.CredentialEvent;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialIssued;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialRevoked;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialRotated;

/**
 * The facts of an establishment's credentials: nothing of a password leaves the service (ADR 17).
 */
final class CredentialPublication {
  private CredentialPublication() {}

  static InventoryFact fact(CredentialEvent event) {
    return switch (event) {
      case CredentialIssued(var at, var id, _, var label, _, _) ->
          new InventoryFact.CredentialIssued(id.toString(), at.number(), label);
      case CredentialRotated(var at, var id, _, _, var formerUntil) ->
          new InventoryFact.CredentialRotated(id.toString(), at.number(), formerUntil);
      case CredentialRevoked(var at, var id, _) ->
          new InventoryFact.CredentialRevoked(id.toString(), at.number());
    };
  }
}
