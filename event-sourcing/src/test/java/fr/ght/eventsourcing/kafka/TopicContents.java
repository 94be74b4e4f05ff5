package fr.ght.eventsourcing.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on a topic now, as a reader sees it from outside. */
final class TopicContents {
  private final String bootstrapServers;
  private final String topic;
  private final int partitions;

  TopicContents(String bootstrapServers, String topic, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.partitions = partitions;
  }

  List<ConsumerRecord<String, byte[]>> committed() {
    return read("read_committed");
  }

  /** What was sent, whether its transaction was committed, aborted or is still open. */
  List<ConsumerRecord<String, byte[]>> sent() {
    return read("read_uncommitted");
  }

  /** By stream, the versions of its committed facts in the order of the topic. */
  Map<String, List<Long>> versions() {
    return committed().stream()
        .collect(
            Collectors.groupingBy(
                ConsumerRecord::key,
                Collectors.mapping(
                    record -> FactRecords.read(record).version(), Collectors.toList())));
  }

  /** Nothing if there is no such topic yet, or no Kafka. */
  private List<ConsumerRecord<String, byte[]>> read(String isolation) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation,
            "default.api.timeout.ms",
            2_000);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var asked =
          IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
      var ends = consumer.endOffsets(asked);
      consumer.assign(asked);
      consumer.seekToBeginning(asked);
      var found = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
      return found;
    } catch (KafkaException _) {
      return List.of();
    }
  }
}
