package fr.ght.inventory.domain.product;

import fr.ght.inventory.domain.product.Product.Description;

public sealed interface ProductEvent {

  record ProductCatalogued(String ght, Description description) implements ProductEvent {}

  /** The product is described otherwise from now on; this is the whole description. */
  record ProductDescribed(String ght, Description description) implements ProductEvent {}

  /** From now on this reported name, in all its versions, is the product. */
  record AliasAdded(String ght, String key, ReportedName name) implements ProductEvent {}

  record AliasWithdrawn(String ght, String key, String reason) implements ProductEvent {}

  record ProductMerged(String ght, String into, String reason) implements ProductEvent {}
}
