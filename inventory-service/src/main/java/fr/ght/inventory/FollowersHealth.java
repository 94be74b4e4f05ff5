package fr.ght.inventory;

import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.inventory.publication.InventoryRelay;
import fr.ght.inventory.view.Views;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether everything that follows the log gets on. Not part of readiness: reports are taken and
 * kept while Kafka is away.
 */
@Wellness
@ApplicationScoped
public class FollowersHealth implements HealthCheck {
  private final Views views;
  private final InventoryRelay relay;

  public FollowersHealth(Views views, InventoryRelay relay) {
    this.views = views;
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    var followers = Stream.concat(Stream.of(relay.status()), views.statuses().stream()).toList();
    var answer = HealthCheckResponse.named("followers of the log").status(areWell(followers));
    for (var follower : followers) {
      answer.withData(follower.name(), said(follower));
    }
    int parked = followers.stream().mapToInt(FollowerStatus::parkedStreams).sum();
    if (parked > 0) {
      answer.withData("degraded", parked + " streams stand aside");
    }
    return answer.build();
  }

  private static boolean areWell(List<FollowerStatus> followers) {
    return followers.stream().allMatch(FollowerStatus::isWell);
  }

  private static String said(FollowerStatus follower) {
    var trouble = follower.trouble();
    if (trouble != null) {
      return trouble;
    }
    var parked = follower.parkedStreams();
    return (follower.standsBy() ? "stands by" : follower.lag().toMillis() + " ms behind")
        + (parked == 0 ? "" : ", %d streams parked".formatted(parked));
  }
}
