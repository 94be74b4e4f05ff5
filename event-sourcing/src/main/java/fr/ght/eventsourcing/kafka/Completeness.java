package fr.ght.eventsourcing.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Up to which instant each view has everything, by what the relay told and what the view took. */
final class Completeness {
  private static final int MOST_PENDING = 64;

  /** What was told and some view has not reached yet, and the newest; oldest first. */
  private final List<Progress> pending = new ArrayList<>();

  private final Map<String, Instant> upTo = new HashMap<>();

  /** The latest life of the log that was heard of: what was told of former ones is void. */
  private long incarnation = FactRecords.FIRST_INCARNATION;

  synchronized void told(Progress progress) {
    liveAnew(progress.incarnation());
    if (progress.incarnation() < incarnation) {
      return;
    }
    var newest = pending.isEmpty() ? null : pending.getLast();
    if (newest != null && !progress.completeUpTo().isAfter(newest.completeUpTo())) {
      return;
    }
    if (pending.size() == MOST_PENDING) {
      // The oldest are reached first and the newest say most: those between are of least use.
      pending.remove(MOST_PENDING / 2);
    }
    pending.add(progress);
  }

  /** The views have taken this much. */
  synchronized void taken(ViewTables.Offsets offsets) {
    liveAnew(offsets.incarnation());
    int reachedByAll = pending.size() - 1;
    for (var view : offsets.next().keySet()) {
      int reached = isBehind(view, offsets) ? -1 : newestReached(view, offsets);
      if (reached >= 0) {
        upTo.merge(
            view,
            pending.get(reached).completeUpTo(),
            (known, now) -> now.isAfter(known) ? now : known);
      }
      reachedByAll = Math.min(reachedByAll, reached);
    }
    if (reachedByAll > 0) {
      pending.subList(0, reachedByAll).clear();
    }
  }

  private void liveAnew(long heardOf) {
    if (heardOf > incarnation) {
      incarnation = heardOf;
      pending.clear();
      upTo.clear();
    }
  }

  /** It has not started over yet. */
  private boolean isBehind(String view, ViewTables.Offsets offsets) {
    return offsets.incarnation(view) < incarnation;
  }

  private int newestReached(String view, ViewTables.Offsets offsets) {
    for (int i = pending.size() - 1; i >= 0; i--) {
      var next = pending.get(i).next();
      boolean reached = true;
      for (int partition = 0; partition < next.size() && reached; partition++) {
        reached = offsets.of(view, partition) >= next.get(partition);
      }
      if (reached) {
        return i;
      }
    }
    return -1;
  }

  /** The view starts over. */
  synchronized void forget(String view) {
    upTo.remove(view);
  }

  synchronized @Nullable Instant upTo(String view) {
    return upTo.get(view);
  }

  /** Up to where all of these are complete; null if that is unknown of one. */
  synchronized @Nullable Instant upTo(List<String> views) {
    var instants = views.stream().map(upTo::get).toList();
    return instants.stream().anyMatch(Objects::isNull)
        ? null
        : instants.stream().min(Instant::compareTo).orElse(null);
  }
}
