package fr.ght.access.identity;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was looked up a moment ago: at most so many, none for longer than so long. Safe for
 * concurrent use.
 */
public final class Remembered<K, V> {
  private record Kept<V>(V value, long untilNanos) {}

  private final long durationNanos;
  private final Map<K, Kept<V>> entries;

  public Remembered(int most, Duration duration) {
    durationNanos = duration.toNanos();
    entries =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
            return size() > most;
          }
        };
  }

  public synchronized Optional<V> get(K key) {
    var entry = entries.get(key);
    return entry == null || entry.untilNanos() - System.nanoTime() < 0
        ? Optional.empty()
        : Optional.of(entry.value());
  }

  public synchronized void put(K key, V value) {
    entries.remove(key);
    entries.put(key, new Kept<>(value, System.nanoTime() + durationNanos));
  }

  public synchronized void clear() {
    entries.clear();
  }
}
