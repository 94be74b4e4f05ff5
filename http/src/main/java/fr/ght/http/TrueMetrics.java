package fr.ght.http;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Leaves out of the metrics what would tell something wrong. */
public final class TrueMetrics {

  /**
   * The PostgreSQL client makes these anew for each of its connections, and all but the first are
   * ignored, with a warning (quarkusio/quarkus#47504). The pool's own, {@code sql_pool_*}, count
   * all connections.
   */
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of("postgresql.queue.size", "postgresql.current");

  private TrueMetrics() {}

  @Produces
  @Singleton
  static MeterFilter withoutThoseOfOneConnection() {
    return MeterFilter.deny(id -> OF_ONE_CONNECTION.contains(id.getName()));
  }
}
