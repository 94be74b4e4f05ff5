package fr.ght.view.facts;

import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import java.util.List;
import java.util.TreeSet;

/**
 * What a view's transaction changed, as told to all replicas when it commits.
 *
 * @param everything true if too much changed to name it
 */
public record Notice(
    String view, List<String> establishments, List<String> ghts, boolean everything) {
  /** PostgreSQL carries less than 8,000 bytes; a name is at most some 200. */
  private static final int MOST_NAMES = 200;

  private static final int MOST_CHARACTERS = 6_000;

  public Notice {
    establishments = List.copyOf(establishments);
    ghts = List.copyOf(ghts);
  }

  public static Notice of(String view, Iterable<String> establishments, Iterable<String> ghts) {
    var some = new TreeSet<String>();
    establishments.forEach(some::add);
    var groups = new TreeSet<String>();
    ghts.forEach(groups::add);
    int characters =
        some.stream().mapToInt(String::length).sum()
            + groups.stream().mapToInt(String::length).sum();
    return some.size() + groups.size() > MOST_NAMES || characters > MOST_CHARACTERS
        ? everything(view)
        : new Notice(view, List.copyOf(some), List.copyOf(groups), false);
  }

  /** What these facts are about. */
  public static Notice about(String view, List<ReceivedFact<InventoryFact>> facts) {
    var abouts = facts.stream().map(received -> About.of(received.fact())).toList();
    return of(
        view,
        abouts.stream()
            .filter(about -> !about.ofGroup())
            .flatMap(about -> about.establishments().stream())
            .toList(),
        abouts.stream().filter(About::ofGroup).map(About::ght).toList());
  }

  public static Notice everything(String view) {
    return new Notice(view, List.of(), List.of(), true);
  }
}
