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
    gauge("lag", follower, () -> status.get().lag().toMillis() / 1_000.0)
        .baseUnit("seconds")
        .description("How long ago the instant is up to which the view is complete")
        .register(meters);
    gauge("position", follower, () -> status.get().position())
        .description("The position of the log up to which the view is")
        .register(meters);
    gauge("parked.streams", follower, () -> status.get().parkedStreams())
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

  private static Gauge.Builder<?> gauge(String what, String follower, Supplier<Number> value) {
    return Gauge.builder("ght.log.follower." + what, value)
        .tag("follower", follower)
        .strongReference(true);
  }
}
