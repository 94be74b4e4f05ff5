package fr.ght.eventsourcing.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * Of each follower of the log, tag {@code follower}: {@code ght.log.follower.lag} in seconds,
 * {@code ght.log.follower.position}, {@code ght.log.follower.parked.streams}, {@code
 * ght.log.follower.events} written and {@code ght.log.follower.failures} that it tried again after.
 */
final class FollowerMetrics {
  private final Counter events;
  private final Counter failures;

  FollowerMetrics(String follower, Supplier<FollowerStatus> status, MeterRegistry meters) {
    gauge(meters, "lag", follower, () -> status.get().lag().toMillis() / 1_000.0)
        .baseUnit("seconds")
        .description("How long ago the instant is up to which the view is complete")
        .register(meters);
    gauge(meters, "position", follower, () -> status.get().position())
        .description("The position of the log up to which the view is")
        .register(meters);
    gauge(meters, "parked.streams", follower, () -> status.get().parkedStreams())
        .description("Streams that stand aside since one of their events could not be taken")
        .register(meters);
    events =
        Counter.builder("ght.log.follower.events")
            .description("Events taken into the view, parked ones included")
            .tag("follower", follower)
            .register(meters);
    failures =
        Counter.builder("ght.log.follower.failures")
            .description("Failures after which the follower tried again")
            .tag("follower", follower)
            .register(meters);
  }

  void written(int count) {
    events.increment(count);
  }

  void failed() {
    failures.increment();
  }

  /** Of this follower, not of one that ended in the same JVM before: the first gauge would stay. */
  private static Gauge.Builder<?> gauge(
      MeterRegistry meters, String what, String follower, Supplier<Number> value) {
    var name = "ght.log.follower." + what;
    meters.find(name).tag("follower", follower).gauges().forEach(meters::remove);
    return Gauge.builder(name, value).tag("follower", follower).strongReference(true);
  }
}
