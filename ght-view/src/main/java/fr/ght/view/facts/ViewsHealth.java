package fr.ght.view.facts;

import fr.ght.eventsourcing.kafka.FactViewStatus;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the views get on. Not part of readiness: what they hold can be read while Kafka is away,
 * and says itself how far it is complete.
 */
@Wellness
@ApplicationScoped
public class ViewsHealth implements HealthCheck {
  private final InventoryFacts facts;

  public ViewsHealth(InventoryFacts facts) {
    this.facts = facts;
  }

  @Override
  public HealthCheckResponse call() {
    var views = facts.statuses();
    var answer =
        HealthCheckResponse.named("views").status(views.stream().allMatch(FactViewStatus::isWell));
    views.forEach(view -> answer.withData(view.view(), said(view)));
    int parked = views.stream().mapToInt(FactViewStatus::parkedStreams).sum();
    if (parked > 0) {
      answer.withData("degraded", parked + " streams stand aside in views");
    }
    return answer.build();
  }

  private static String said(FactViewStatus view) {
    var trouble = view.trouble();
    if (trouble != null) {
      return trouble;
    }
    var parked = view.parkedStreams();
    return view.lag().toMillis()
        + " ms behind"
        + (parked == 0 ? "" : ", %d streams parked".formatted(parked));
  }
}
