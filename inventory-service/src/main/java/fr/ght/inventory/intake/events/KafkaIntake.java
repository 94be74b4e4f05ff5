package fr.ght.inventory.intake.events;

import fr.ght.eventsourcing.postgres.Unavailability;
import fr.ght.inventory.intake.events.EventIntake.Arrived;
import fr.ght.inventory.intake.events.EventsResource.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from Kafka as they are taken over HTTP. What one poll brought is acknowledged when
 * all of it is in the log or among the rejected, so whatever is killed when, it comes again; and an
 * event that comes again is known by its source and id, and changes nothing.
 *
 * <p>While the database is away nothing is rejected: the same poll is tried again until it is back,
 * and no other is asked for, so that Kafka keeps what waits.
 */
@Singleton
public class KafkaIntake {
  static final String CHANNEL = "intake";

  private static final Logger LOG = Logger.getLogger(KafkaIntake.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final String OUR_FAULT =
      "it could not be taken, by a fault of ours: send it again when that is mended";

  private final RecordEnvelope envelope;
  private final EventIntake intake;
  private final RejectedEvents rejected;
  private final MeterRegistry meters;
  private volatile @Nullable Trouble trouble;
  private volatile boolean stopped;

  KafkaIntake(
      RecordEnvelope envelope, EventIntake intake, RejectedEvents rejected, MeterRegistry meters) {
    this.envelope = envelope;
    this.intake = intake;
    this.rejected = rejected;
    this.meters = meters;
    meters.gauge("ght.intake.stalled.seconds", this, KafkaIntake::stalledSeconds);
  }

  /** Why nothing is taken, and since when. */
  record Trouble(String reason, Instant since) {}

  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  private double stalledSeconds() {
    return trouble()
        .map(now -> (double) Duration.between(now.since(), Instant.now()).toSeconds())
        .orElse(0.0);
  }

  /** Whoever waits for the database waits no longer; what he has not acknowledged comes again. */
  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  /** The next poll comes when this one is done with. */
  @Incoming(CHANNEL)
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  Uni<Void> take(Message<ConsumerRecords<String, byte[]>> poll) {
    if (stopped) {
      return Uni.createFrom().nothing();
    }
    var rows = new ArrayList<ConsumerRecord<String, byte[]>>(poll.getPayload().count());
    poll.getPayload().forEach(rows::add);
    return Uni.createFrom()
        .item(() -> opened(rows))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(arrived -> persistently(() -> results(arrived)))
        .chain(results -> reject(rows, results))
        .invoke(() -> trouble = null)
        .chain(() -> Uni.createFrom().completionStage(poll.ack()))
        .onFailure()
        .recoverWithUni(this::unacknowledged);
  }

  private List<Arrived> opened(List<ConsumerRecord<String, byte[]>> rows) {
    var now = Instant.now();
    return rows.stream().map(row -> opened(row, now)).toList();
  }

  private Arrived opened(ConsumerRecord<String, byte[]> row, Instant now) {
    try {
      return envelope.open(row, now);
    } catch (RuntimeException fault) {
      LOG.errorf("an event could not be opened: %s", fault.getClass().getName());
      return new Arrived(new Envelope.NoEvent(null, null, OUR_FAULT), RecordEnvelope.NOBODY, now);
    }
  }

  private Uni<List<Result>> results(List<Arrived> arrived) {
    return intake
        .take(arrived)
        .onFailure(Unavailability::blamesInput)
        .recoverWithUni(() -> oneByOne(arrived));
  }

  /** One event that breaks something spoils no other. */
  private Uni<List<Result>> oneByOne(List<Arrived> arrived) {
    return Multi.createFrom()
        .iterable(arrived)
        .onItem()
        .transformToUniAndConcatenate(one ->
            intake
                .take(List.of(one))
                .map(List::getFirst)
                .onFailure(Unavailability::blamesInput)
                .recoverWithItem(failure -> broken(one, failure)))
        .collect()
        .asList();
  }

  private static Result broken(Arrived one, Throwable failure) {
    // Its message may repeat what was sent.
    LOG.errorf("an event could not be taken: %s", failure.getClass().getName());
    return one.opened() instanceof Envelope.Event(var event)
        ? Result.refused(event.source(), event.id(), OUR_FAULT)
        : Result.refused(null, null, OUR_FAULT);
  }

  private Uni<Void> reject(List<ConsumerRecord<String, byte[]>> rows, List<Result> results) {
    return Multi.createFrom()
        .range(0, rows.size())
        .onItem()
        .transformToUniAndConcatenate(place -> {
          var result = results.get(place);
          meters.counter("ght.intake.events", "outcome", result.status()).increment();
          return result.reason() == null
              ? Uni.createFrom().<Void>nullItem()
              : persistently(() -> rejected.add(rows.get(place), result));
        })
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Until it succeeds, or this service stops. */
  private <T> Uni<T> persistently(Supplier<Uni<T>> attempt) {
    return Uni.createFrom()
        .deferred(attempt::get)
        .onFailure()
        .invoke(this::note)
        .onFailure(_ -> !stopped)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .withJitter(0.2)
        .indefinitely();
  }

  private void note(Throwable failure) {
    if (trouble == null) {
      LOG.warnf("events from Kafka wait: %s", failure.getClass().getSimpleName());
      trouble = new Trouble("waits: " + failure.getClass().getSimpleName(), Instant.now());
    }
  }

  /** Once it stops nothing else is taken, whose acknowledgement would be one of this too. */
  private Uni<Void> unacknowledged(Throwable failure) {
    if (stopped) {
      return Uni.createFrom().nothing();
    }
    LOG.infof(
        "events from Kafka are left for the next reader: %s", failure.getClass().getSimpleName());
    return Uni.createFrom().voidItem();
  }
}
