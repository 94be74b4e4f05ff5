package fr.ght.inventory.domain.product;

import fr.ght.inventory.domain.product.Product.Description;

/** Each names the group, so that every event can be told by itself. */
public sealed interface ProductCommand {
  String ght();

  /** The product shall be described like this, whole. */
  record Catalogue(String ght, Description description) implements ProductCommand {}

  /**
   * @param key what the normalisation finds the name by
   */
  record AddAlias(String ght, String key, ReportedName name) implements ProductCommand {}

  record WithdrawAlias(String ght, String key, String reason) implements ProductCommand {}

  /**
   * @param into the code of the product that this one is
   * @param intoIsThere whether that one is catalogued, and not merged itself
   */
  record Merge(String ght, String self, String into, boolean intoIsThere, String reason)
      implements ProductCommand {}
}
