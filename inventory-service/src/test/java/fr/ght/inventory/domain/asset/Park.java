package fr.ght.inventory.domain.asset;

import static java.util.stream.Collectors.toMap;

import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.asset.Asset.Known;
import fr.ght.inventory.domain.asset.Asset.Unconfirmed;
import fr.ght.inventory.domain.asset.AssetCommand.Absorb;
import fr.ght.inventory.domain.asset.AssetCommand.MergeInto;
import fr.ght.inventory.domain.asset.AssetCommand.Report;
import fr.ght.inventory.domain.asset.Identity.Candidate;
import fr.ght.inventory.domain.asset.Identity.Match;
import fr.ght.inventory.domain.establishment.Finess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An establishment's machines in memory: plays the intake without its database. Every decision
 * folds the stream from its first event, as the service does.
 */
final class Park {
  static final Finess HOSPITAL = new Finess("420784878");
  private static final AssetDecider DECIDER = new AssetDecider();

  private final Random ids;
  private final Map<AssetId, List<AssetEvent>> streams = new LinkedHashMap<>();
  private final Map<AssetId, String> notes = new HashMap<>();
  private int ambiguous;

  Park(long seed) {
    ids = new Random(seed);
  }

  static Park of(Observation... reports) {
    var park = new Park(1);
    List.of(reports).forEach(park::take);
    return park;
  }

  void take(Observation report) {
    switch (Identity.resolve(AssetKeys.of(report), candidates(report))) {
      case Match.New() -> command(newId(), new Report(HOSPITAL, report));
      case Match.Ambiguous _ -> ambiguous++;
      case Match.Known(var asset, var alsoMerge) -> {
        command(asset, new Report(HOSPITAL, report));
        for (var other : alsoMerge) {
          command(asset, new Absorb((Known) asset(other)));
          command(other, new MergeInto(asset));
        }
      }
    }
  }

  private AssetId newId() {
    return new AssetId(new UUID(ids.nextLong(), ids.nextLong()));
  }

  private List<Candidate> candidates(Observation report) {
    var keys = Set.copyOf(Identity.claimKeys(HOSPITAL, AssetKeys.of(report)));
    return streams.keySet().stream()
        .filter(id -> asset(id).claimKeys().stream().anyMatch(keys::contains))
        .map(id -> Candidate.of(id, asset(id)))
        .toList();
  }

  /** Appends what the command leads to; a refusal would be a flaw of the intake played here. */
  List<AssetEvent> command(AssetId id, AssetCommand command) {
    var before = asset(id);
    return switch (DECIDER.decide(before, command)) {
      case Decision.Refused<AssetEvent>(var reason) ->
          throw new AssertionError(command + " refused: " + reason);
      case Decision.Accepted<AssetEvent>(var events) -> {
        streams.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(events);
        notes.put(id, DECIDER.note(before, command));
        yield events;
      }
    };
  }

  Asset asset(AssetId id) {
    var state = DECIDER.fold(DECIDER.initial(), streams.getOrDefault(id, List.of()));
    @Nullable String note = notes.get(id);
    return note == null ? state : DECIDER.recall(state, note);
  }

  AssetId only() {
    return counted().keySet().iterator().next();
  }

  /** The machines that the group counts. */
  Map<AssetId, Asset> counted() {
    return streams.keySet().stream()
        .filter(id -> asset(id) instanceof Asset.InService)
        .collect(toMap(id -> id, this::asset));
  }

  int ambiguous() {
    return ambiguous;
  }

  long unconfirmed() {
    return streams.keySet().stream().filter(id -> asset(id) instanceof Unconfirmed).count();
  }

  int events() {
    return streams.values().stream().mapToInt(List::size).sum();
  }

  List<AssetEvent> history(AssetId id) {
    return List.copyOf(streams.getOrDefault(id, List.of()));
  }

  /** Everything observable of every machine, without what depends on arrival: ids, event times. */
  Set<String> picture() {
    return streams.keySet().stream()
        .map(this::asset)
        .filter(Known.class::isInstance)
        .map(asset -> picture((Known) asset))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String picture(Known asset) {
    var machine = asset.machine();
    var software = machine.software();
    return String.join(
        "\n  ",
        asset.getClass().getSimpleName() + " " + machine.kind(),
        machine.keys().toString(),
        machine.hardware().values().toString(),
        new TreeMap<>(machine.hardware().times()).toString(),
        String.valueOf(machine.system()),
        software.wholeAt() + " " + software.byName(),
        new TreeMap<>(software.namedAt()).toString(),
        machine.seen().last().toString());
  }
}
