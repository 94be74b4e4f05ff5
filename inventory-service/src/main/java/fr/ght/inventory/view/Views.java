package fr.ght.inventory.view;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.LogFollower;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The views while the service runs: each follows the log by itself, at its own pace. */
@Singleton
public final class Views {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

  private record Followed(View view, LogFollower follower) {}

  private final Map<String, Followed> views = new LinkedHashMap<>();

  public Views(@All List<View> all, EventStore store, Pool pool, MeterRegistry meters) {
    for (var view : all) {
      views.put(
          view.name(),
          new Followed(view, LogFollower.into(view, view.name(), store, pool, meters)));
    }
  }

  void start(@Observes StartupEvent event) {
    views.values().forEach(followed -> followed.follower().start());
  }

  void stop(@Observes ShutdownEvent event) {
    Uni.join()
        .all(views.values().stream().map(followed -> followed.follower().stop()).toList())
        .andCollectFailures()
        .await()
        .atMost(LONGEST_STOP);
  }

  /** Below this instant the view never answers the same {@code asOf} differently. */
  public @Nullable Instant completeUpTo(String view) {
    var instant = followed(view).follower().status().completeUpTo();
    return instant.equals(Instant.MIN) ? null : instant;
  }

  public List<FollowerStatus> statuses() {
    return views.values().stream().map(followed -> followed.follower().status()).toList();
  }

  /** Empty for a view that there is not. */
  public Optional<Uni<Void>> rebuild(String view) {
    return Optional.ofNullable(views.get(view))
        .map(followed -> followed.follower().reset(followed.view()::empty));
  }

  /** The streams that a view has set aside; empty for a view that there is not. */
  public Optional<Uni<List<Parked>>> parked(String view) {
    return Optional.ofNullable(views.get(view)).map(followed -> followed.follower().parked());
  }

  private Followed followed(String view) {
    var followed = views.get(view);
    if (followed == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return followed;
  }
}
