package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;

public sealed interface AssetCommand {

  /** The machine reported to its establishment. */
  record Report(Finess establishment, Observation observation) implements AssetCommand {}

  /**
   * Another asset is the same machine: what is known of it is known of this one. Comes before
   * {@link MergeInto} for the other one, so that nothing is lost in between.
   */
  record Absorb(Asset.Known other) implements AssetCommand {}

  /** This asset is the same machine as {@code target}, which has absorbed it. */
  record MergeInto(AssetId target) implements AssetCommand {}

  /** The machine belongs to another establishment than was thought, or moved there. */
  record Move(Finess to, String reason) implements AssetCommand {}

  /**
   * @param on the last day in service; what is observed later brings the machine back
   */
  record Retire(LocalDate on, String reason) implements AssetCommand {}

  /**
   * Nothing was heard of the machine for long.
   *
   * @param lastSeenOn the last day on which it was seen, as far as the caller knows
   */
  record NoteSilence(LocalDate lastSeenOn) implements AssetCommand {}
}
