package fr.ght.inventory.intake.machines;

import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandHandler;
import fr.ght.eventsourcing.CommandHandler.Loaded;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Outcome;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetCommand;
import fr.ght.inventory.domain.asset.AssetDecider;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.log.InventoryEventTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** The assets in the log, and commands to them with the keys that they win or let go. */
final class Assets {
  private static final AssetDecider DECIDER = new AssetDecider();

  private final EventStore log;
  private final Executor workers;
  private final CommandHandler<AssetCommand, Asset, AssetEvent> handler;

  Assets(EventStore log, Executor workers) {
    this.log = log;
    this.workers = workers;
    this.handler = new CommandHandler<>(DECIDER, InventoryEventTypes.ASSETS, log, workers);
  }

  /** Who holds these keys; goes on in a worker. */
  Uni<Map<String, Claimed>> holders(Set<String> keys) {
    return log.claims(keys).emitOn(workers);
  }

  Uni<Map<AssetId, Loaded<Asset>>> load(Collection<StreamId> assets) {
    return Multi.createFrom()
        .iterable(assets)
        .onItem()
        .transformToUniAndConcatenate(
            stream -> handler.load(stream).map(loaded -> Map.entry(stream, loaded)))
        .collect()
        .in(
            LinkedHashMap::new,
            (all, entry) -> all.put(AssetClaims.asset(entry.getKey()), entry.getValue()));
  }

  static Loaded<Asset> unknown() {
    return new Loaded<>(DECIDER.initial(), StoredStream.NONE);
  }

  /**
   * @param known the asset as it was loaded a moment ago
   * @param stillHolds whether the command may be decided on this state of the asset too, where it
   *     is no longer the known one
   * @param seen the holders of the keys that the command may move, as they were found before
   * @return fails with {@link LookAgain} unless the command was carried out, now or before, or its
   *     identity is not its own
   */
  Uni<Outcome<Asset>> carryOut(
      AssetId asset,
      Loaded<Asset> known,
      Predicate<Asset> stillHolds,
      AssetCommand command,
      Context context,
      Map<String, Claimed> seen) {
    return handler
        .handle(
            AssetClaims.stream(asset),
            known,
            command,
            context,
            (before, _, after) -> {
              if (!stillHolds.test(before)) {
                throw new LookAgain();
              }
              return AssetClaims.between(before, after, seen);
            })
        .invoke(outcome -> {
          if (outcome instanceof Outcome.ClaimLost || outcome instanceof Outcome.Refused) {
            throw new LookAgain();
          }
        });
  }
}
