package fr.ght.inventory.view.assets;

import fr.ght.eventsourcing.Recorded;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.Observation.Software;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Table {@code asset_software_row}: what is installed on each machine, as numbers. */
final class InstalledRows {
  private final TemporalTable<Installed> table =
      new TemporalTable<>("asset_software_row", "asset", Installed.class);

  /**
   * @param establishment where the machine is, so that its software is found there
   * @param software numbers of the dictionary, rising
   */
  record Installed(String asset, String establishment, List<Integer> software) {}

  Uni<Void> apply(SqlConnection tx, List<Recorded<AssetEvent>> events) {
    var mine = events.stream().filter(recorded -> concerns(recorded.event())).toList();
    if (mine.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var software = mine.stream().flatMap(recorded -> named(recorded.event())).toList();
    var assets = mine.stream().map(recorded -> recorded.line().stream().key()).toList();
    return SoftwareDictionary.numbers(tx, software)
        .chain(numbers ->
            table
                .load(tx, assets)
                .invoke(versions -> mine.forEach(recorded -> change(versions, recorded, numbers))))
        .chain(versions -> table.write(tx, versions));
  }

  private static boolean concerns(AssetEvent event) {
    return event instanceof AssetSoftwareChanged
        || event instanceof AssetMoved
        || event instanceof AssetMerged;
  }

  private static Stream<Software> named(AssetEvent event) {
    return event instanceof AssetSoftwareChanged changed
        ? Stream.concat(changed.added().stream(), changed.removed().stream())
        : Stream.of();
  }

  private static void change(
      Versions<Installed> versions, Recorded<AssetEvent> recorded, Map<Software, Integer> numbers) {
    var asset = recorded.line().stream().key();
    var at = recorded.line().recordedAt();
    var before = versions.get(asset);
    switch (recorded.event()) {
      case AssetSoftwareChanged changed -> {
        var now = new TreeSet<>(before.map(Installed::software).orElse(List.of()));
        changed.removed().forEach(software -> now.remove(numbers.get(software)));
        changed.added().forEach(software -> now.add(numbers.get(software)));
        var here = before.map(Installed::establishment).orElse(changed.establishment().number());
        versions.put(asset, at, new Installed(asset, here, List.copyOf(now)));
      }
      case AssetMoved(_, var to, _) ->
          before.ifPresent(
              row -> versions.put(asset, at, new Installed(asset, to.number(), row.software())));
      case AssetMerged _ -> versions.remove(asset, at);
      case AssetDiscovered _,
          AssetHardwareChanged _,
          AssetOperatingSystemChanged _,
          AssetReportKept _,
          AssetKeysLearned _,
          AssetSeen _,
          AssetRetired _,
          AssetReturned _,
          AssetSilenceNoted _ -> {
        // Nothing of these is about software or where it is.
      }
    }
  }
}
