package fr.ght.inventory.intake.machines;

import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.AssetKeys.Strength;
import fr.ght.inventory.domain.asset.Identity;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.log.InventoryEventTypes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that assets hold: each key within its establishment, by which reports find them; and the
 * strong ones once more without establishment, by which the same machine is noticed elsewhere.
 */
final class AssetClaims {
  private static final String ANYWHERE = "asset-anywhere/";

  /** A weak key that more machines share, as of one disk image, tells nothing. */
  private static final int MOST_SHARING = 32;

  private AssetClaims() {}

  /** All keys to ask for before a report is decided on. */
  static Set<String> of(Finess establishment, AssetKeys keys) {
    var all = new HashSet<>(Identity.claimKeys(establishment, keys));
    all.addAll(anywhere(keys));
    return all;
  }

  /** What {@code asset} is to hold. */
  static Set<String> of(Asset asset) {
    return asset
        .known()
        .map(machine -> of(machine.establishment(), machine.keys()))
        .orElse(Set.of());
  }

  /**
   * What changes hands when {@code before} becomes {@code after}. A key that was not asked for is
   * claimed as nobody's, so that the append is turned down if somebody holds it.
   */
  static List<Claim> between(Asset before, Asset after, Map<String, Claimed> seen) {
    var held = of(before);
    var wanted = of(after);
    return Stream.concat(held.stream(), wanted.stream())
        .distinct()
        .filter(key -> held.contains(key) != wanted.contains(key))
        .map(key ->
            new Claim(key, seen.getOrDefault(key, Claimed.NOBODY).version(), wanted.contains(key)))
        .toList();
  }

  /** The assets of the establishment that hold one of a report's keys. */
  static List<StreamId> candidates(
      Finess establishment, AssetKeys keys, Map<String, Claimed> seen) {
    var telling =
        Stream.of(Strength.values())
            .flatMap(strength -> telling(establishment, keys, strength, seen))
            .toList();
    return holders(telling, seen).distinct().toList();
  }

  private static Stream<String> telling(
      Finess establishment, AssetKeys keys, Strength strength, Map<String, Claimed> seen) {
    return Identity.claimKeys(establishment, keys.only(strength)).stream()
        .filter(key ->
            strength.isStrong()
                || seen.getOrDefault(key, Claimed.NOBODY).holders().size() <= MOST_SHARING);
  }

  /** Assets of other establishments that hold one of a report's strong keys. */
  static Set<StreamId> elsewhere(Finess establishment, AssetKeys keys, Map<String, Claimed> seen) {
    var here = Set.copyOf(candidates(establishment, keys, seen));
    return holders(anywhere(keys), seen)
        .filter(holder -> !here.contains(holder))
        .collect(Collectors.toSet());
  }

  static StreamId stream(AssetId asset) {
    return new StreamId(InventoryEventTypes.ASSET, asset.toString());
  }

  static AssetId asset(StreamId stream) {
    return new AssetId(UUID.fromString(stream.key()));
  }

  private static Stream<StreamId> holders(Collection<String> keys, Map<String, Claimed> seen) {
    return keys.stream().flatMap(key -> seen.getOrDefault(key, Claimed.NOBODY).holders().stream());
  }

  private static List<String> anywhere(AssetKeys keys) {
    return Stream.of(Strength.values())
        .filter(Strength::isStrong)
        .flatMap(strength ->
            keys.of(strength).stream()
                .map(key -> ANYWHERE + strength.name().toLowerCase(Locale.ROOT) + "/" + key))
        .toList();
  }
}
