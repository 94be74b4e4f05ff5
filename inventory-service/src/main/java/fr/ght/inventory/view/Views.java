package fr.ght.inventory.view;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.EventReplay;
import fr.ght.eventsourcing.postgres.FollowerStatus;
import fr.ght.eventsourcing.postgres.LogFollower;
import fr.ght.eventsourcing.postgres.LogSource;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.http.operations.DeadLetters;
import fr.ght.http.operations.ParkedStream;
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
import org.jspecify.annotations.Nullable;

/** The views while the service runs: each follows the log by itself, at its own pace. */
@Singleton
public final class Views implements DeadLetters {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

  private final Map<String, LogFollower> followers = new LinkedHashMap<>();
  private final Rebuilds rebuilds;
  private final EventReplay replay;

  public Views(@All List<View> all, EventStore store, Pool pool, MeterRegistry meters) {
    var byName = new LinkedHashMap<String, View>();
    for (var view : all) {
      byName.put(view.name(), view);
      followers.put(view.name(), LogFollower.into(view, view.name(), store, pool, meters));
    }
    rebuilds = new Rebuilds(all, new LogSource(byName, store, pool), pool);
    replay = new EventReplay(byName, store, pool);
  }

  void start(@Observes StartupEvent event) {
    followers.values().forEach(LogFollower::start);
    rebuilds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rebuilds.stop();
    Uni.join()
        .all(followers.values().stream().map(LogFollower::stop).toList())
        .andCollectFailures()
        .await()
        .atMost(LONGEST_STOP);
  }

  /** Below this instant the view never answers the same {@code asOf} differently. */
  public @Nullable Instant completeUpTo(String view) {
    var instant = follower(view).status().completeUpTo();
    return instant.equals(Instant.MIN) ? null : instant;
  }

  /** The same, of an answer that rests on several views. */
  public @Nullable Instant completeUpTo(String view, String... others) {
    var earliest = completeUpTo(view);
    for (var other : others) {
      var instant = completeUpTo(other);
      if (instant == null || earliest == null) {
        return null;
      }
      earliest = instant.isBefore(earliest) ? instant : earliest;
    }
    return earliest;
  }

  public List<FollowerStatus> statuses() {
    return followers.values().stream().map(LogFollower::status).toList();
  }

  @Override
  public boolean knows(String view) {
    return followers.containsKey(view);
  }

  @Override
  public int count(String view) {
    return follower(view).status().parkedStreams();
  }

  @Override
  public Uni<List<ParkedStream>> parked(String view, Instant since, String behind, int limit) {
    return follower(view)
        .parked(since, behind, limit)
        .map(parked -> parked.stream().map(ParkedStream::of).toList());
  }

  @Override
  public Uni<Replayed> replay(String view, StreamId stream) {
    return replay.replay(view, stream);
  }

  /** Building the views anew. */
  public Rebuilds rebuilds() {
    return rebuilds;
  }

  private LogFollower follower(String view) {
    var follower = followers.get(view);
    if (follower == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    return follower;
  }
}
