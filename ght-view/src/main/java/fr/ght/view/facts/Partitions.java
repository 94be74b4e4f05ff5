package fr.ght.view.facts;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Starts each partition that becomes ours where the views are, which only the database knows. */
@ApplicationScoped
@Identifier(InventoryFacts.CHANNEL)
public class Partitions implements KafkaConsumerRebalanceListener {

  /** Without an answer by then the assignment fails, and is tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InventoryFacts facts;

  public Partitions(InventoryFacts facts) {
    this.facts = facts;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    var targets =
        facts
            .assigned(numbers(partitions))
            .onFailure()
            .retry()
            .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(2))
            .expireIn(PATIENCE.toMillis())
            .await()
            .atMost(PATIENCE.plusSeconds(5));
    targets.forEach((partition, offset) ->
        consumer.seek(new TopicPartition(InventoryFacts.TOPIC, partition), offset));
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    facts.revoked(numbers(partitions));
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    facts.revoked(numbers(partitions));
  }

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).toList();
  }
}
