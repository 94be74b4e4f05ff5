package fr.ght.eventsourcing.kafka;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far others have heard of a log, as the topic of its facts says.
 *
 * @param incarnation the life of the log in which it was told
 * @param position of the last event that counts
 * @param event that event; null before the first
 */
public record Told(long incarnation, long position, @Nullable UUID event) {
  private static final int PATIENCE_SECONDS = 15;

  /**
   * Read beside whatever relay there is.
   *
   * @param topic of the facts
   * @param kafka how Kafka is reached: {@code bootstrap.servers} and what security needs
   * @return empty if nothing was told yet
   * @throws IllegalStateException if Kafka does not answer or what it has cannot be read
   */
  public static Optional<Told> on(String topic, Map<String, Object> kafka) {
    var partition = new TopicPartition(Topics.checkpointOf(topic), 0);
    try (var admin = Admin.create(kafka)) {
      if (!admin
          .listTopics()
          .names()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .contains(partition.topic())) {
        return Optional.empty();
      }
      var ends = admin.listOffsets(Map.of(partition, OffsetSpec.latest()));
      long end = ends.partitionResult(partition).get(PATIENCE_SECONDS, TimeUnit.SECONDS).offset();
      return last(partition, end, kafka);
    } catch (ExecutionException | TimeoutException | KafkaException | IOException e) {
      throw new IllegalStateException("Kafka does not tell how far " + topic + " is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Optional<Told> last(TopicPartition partition, long end, Map<String, Object> kafka)
      throws IOException {
    try (var committed = new CommittedRecords(kafka)) {
      var last = committed.last(partition, end);
      if (last == null) {
        return Optional.empty();
      }
      var relayed = Relayed.read(last.value());
      return Optional.of(new Told(relayed.incarnation(), relayed.position(), relayed.event()));
    }
  }
}
