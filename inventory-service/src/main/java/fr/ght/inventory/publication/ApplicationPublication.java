package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.ByTheGroup;
import fr.ght.inventory.domain.application.Hosting.OnPremise;
import fr.ght.inventory.domain.application.Interface;
import fr.ght.inventory.domain.application.Interface.OtherApplication;
import fr.ght.inventory.domain.application.Interface.OutsideSystem;

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
      case ApplicationInstanceChanged(var at, var instance) ->
          new InventoryFact.ApplicationInstanceChanged(id, at.number(), instance);
      case ApplicationInstanceWithdrawn(var at) ->
          new InventoryFact.ApplicationInstanceWithdrawn(id, at.number());
      case ApplicationHostingWithdrawn(var at) ->
          new InventoryFact.ApplicationHostingWithdrawn(id, at.number());
      case ApplicationNeedsChanged(var at, var needs) ->
          new InventoryFact.ApplicationNeedsChanged(
              id,
              at.number(),
              needs.availability(),
              needs.integrity(),
              needs.confidentiality(),
              needs.evidence(),
              needs.rto(),
              needs.rpo());
      case ApplicationHostingChanged(var at, var hosting) -> hosted(id, at.number(), hosting);
      case ApplicationInterfacesChanged(var at, var interfaces) ->
          new InventoryFact.ApplicationInterfacesChanged(
              id, at.number(), interfaces.stream().map(ApplicationPublication::told).toList());
      case ApplicationDecommissioned(var at) ->
          new InventoryFact.ApplicationDecommissioned(id, at.number());
    };
  }

  private static InventoryFact hosted(String id, String at, Hosting hosting) {
    return switch (hosting) {
      case OnPremise() ->
          new InventoryFact.ApplicationHostingChanged(id, at, "ON_PREMISE", null, null);
      case ByTheGroup() -> new InventoryFact.ApplicationHostingChanged(id, at, "GROUP", null, null);
      case AtCertifiedHost(var host, var certificate) ->
          new InventoryFact.ApplicationHostingChanged(
              id,
              at,
              "CERTIFIED_HOST",
              host,
              certificate == null
                  ? null
                  : new InventoryFact.HostingCertificate(
                      certificate.number(), certificate.validFrom(), certificate.validUntil()));
    };
  }

  private static InventoryFact.ApplicationInterface told(Interface one) {
    var standard = one.standard();
    var direction = one.direction().name();
    return switch (one.peer()) {
      case OtherApplication(var other) ->
          new InventoryFact.ApplicationInterface(other, null, standard, direction);
      case OutsideSystem(var system) ->
          new InventoryFact.ApplicationInterface(null, system, standard, direction);
    };
  }
}
