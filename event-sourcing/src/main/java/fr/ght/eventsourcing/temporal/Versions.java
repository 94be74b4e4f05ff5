package fr.ght.eventsourcing.temporal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events does to the versions of a temporal table's rows: starts from the rows that
 * stand, takes changes in the order of the log, and ends as the versions to end and to begin. Of
 * several changes of one thing in one instant only the last counts.
 */
public final class Versions<R> {

  /** {@code row} from {@code from} on, until {@code to} if it ended within the batch. */
  record Version<R>(String key, R row, Instant from, @Nullable Instant to) {}

  /** What stood at {@code at} or began later stands no more. */
  record End(String key, Instant at) {}

  private final Map<String, R> standing;
  private final Map<String, End> ends = new HashMap<>();
  private final Map<String, Version<R>> latest = new HashMap<>();
  private final List<Version<R>> earlier = new ArrayList<>();

  public Versions(Map<String, R> standing) {
    this.standing = new HashMap<>(standing);
  }

  /** The row that stands after the changes so far. */
  public Optional<R> get(String key) {
    return Optional.ofNullable(standing.get(key));
  }

  /** The keys whose rows stand after the changes so far. */
  public List<String> keys() {
    return List.copyOf(standing.keySet());
  }

  /** From {@code at} on the row is this one; an equal one changes nothing. */
  public void put(String key, Instant at, R row) {
    if (Objects.equals(standing.get(key), row)) {
      return;
    }
    end(key, at);
    standing.put(key, row);
    latest.put(key, new Version<>(key, row, at, null));
  }

  /** From {@code at} on there is no such row. */
  public void remove(String key, Instant at) {
    if (standing.containsKey(key)) {
      end(key, at);
    }
  }

  private void end(String key, Instant at) {
    standing.remove(key);
    var version = latest.remove(key);
    if (version == null) {
      ends.putIfAbsent(key, new End(key, at));
    } else if (version.from().isBefore(at)) {
      earlier.add(new Version<>(key, version.row(), version.from(), at));
    }
  }

  List<End> ends() {
    return List.copyOf(ends.values());
  }

  List<Version<R>> begun() {
    var all = new ArrayList<>(earlier);
    all.addAll(latest.values());
    return all;
  }
}
