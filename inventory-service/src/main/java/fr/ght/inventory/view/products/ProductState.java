package fr.ght.inventory.view.products;

/** How a group knows a product. */
public enum ProductState {
  /** Somebody has put it into the catalogue. */
  CATALOGUED,
  /** The rules know it. */
  RECOGNISED,
  /** It goes on in another one. */
  MERGED,
  /** It is a reported name that nobody knows. */
  UNKNOWN
}
