package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.AppendResult;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code ght.log.append}: how long appends took, and how many came out how: tag {@code outcome} is
 * stored, repeated, reused, conflict, claim-lost or failed (unknown). {@code
 * ght.log.append.waiting}: how many wait for company or for the database. {@code
 * ght.log.append.together}: how many shared a transaction.
 */
final class StoreMetrics {
  private final MeterRegistry meters;
  private final Map<String, Timer> timers = new HashMap<>();

  private final DistributionSummary together;

  StoreMetrics(MeterRegistry meters, Supplier<Number> waiting) {
    this.meters = meters;
    Gauge.builder("ght.log.append.waiting", waiting)
        .description("Appends that wait for a transaction to leave in")
        .strongReference(true)
        .register(meters);
    together =
        DistributionSummary.builder("ght.log.append.together")
            .description("Appends that shared a transaction")
            .register(meters);
    for (var outcome :
        new String[] {"stored", "repeated", "reused", "conflict", "claim-lost", "failed"}) {
      timers.put(
          outcome,
          Timer.builder("ght.log.append")
              .description("Appends to the log, by what became of them")
              .tag("outcome", outcome)
              .register(meters));
    }
  }

  void sharedBy(int appends) {
    together.record(appends);
  }

  Uni<AppendResult> timed(Uni<AppendResult> append) {
    return Uni.createFrom()
        .deferred(() -> {
          var sample = Timer.start(meters);
          return append
              .invoke(result -> stop(sample, name(result)))
              .onFailure()
              .invoke(() -> stop(sample, "failed"));
        });
  }

  private void stop(Timer.Sample sample, String outcome) {
    var timer = timers.get(outcome);
    if (timer != null) {
      sample.stop(timer);
    }
  }

  private static String name(AppendResult result) {
    return switch (result) {
      case AppendResult.Stored _ -> "stored";
      case AppendResult.Repeated _ -> "repeated";
      case AppendResult.Reused _ -> "reused";
      case AppendResult.Conflict _ -> "conflict";
      case AppendResult.ClaimLost _ -> "claim-lost";
    };
  }
}
