package fr.ght.inventory.intake.events;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether events from Kafka are taken. Not part of readiness: what comes over HTTP is taken all the
 * same, and what is in Kafka waits there.
 */
@Wellness
@ApplicationScoped
public class KafkaIntakeHealth implements HealthCheck {
  private final KafkaIntake intake;

  public KafkaIntakeHealth(KafkaIntake intake) {
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    var trouble = intake.trouble();
    var answer = HealthCheckResponse.named("intake from Kafka").status(trouble.isEmpty());
    trouble.ifPresent(now -> answer.withData(now.reason(), "since " + now.since()));
    return answer.build();
  }
}
