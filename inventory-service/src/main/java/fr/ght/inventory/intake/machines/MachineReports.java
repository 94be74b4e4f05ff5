package fr.ght.inventory.intake.machines;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandHandler.Loaded;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Outcome;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetCommand;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.Identity;
import fr.ght.inventory.domain.asset.Identity.Candidate;
import fr.ght.inventory.domain.asset.Identity.Match;
import fr.ght.inventory.domain.asset.Machine;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.agents.ReportIntake;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Takes machines' reports. Of an unchanged machine: one reading of its keys, one of its stream, and
 * one append without events that keeps when it was last seen.
 *
 * <p>What a report leads to is done in steps, each of which may be done again: assets that it shows
 * to be one are merged, the asset takes the report, incidents are raised. The last step carries the
 * report's identity. So whoever dies in between leaves nothing half done that the same report,
 * given again, would not finish.
 */
@Singleton
public final class MachineReports implements ReportIntake {
  private static final int TRIES = 64;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  /** Agents wait for minutes, but never send a report again: so it is tried here. */
  private static final int TRIES_WITHOUT_STORE = 8;

  private static final Duration FIRST_PAUSE_WITHOUT_STORE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE_WITHOUT_STORE = Duration.ofSeconds(2);

  private final EventStore log;
  private final Establishments establishments;
  private final Assets assets;
  private final Incidents incidents;
  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  @Inject
  MachineReports(EventStore log, Establishments establishments) {
    this(log, establishments, Infrastructure.getDefaultExecutor());
  }

  MachineReports(EventStore log, Establishments establishments, Executor workers) {
    this.log = log;
    this.establishments = establishments;
    this.assets = new Assets(log, workers);
    this.incidents = new Incidents(log, workers);
  }

  @Override
  public Uni<Boolean> knows(Finess establishment) {
    return establishments.isKnown(establishment);
  }

  @Override
  public Uni<Taken> take(
      Finess establishment,
      Inventory report,
      Actor by,
      UUID correlation,
      @Nullable CommandId identity) {
    var told = ToldMachine.of(establishment, report.observation(), by, correlation, identity);
    return Uni.createFrom()
        .deferred(() -> unlessTakenBefore(told, report.hosted()))
        .onFailure(LookAgain.class)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .withJitter(0.5)
        .atMost(TRIES)
        .onFailure(LookAgain.class)
        .transform(_ -> new StoreUnavailable("too many report of one machine at once", null))
        .onFailure(StoreUnavailable.class)
        .retry()
        .withBackOff(FIRST_PAUSE_WITHOUT_STORE, LONGEST_PAUSE_WITHOUT_STORE)
        .atMost(TRIES_WITHOUT_STORE);
  }

  private Uni<Taken> unlessTakenBefore(ToldMachine told, List<Observation> hosted) {
    var identity = told.identity();
    return identity == null
        ? all(told, hosted)
        : log.repeated(identity)
            .flatMap(earlier ->
                earlier.isEmpty()
                    ? all(told, hosted)
                    : Uni.createFrom()
                        .item(
                            earlier.get() instanceof AppendResult.Repeated
                                ? Taken.BEFORE
                                : Taken.IDENTITY_REUSED));
  }

  /** What runs on the machine comes first: the last step is the report's own. */
  private Uni<Taken> all(ToldMachine told, List<Observation> hosted) {
    return Multi.createFrom()
        .iterable(hosted)
        .onItem()
        .transformToUniAndConcatenate(one -> find(told.of(one)))
        .collect()
        .last()
        .chain(() -> find(told));
  }

  /** The assets that hold the report's keys, and who holds them, a moment ago. */
  private record Found(Map<String, Claimed> seen, Map<AssetId, Loaded<Asset>> candidates) {

    List<Candidate> identities() {
      return candidates.entrySet().stream()
          .map(entry -> Candidate.of(entry.getKey(), known(entry.getKey())))
          .toList();
    }

    /**
     * @throws LookAgain if it was merged after its keys were found
     */
    Asset.Known known(AssetId asset) {
      if (loaded(asset).state() instanceof Asset.Known known) {
        return known;
      }
      throw new LookAgain();
    }

    Loaded<Asset> loaded(AssetId asset) {
      return Optional.ofNullable(candidates.get(asset)).orElseThrow();
    }
  }

  private Uni<Taken> find(ToldMachine told) {
    return assets
        .holders(AssetClaims.of(told.establishment(), told.keys()))
        .flatMap(seen ->
            assets
                .load(AssetClaims.candidates(told.establishment(), told.keys(), seen))
                .flatMap(candidates -> decide(told, new Found(seen, candidates))));
  }

  private Uni<Taken> decide(ToldMachine told, Found found) {
    return switch (Identity.resolve(told.keys(), found.identities())) {
      case Match.New() -> report(told, new AssetId(ids.generate()), Assets.unknown(), found.seen());
      case Match.Known(var asset, var others) when others.isEmpty() ->
          report(told, asset, found.loaded(asset), found.seen());
      case Match.Known(var asset, var others) ->
          merge(told, asset, others.getFirst(), found).chain(() -> find(told));
      case Match.Ambiguous(var several) ->
          incidents.raise(List.of(told.ambiguous(several)), told).map(MachineReports::taken);
    };
  }

  private Uni<Taken> report(
      ToldMachine told, AssetId asset, Loaded<Asset> known, Map<String, Claimed> seen) {
    return incidents(told, known.state(), seen)
        .flatMap(raised ->
            assets
                .carryOut(
                    asset,
                    known,
                    now -> isAsFound(known.state(), now),
                    new AssetCommand.Report(told.establishment(), told.observation()),
                    raised.isEmpty() ? told.lastStep() : told.step(),
                    seen)
                .call(outcome -> baselineCame(told, known.state(), outcome))
                .flatMap(outcome ->
                    raised.isEmpty()
                        ? Uni.createFrom().item(taken(outcome))
                        : incidents.raise(raised, told).map(MachineReports::taken)));
  }

  /** The keys, by which it was found, and what the report means to it, are the same. */
  private static boolean isAsFound(Asset found, Asset now) {
    return found.getClass().equals(now.getClass())
        && found.known().map(Machine::keys).equals(now.known().map(Machine::keys));
  }

  /** What someone must look at once the asset has taken the report. */
  private Uni<List<Incidents.Raised>> incidents(
      ToldMachine told, Asset known, Map<String, Claimed> seen) {
    var withoutBaseline =
        told.observation().partial()
                && (known instanceof Asset.Unknown
                    || known instanceof Asset.Unconfirmed
                    || isListed(known))
            ? List.of(told.withoutBaseline())
            : List.<Incidents.Raised>of();
    var elsewhere = AssetClaims.elsewhere(told.establishment(), told.keys(), seen);
    if (elsewhere.isEmpty()) {
      return Uni.createFrom().item(withoutBaseline);
    }
    return assets
        .load(elsewhere)
        .map(others -> {
          var working =
              others.values().stream()
                  .map(Loaded::state)
                  .filter(other -> !(other instanceof Asset.Retired))
                  .flatMap(other -> other.known().stream())
                  .map(Machine::establishment)
                  .filter(place -> !place.equals(told.establishment()))
                  .distinct()
                  .sorted()
                  .toList();
          return working.isEmpty() ? withoutBaseline : told.andElsewhere(withoutBaseline, working);
        });
  }

  /**
   * One asset absorbs another. Only then does the other let go of its keys, so that a report always
   * finds at least one of them; and only if it has learned nothing since it was absorbed.
   */
  private Uni<Void> merge(ToldMachine told, AssetId asset, AssetId other, Found found) {
    var absorbing = found.known(asset);
    var absorbed = found.known(other);
    AssetKeys both = absorbing.machine().keys().plus(absorbed.machine().keys());
    var keys = AssetClaims.of(told.establishment(), both);
    return assets
        .holders(keys)
        .flatMap(seen ->
            assets.carryOut(
                asset,
                found.loaded(asset),
                now -> isAsFound(absorbing, now),
                new AssetCommand.Absorb(absorbed),
                told.step(),
                seen))
        .call(outcome -> baselineCame(told, absorbed, outcome))
        .chain(() -> assets.holders(keys))
        .flatMap(seen ->
            assets.carryOut(
                other,
                found.loaded(other),
                absorbed::equals,
                new AssetCommand.MergeInto(asset),
                told.step(),
                seen))
        .replaceWithVoid();
  }

  /** Whether all that is known of it is what its host says. */
  private static boolean isListed(Asset asset) {
    return asset.known().filter(Machine::isListed).isPresent();
  }

  /** The whole report that a machine's kept reports waited for settles their incidents. */
  private Uni<?> baselineCame(ToldMachine told, Asset before, Outcome<Asset> outcome) {
    return (before instanceof Asset.Unconfirmed || isListed(before))
            && outcome instanceof Outcome.Done<Asset>(Asset.InService(var now), _, _)
            && !now.isListed()
        ? incidents.settle(
            told.settled(before.known().map(Machine::keys).orElse(AssetKeys.NONE)), told.step())
        : Uni.createFrom().voidItem();
  }

  private static Taken taken(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> Taken.NOW;
      case Outcome.Repeated<?> _ -> Taken.BEFORE;
      case Outcome.Reused<?> _ -> Taken.IDENTITY_REUSED;
      case Outcome.ClaimLost<?> _, Outcome.Refused<?> _, Outcome.Stale<?> _ ->
          throw new LookAgain();
    };
  }
}
