package fr.ght.inventory.domain.asset;

import fr.ght.eventsourcing.Refusal;

public enum AssetRefusal implements Refusal {
  UNKNOWN_ASSET,
  /** The asset was merged: what is said of it goes to the asset that absorbed it. */
  ALREADY_MERGED,
  /** An establishment speaks of its own machines only. */
  ANOTHER_ESTABLISHMENT,
  /** It reported after the day on which it is said to have been retired. */
  SEEN_SINCE,
  /** It has sent changes only, and does not count yet. */
  NOT_IN_SERVICE,
  REASON_MISSING
}
