package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.AppendResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code ght.log.append}: how long appends took, and how many came out how: tag {@code outcome} is
 * stored, repeated, reused, conflict, claim-lost or failed (unknown).
 */
final class StoreMetrics {
  private final MeterRegistry meters;
  private final Map<String, Timer> timers = new HashMap<>();

  StoreMetrics(MeterRegistry meters) {
    this.meters = meters;
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
