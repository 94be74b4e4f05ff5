package fr.ght.inventory.domain.product;

import fr.ght.eventsourcing.Refusal;

public enum ProductRefusal implements Refusal {
  NOT_CATALOGUED,
  /** What is said of a merged product is said of the one that it lives on in. */
  MERGED,
  NO_SUCH_ALIAS,
  TOO_MANY_ALIASES,
  MERGED_WITH_ITSELF,
  /** A product is merged only into one that is catalogued and has not been merged itself. */
  NOTHING_TO_MERGE_INTO
}
