package fr.ght.eventsourcing.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Of each view of facts, tag {@code view}: {@code ght.facts.lag} in seconds, {@code
 * ght.facts.parked.streams}, {@code ght.facts.taken}; and {@code ght.facts.failures} after which
 * all of them tried again.
 */
final class FactMetrics {
  private final Map<String, Counter> taken = new HashMap<>();
  private final Counter failures;

  FactMetrics(
      Collection<String> views, Function<String, FactViewStatus> status, MeterRegistry meters) {
    for (var view : views) {
      gauge(meters, "lag", view, () -> status.apply(view).lag().toMillis() / 1_000.0)
          .baseUnit("seconds")
          .description("How long ago the instant is up to which the view is complete")
          .register(meters);
      gauge(meters, "parked.streams", view, () -> status.apply(view).parkedStreams())
          .description("Streams that stand aside since one of their facts could not be taken")
          .register(meters);
      taken.put(
          view,
          Counter.builder("ght.facts.taken")
              .description("Facts taken into the view")
              .tag("view", view)
              .register(meters));
    }
    failures =
        Counter.builder("ght.facts.failures")
            .description("Failures after which the views tried again")
            .register(meters);
  }

  /** Of this consumer, not of one that ended in the same JVM before: the first gauge would stay. */
  private static Gauge.Builder<?> gauge(
      MeterRegistry meters, String what, String view, Supplier<Number> value) {
    var name = "ght.facts." + what;
    meters.find(name).tag("view", view).gauges().forEach(meters::remove);
    return Gauge.builder(name, value).tag("view", view).strongReference(true);
  }

  void taken(String view, int facts) {
    var counter = taken.get(view);
    if (counter != null) {
      counter.increment(facts);
    }
  }

  void failed() {
    failures.increment();
  }
}
