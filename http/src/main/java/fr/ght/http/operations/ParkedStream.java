package fr.ght.http.operations;

import fr.ght.eventsourcing.kafka.FactConsumer.ParkedFacts;
import fr.ght.eventsourcing.postgres.ParkedStreams.Parked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stream that stands aside, since one of its events or facts could not be taken.
 *
 * @param firstVersion of the one that could not
 * @param count how many stand aside, that one included
 * @param since when
 * @param replays how often they were replayed in vain
 * @param replayedAt when they were last replayed; null if they never were
 */
public record ParkedStream(
    String stream,
    long firstVersion,
    long count,
    String reason,
    Instant since,
    int replays,
    @Nullable Instant replayedAt) {

  public static ParkedStream of(Parked parked) {
    return new ParkedStream(
        parked.stream().toString(),
        parked.firstVersion(),
        parked.events(),
        parked.reason(),
        parked.parkedAt(),
        parked.replays(),
        parked.replayedAt());
  }

  public static ParkedStream of(ParkedFacts parked) {
    return new ParkedStream(
        parked.stream().toString(),
        parked.firstVersion(),
        parked.facts(),
        parked.reason(),
        parked.parkedAt(),
        parked.replays(),
        parked.replayedAt());
  }
}
