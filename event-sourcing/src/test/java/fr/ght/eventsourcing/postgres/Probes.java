package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends of one event that means nothing. */
final class Probes {
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Probes() {}

  static StreamId stream(Object key) {
    return new StreamId("probe", key.toString());
  }

  static Append append(StreamId stream, long revision) {
    return append(stream, revision, null, "{}");
  }

  static Append append(StreamId stream, long revision, CommandId command) {
    return append(stream, revision, command, "{}");
  }

  static Append append(
      StreamId stream, long revision, @Nullable CommandId command, String payload, Claim... keys) {
    var event = new NewEvent(UUID.randomUUID(), "probed", 1, payload, Instant.now());
    return new Append(stream, revision, List.of(event), METADATA, command, List.of(keys), null);
  }

  static CommandId command() {
    return new CommandId("chu", UUID.randomUUID(), "f");
  }

  static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
