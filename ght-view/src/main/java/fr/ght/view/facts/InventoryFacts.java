package fr.ght.view.facts;

import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.FactConsumer;
import fr.ght.eventsourcing.kafka.FactReplay;
import fr.ght.eventsourcing.kafka.FactSource;
import fr.ght.eventsourcing.kafka.FactViewStatus;
import fr.ght.eventsourcing.kafka.Progress;
import fr.ght.eventsourcing.postgres.Replayed;
import fr.ght.eventsourcing.rebuild.Rebuilds;
import fr.ght.http.operations.DeadLetters;
import fr.ght.http.operations.ParkedStream;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The inventory's facts on their way from Kafka into all views. */
@Singleton
public class InventoryFacts implements DeadLetters {
  static final String TOPIC = "ght.inventory";
  static final String CHANNEL = "inventory-facts";

  private static final Logger LOG = Logger.getLogger(InventoryFacts.class);

  private final FactConsumer<InventoryFact> consumer;
  private final KafkaClientService kafka;
  private final Rebuilds rebuilds;
  private final FactReplay<InventoryFact> replay;

  public InventoryFacts(
      @All List<View> views,
      Pool pool,
      KafkaClientService kafka,
      @Identifier("default-kafka-broker") Map<String, Object> brokers,
      MeterRegistry meters) {
    this.kafka = kafka;
    this.consumer =
        new FactConsumer<>(TOPIC, FactTypes.INVENTORY::read, views, pool, this::seek, meters);
    this.replay = new FactReplay<>(TOPIC, FactTypes.INVENTORY::read, views, pool, brokers);
    this.rebuilds =
        new Rebuilds(
            views, new FactSource<>(TOPIC, FactTypes.INVENTORY::read, views, pool, brokers), pool);
  }

  void start(@Observes StartupEvent event) {
    rebuilds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rebuilds.stop();
  }

  /** What one poll brought; the next comes when this one is in the views. */
  @Incoming(CHANNEL)
  Uni<Void> take(ConsumerRecords<String, byte[]> poll) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>(poll.count());
    poll.forEach(records::add);
    return consumer.take(records);
  }

  @Incoming("progress")
  Uni<Void> told(ConsumerRecord<String, byte[]> row) {
    if (TOPIC.equals(row.key())) {
      try {
        consumer.told(Progress.read(row.value()));
      } catch (IOException e) {
        LOG.warnf("progress at offset %d cannot be read", row.offset());
      }
    }
    return Uni.createFrom().voidItem();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return consumer.look().onFailure().recoverWithUni(this::notNow);
  }

  /** The database is away: the views say so themselves, and the next look comes in a second. */
  private Uni<Void> notNow(Throwable failure) {
    LOG.debugf("cannot look how far the views are: %s", failure);
    return Uni.createFrom().voidItem();
  }

  /** For lag metrics only: where to go on is written beside the rows. */
  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tellKafka() {
    var taken = new HashMap<TopicPartition, OffsetAndMetadata>();
    consumer
        .taken()
        .forEach((partition, next) ->
            taken.put(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(next)));
    return taken.isEmpty()
        ? Uni.createFrom().voidItem()
        : kafka
            .<String, byte[]>getConsumer(CHANNEL)
            .commitAsync(taken)
            .onFailure()
            .recoverWithNull();
  }

  private void seek(Map<Integer, Long> offsets) {
    kafka
        .<String, byte[]>getConsumer(CHANNEL)
        .runOnPollingThread(client -> {
          var assigned = client.assignment();
          offsets.forEach((partition, offset) -> {
            var part = new TopicPartition(TOPIC, partition);
            if (assigned.contains(part)) {
              client.seek(part, offset);
            }
          });
        })
        .subscribe()
        .with(_ -> {}, failure -> LOG.warnf("cannot read again: %s", failure));
  }

  Uni<Map<Integer, Long>> assigned(Collection<Integer> partitions) {
    return consumer.assigned(partitions);
  }

  void revoked(Collection<Integer> partitions) {
    consumer.revoked(partitions);
  }

  FactConsumer<InventoryFact> consumer() {
    return consumer;
  }

  List<FactViewStatus> statuses() {
    return consumer.statuses();
  }

  Rebuilds rebuilds() {
    return rebuilds;
  }

  @Override
  public boolean knows(String view) {
    return statuses().stream().anyMatch(status -> status.view().equals(view));
  }

  @Override
  public int count(String view) {
    return consumer.status(view).parkedStreams();
  }

  @Override
  public Uni<List<ParkedStream>> parked(String view, Instant since, String behind, int limit) {
    return consumer
        .parked(view, since, behind, limit)
        .orElseThrow()
        .map(parked -> parked.stream().map(ParkedStream::of).toList());
  }

  @Override
  public Uni<Replayed> replay(String view, StreamId stream) {
    return replay.replay(view, stream);
  }
}
