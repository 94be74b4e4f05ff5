package fr.ght.inventory.intake.machines;

import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.Hardware;
import fr.ght.inventory.domain.asset.Machine;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A machine with all that is known of it. Of one that was merged, only into which.
 *
 * @param state UNCONFIRMED (only changes were reported: not counted), IN_SERVICE, RETIRED or MERGED
 * @param retiredOn the last day in service
 * @param mergedInto the asset that goes on
 * @param lastSeen when its latest report was observed
 * @param keys by which its reports are recognised
 */
@Schema(name = "Asset")
public record AssetShown(
    String id,
    String state,
    @Nullable String establishment,
    @Nullable String kind,
    @Nullable String name,
    @Nullable LocalDate retiredOn,
    @Nullable String mergedInto,
    @Nullable Instant lastSeen,
    @Nullable Hardware hardware,
    @Nullable OperatingSystem operatingSystem,
    @Nullable List<Software> software,
    @Nullable AssetKeys keys) {

  /** Empty for an asset that there is not. */
  static Optional<AssetShown> of(String id, Asset asset) {
    return switch (asset) {
      case Asset.Unknown _ -> Optional.empty();
      case Asset.Unconfirmed(var machine, _) -> Optional.of(of(id, "UNCONFIRMED", machine, null));
      case Asset.InService(var machine) -> Optional.of(of(id, "IN_SERVICE", machine, null));
      case Asset.Retired(var machine, var on) -> Optional.of(of(id, "RETIRED", machine, on));
      case Asset.Merged(var into) -> Optional.of(merged(id, into));
    };
  }

  private static AssetShown of(
      String id, String state, Machine machine, @Nullable LocalDate retiredOn) {
    var hardware = machine.hardware().values();
    return new AssetShown(
        id,
        state,
        machine.establishment().number(),
        machine.kind().name(),
        hardware.displayName(),
        retiredOn,
        null,
        machine.seen().last(),
        hardware,
        machine.operatingSystem(),
        machine.software().all(),
        machine.keys());
  }

  private static AssetShown merged(String id, AssetId into) {
    return new AssetShown(
        id, "MERGED", null, null, null, null, into.toString(), null, null, null, null, null);
  }
}
