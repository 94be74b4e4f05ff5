package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.AssetKeys.Relation;
import fr.ght.inventory.domain.asset.AssetKeys.Strength;
import fr.ght.inventory.domain.establishment.Finess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which machine a report is about, among the assets of its establishment that share a key with it.
 *
 * <p>The strongest kind of key that both sides have decides: hardware UUID, serial with
 * manufacturer, MAC of a physical interface, device id. So a weaker key never joins machines whose
 * stronger keys differ. A report that only weak keys find joins only one machine, never one of
 * several. Assets that a report shows to be one machine are merged, so that it does not matter
 * which report came first.
 */
public final class Identity {

  private Identity() {}

  /** An asset of the report's establishment that holds at least one of its keys. */
  public record Candidate(AssetId asset, AssetKeys keys, Standing standing) {

    /**
     * @throws IllegalArgumentException if the asset is unknown or merged: such an asset holds no
     *     key
     */
    public static Candidate of(AssetId id, Asset asset) {
      return switch (asset) {
        case Asset.InService(var machine) -> new Candidate(id, machine.keys(), Standing.IN_SERVICE);
        case Asset.Unconfirmed(var machine, _) ->
            new Candidate(id, machine.keys(), Standing.UNCONFIRMED);
        case Asset.Retired(var machine, _) -> new Candidate(id, machine.keys(), Standing.RETIRED);
        case Asset.Unknown _, Asset.Merged _ ->
            throw new IllegalArgumentException("no candidate: " + asset);
      };
    }
  }

  /** Which of several assets of one machine goes on: the first of these that there is. */
  public enum Standing {
    IN_SERVICE,
    UNCONFIRMED,
    RETIRED
  }

  public sealed interface Match {

    /**
     * The report is about {@code asset}.
     *
     * @param alsoMerge assets that it shows to be the same machine: {@code asset} absorbs them
     */
    record Known(AssetId asset, List<AssetId> alsoMerge) implements Match {}

    /** The report is about a machine of which nothing is known yet. */
    record New() implements Match {}

    /**
     * The report cannot be told from several machines' (or has no key at all, then there are no
     * candidates): an incident.
     */
    record Ambiguous(List<AssetId> candidates) implements Match {}
  }

  /** The claim keys by which the candidates for a report are found, strongest first. */
  public static List<String> claimKeys(Finess establishment, AssetKeys report) {
    return report.texts().stream().map(key -> claimKey(establishment, key)).toList();
  }

  static String claimKey(Finess establishment, String key) {
    return "asset/" + establishment + "/" + key;
  }

  /**
   * @param candidates every asset that holds one of the report's keys; others do no harm
   */
  public static Match resolve(AssetKeys report, Collection<Candidate> candidates) {
    var same =
        candidates.stream()
            .filter(candidate -> report.relationTo(candidate.keys()) == Relation.SAME)
            .sorted(goingOn())
            .toList();
    if (same.isEmpty()) {
      return report.isEmpty() ? new Match.Ambiguous(List.of()) : new Match.New();
    }
    var found = foundByStrongest(report, same);
    if (!areOne(found)) {
      return foundAlone(report, found);
    }
    var first = found.getFirst();
    var together = report.plus(first.keys());
    var merged = new ArrayList<AssetId>();
    for (var candidate : Stream.concat(found.stream(), same.stream()).distinct().toList()) {
      if (!candidate.equals(first) && together.relationTo(candidate.keys()) == Relation.SAME) {
        together = together.plus(candidate.keys());
        merged.add(candidate.asset());
      }
    }
    return new Match.Known(first.asset(), List.copyOf(merged));
  }

  /** Several machines fit that are not one: only a key of its own says that it is yet another. */
  private static Match foundAlone(AssetKeys report, List<Candidate> found) {
    var strongest = strongestShared(report, found.getFirst());
    boolean namesItself =
        Stream.of(Strength.values())
            .filter(Strength::isStrong)
            .filter(strength -> strength.compareTo(strongest) < 0)
            .anyMatch(strength -> !report.of(strength).isEmpty());
    return namesItself
        ? new Match.New()
        : new Match.Ambiguous(found.stream().map(Candidate::asset).sorted().toList());
  }

  /**
   * Those that the strongest matching key finds; among them, a machine in service before others.
   */
  private static List<Candidate> foundByStrongest(AssetKeys report, List<Candidate> same) {
    for (var strength : Strength.values()) {
      var found =
          same.stream().filter(candidate -> report.shares(strength, candidate.keys())).toList();
      if (!found.isEmpty()) {
        var counted =
            found.stream().filter(candidate -> candidate.standing() != Standing.RETIRED).toList();
        return counted.isEmpty() ? found : counted;
      }
    }
    throw new IllegalStateException("related without a common key");
  }

  private static Strength strongestShared(AssetKeys report, Candidate candidate) {
    return Stream.of(Strength.values())
        .filter(strength -> report.shares(strength, candidate.keys()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean areOne(List<Candidate> found) {
    return found.stream()
        .allMatch(one ->
            found.stream()
                .allMatch(other -> one.keys().relationTo(other.keys()) != Relation.DIFFERENT));
  }

  /** The same survivor whatever report shows that they are one. */
  private static Comparator<Candidate> goingOn() {
    return Comparator.comparing(Candidate::standing)
        .thenComparing(Identity::strongest)
        .thenComparing(Candidate::asset);
  }

  private static Strength strongest(Candidate candidate) {
    return Stream.of(Strength.values())
        .filter(strength -> !candidate.keys().of(strength).isEmpty())
        .findFirst()
        .orElse(Strength.DEVICE);
  }
}
