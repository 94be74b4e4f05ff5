package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationEvent.*;

/** The facts of one application. */
final class ApplicationPublication {
  private ApplicationPublication() {}

  static InventoryFact fact(String id, ApplicationEvent event) {
    return switch (event) {
      case ApplicationDeclared(
              var at,
              var function,
              var product,
              var version,
              var state,
              var users) ->
          new InventoryFact.ApplicationDeclared(
              id, at.number(), function, product, version, state.name(), users);
      case ApplicationVersionChanged(var at, var version) ->
          new InventoryFact.ApplicationVersionChanged(id, at.number(), version);
      case ApplicationStateChanged(var at, var state, _) ->
          new InventoryFact.ApplicationStateChanged(id, at.number(), state.name());
      case ApplicationUsersChanged(var at, var users) ->
          new InventoryFact.ApplicationUsersChanged(id, at.number(), users);
      case ApplicationDecommissioned(var at) ->
          new InventoryFact.ApplicationDecommissioned(id, at.number());
    };
  }
}
