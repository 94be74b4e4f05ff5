package fr.ght.inventory.intake.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what happens under a key within a minute, which begins with the first of them. Memory is
 * bounded: of too many keys the least used begin anew. Safe for concurrent use.
 */
final class Counts<K> {
  private static final int MOST_KEYS = 20_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Cache<K, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(WINDOW).build();

  /** How many it is with this one. */
  int add(K key) {
    return counts.get(key, _ -> new AtomicInteger()).incrementAndGet();
  }
}
