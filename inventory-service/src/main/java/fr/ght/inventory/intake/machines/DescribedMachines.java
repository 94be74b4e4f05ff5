package fr.ght.inventory.intake.machines;

import fr.ght.eventsourcing.CommandHandler.Loaded;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.EventStore;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetCommand;
import fr.ght.inventory.domain.asset.AssetDecider;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.Identity;
import fr.ght.inventory.domain.asset.Identity.Candidate;
import fr.ght.inventory.domain.asset.Identity.Match;
import fr.ght.inventory.domain.asset.Machine;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Commands;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Machines that something else than their own agent describes: which one is meant, what would
 * change, and the change. Where a description may be of several machines, nobody guesses: its
 * sender hears so, and names one.
 */
@Singleton
public final class DescribedMachines {
  private static final int MOST_NAMED = 5;

  private final EventStore log;
  private final Assets assets;
  private final Commands<AssetCommand, Asset, AssetEvent> commands;
  private final AssetDecider decider = new AssetDecider();

  DescribedMachines(EventStore log, Commands<AssetCommand, Asset, AssetEvent> commands) {
    this.log = log;
    this.assets = new Assets(log, Infrastructure.getDefaultExecutor());
    this.commands = commands;
  }

  /** A machine that is there, as it is now. */
  public record Found(AssetId asset, Loaded<Asset> loaded) {
    public Machine machine() {
      return loaded.state().known().orElseThrow();
    }
  }

  /**
   * The machine of this id; of one that was merged, the one that goes on.
   *
   * @return fails with a problem, 404, if there is none
   */
  public Uni<Found> named(AssetId asset) {
    return commands
        .load(AssetClaims.stream(asset))
        .chain(loaded ->
            switch (loaded.state()) {
              case Asset.Unknown _ -> Uni.createFrom().<Found>failure(noAsset());
              case Asset.Known _ -> Uni.createFrom().item(new Found(asset, loaded));
              case Asset.Merged(var into) -> named(into);
            });
  }

  /** What somebody is told who may not know of it. */
  public static ProblemException noAsset() {
    return Problem.notFound("such asset");
  }

  /**
   * The machine of the establishment that has these keys, as a report of it would be matched.
   *
   * @return empty if it is not known yet; fails with a problem, 409, if it may be one of several
   */
  public Uni<Optional<Found>> withKeys(Finess establishment, AssetKeys keys) {
    return log.claims(AssetClaims.of(establishment, keys))
        .flatMap(seen -> assets.load(AssetClaims.candidates(establishment, keys, seen)))
        .map(candidates -> match(keys, candidates));
  }

  private static Optional<Found> match(AssetKeys keys, Map<AssetId, Loaded<Asset>> candidates) {
    var identities =
        candidates.entrySet().stream()
            .filter(candidate -> candidate.getValue().state() instanceof Asset.Known)
            .map(candidate -> Candidate.of(candidate.getKey(), candidate.getValue().state()))
            .toList();
    return switch (Identity.resolve(keys, identities)) {
      case Match.New() -> Optional.empty();
      case Match.Known(var asset, _) ->
          Optional.ofNullable(candidates.get(asset)).map(loaded -> new Found(asset, loaded));
      case Match.Ambiguous(var several) -> throw ambiguous(several);
    };
  }

  private static ProblemException ambiguous(List<AssetId> several) {
    return Kind.REFUSED.with(
        "AMBIGUOUS_MACHINE",
        "It fits %d machines: %s. Say which one with asset."
            .formatted(
                several.size(),
                several.stream()
                    .limit(MOST_NAMED)
                    .map(AssetId::toString)
                    .collect(Collectors.joining(", "))));
  }

  /** What a machine that is not known yet would begin with. */
  public List<AssetEvent> foresee(Finess establishment, Observation observation) {
    return foresee(Assets.unknown().state(), establishment, observation);
  }

  /**
   * What would change if this were observed of the machine.
   *
   * @throws ProblemException if the rules say no
   */
  public List<AssetEvent> foresee(Found found, Observation observation) {
    return foresee(found.loaded().state(), found.machine().establishment(), observation);
  }

  private List<AssetEvent> foresee(Asset asset, Finess establishment, Observation observation) {
    return switch (decider.decide(asset, new AssetCommand.Report(establishment, observation))) {
      case Decision.Accepted<AssetEvent>(var events) -> events;
      case Decision.Refused<AssetEvent>(var reason) -> throw AssetResource.explain(reason);
    };
  }

  /**
   * Records what was observed of a known machine.
   *
   * @param observation without keys: the machine is known by its own
   * @return whether the same command had been carried out before
   */
  public Uni<Boolean> observe(Found found, Observation observation, Context context) {
    return commands
        .carryOut(
            AssetClaims.stream(found.asset()),
            new AssetCommand.Report(found.machine().establishment(), observation),
            context,
            OptionalLong.empty())
        .map(Commands.Answer::repeated);
  }
}
