package fr.ght.inventory.view.assets;

import fr.ght.eventsourcing.Recorded;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tables {@code asset_row}, {@code asset_software_row} and {@code asset_seen}. A batch is a handful
 * of statements, however many machines and software it speaks of.
 */
@Singleton
public final class AssetsView implements View {
  public static final String NAME = "inventory-assets";
  private static final String NOTE_SEEN = Sql.named(AssetsView.class, "note-seen");

  private final TemporalTable<ListedAsset> table =
      new TemporalTable<>("asset_row", "asset", ListedAsset.class);
  private final InstalledRows installed = new InstalledRows();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("asset_row", "asset_software_row", "asset_seen");
  }

  /** Without when machines were seen, which is volatile. */
  @Override
  public List<ComparedTable> compared() {
    return List.of(
        ComparedTable.temporal("asset_row", "asset"),
        ComparedTable.temporal("asset_software_row", "asset"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.ASSET);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    var changes = events.stream().map(InventoryEventTypes.ASSETS::read).toList();
    return table
        .change(
            tx,
            changes.stream().map(AssetsView::asset).toList(),
            versions -> changes.forEach(recorded -> change(versions, recorded)))
        .chain(() -> installed.apply(tx, changes))
        .chain(() -> noteSeen(tx, changes));
  }

  private static String asset(Recorded<AssetEvent> recorded) {
    return recorded.line().stream().key();
  }

  private static void change(Versions<ListedAsset> versions, Recorded<AssetEvent> recorded) {
    var asset = asset(recorded);
    var at = recorded.line().recordedAt();
    switch (recorded.event()) {
      case AssetDiscovered discovered -> versions.put(asset, at, ListedAsset.of(asset, discovered));
      case AssetHardwareChanged(_, var kind, var hardware, _) ->
          versions.put(asset, at, standing(versions, asset).with(kind, hardware));
      case AssetOperatingSystemChanged(_, var system, _) ->
          versions.put(asset, at, standing(versions, asset).with(system));
      case AssetSoftwareChanged changed ->
          versions.put(asset, at, standing(versions, asset).withSoftware(changed.total()));
      case AssetRetired _ ->
          versions.put(asset, at, standing(versions, asset).with(AssetState.RETIRED));
      case AssetReturned _ ->
          versions.put(asset, at, standing(versions, asset).with(AssetState.IN_SERVICE));
      // What is not counted yet has no row, and may move or be merged all the same.
      case AssetMoved(_, var to, _) ->
          versions.get(asset).ifPresent(row -> versions.put(asset, at, row.at(to)));
      case AssetMerged _ -> versions.remove(asset, at);
      case AssetReportKept _, AssetKeysLearned _, AssetSeen _, AssetSilenceNoted _ -> {
        // The list shows nothing of these; when it was seen is noted apart.
      }
    }
  }

  private static ListedAsset standing(Versions<ListedAsset> versions, String asset) {
    return versions
        .get(asset)
        .orElseThrow(() -> new IllegalStateException("not discovered: " + asset));
  }

  private static Uni<Void> noteSeen(SqlConnection tx, List<Recorded<AssetEvent>> events) {
    var latest = new TreeMap<String, Instant>();
    for (var recorded : events) {
      seenAt(recorded.event())
          .ifPresent(at ->
              latest.merge(asset(recorded), at, (one, other) -> one.isAfter(other) ? one : other));
    }
    return latest.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(NOTE_SEEN)
            .execute(
                Tuple.of(
                    latest.keySet().toArray(String[]::new),
                    latest.values().stream()
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new)))
            .replaceWithVoid();
  }

  /** When the machine was observed, where the event tells. */
  private static Optional<Instant> seenAt(AssetEvent event) {
    return switch (event) {
      case AssetDiscovered discovered -> Optional.of(discovered.observedAt());
      case AssetHardwareChanged changed -> Optional.of(changed.observedAt());
      case AssetOperatingSystemChanged changed -> Optional.of(changed.observedAt());
      case AssetSoftwareChanged changed -> Optional.of(changed.observedAt());
      case AssetSeen seen -> Optional.of(seen.observedAt());
      case AssetReturned returned -> Optional.of(returned.observedAt());
      case AssetReportKept _,
          AssetKeysLearned _,
          AssetMoved _,
          AssetRetired _,
          AssetSilenceNoted _,
          AssetMerged _ ->
          Optional.empty();
    };
  }
}
