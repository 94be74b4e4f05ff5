package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.ProductIdentifiers;
import fr.ght.inventory.domain.lifecycle.Lifecycle.LifecycleRecorded;
import fr.ght.inventory.domain.lifecycle.Release;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.product.ProductEvent;
import fr.ght.inventory.domain.product.ProductEvent.*;

/** The facts of a group's catalogue, of its rules and of the lives of products. */
final class CataloguePublication {
  private CataloguePublication() {}

  static InventoryFact fact(String key, ProductEvent event) {
    var code = key.substring(key.indexOf('/') + 1);
    return switch (event) {
      case ProductCatalogued(var ght, var described) ->
          new InventoryFact.ProductCatalogued(
              ght,
              code,
              described.name(),
              described.publisher(),
              identifiers(described.identifiers()));
      case ProductDescribed(var ght, var described) ->
          new InventoryFact.ProductDescribed(
              ght,
              code,
              described.name(),
              described.publisher(),
              identifiers(described.identifiers()));
      case AliasAdded(var ght, var alias, var name) ->
          new InventoryFact.ProductAliasAdded(ght, code, alias, name.name(), name.publisher());
      case AliasWithdrawn(var ght, var alias, var reason) ->
          new InventoryFact.ProductAliasWithdrawn(ght, code, alias, reason);
      case ProductMerged(var ght, var into, var reason) ->
          new InventoryFact.ProductMerged(ght, code, into, reason);
    };
  }

  private static ProductIdentifiers identifiers(Identifiers given) {
    return new ProductIdentifiers(given.cpe(), given.purl(), given.endoflife());
  }

  /** Without the rules themselves, which concern nobody else. */
  static InventoryFact fact(RulesAdopted event) {
    return new InventoryFact.NormalisationRulesAdopted(
        event.ght(), event.number(), event.rules().rules().size(), event.reason());
  }

  static InventoryFact fact(LifecycleRecorded event) {
    return new InventoryFact.ProductLifecycleRecorded(
        event.ght(),
        event.product(),
        event.label(),
        event.releases().stream().map(CataloguePublication::release).toList(),
        event.source());
  }

  private static InventoryFact.Release release(Release release) {
    return new InventoryFact.Release(
        release.name(),
        release.label(),
        release.released(),
        release.activeSupportUntil(),
        release.supportUntil(),
        release.extendedSupportUntil(),
        release.ended(),
        release.latest());
  }
}
