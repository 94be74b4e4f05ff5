package fr.ght.view.live;

import fr.ght.view.facts.Notice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What one open page has not been told yet. It holds names of the group's establishments, each
 * once: a page that does not listen costs no more than one that does.
 */
final class Pending {
  private final String ght;
  private final Set<String> views = new TreeSet<>();
  private final Set<String> changed = new TreeSet<>();
  private Set<String> establishments;
  private boolean wholeGroup;

  Pending(String ght, Collection<String> establishments) {
    this.ght = ght;
    this.establishments = Set.copyOf(establishments);
  }

  /** The establishments whose changes are this group's from now on. */
  synchronized void follow(Collection<String> newEstablishments) {
    establishments = Set.copyOf(newEstablishments);
  }

  synchronized void take(Notice notice) {
    var mine = notice.establishments().stream().filter(establishments::contains).toList();
    if (concernsGroup(notice)) {
      wholeGroup = true;
    } else if (mine.isEmpty()) {
      return;
    }
    changed.addAll(mine);
    views.add(notice.view());
  }

  boolean concernsGroup(Notice notice) {
    return notice.everything() || notice.ghts().contains(ght);
  }

  /** Hands over what is to be told, and forgets it; empty if nothing is. */
  synchronized Optional<Change> hand(UnaryOperator<Change> complete) {
    if (views.isEmpty()) {
      return Optional.empty();
    }
    var change =
        new Change(List.copyOf(views), wholeGroup ? List.of() : List.copyOf(changed), null);
    views.clear();
    changed.clear();
    wholeGroup = false;
    return Optional.of(complete.apply(change));
  }
}
