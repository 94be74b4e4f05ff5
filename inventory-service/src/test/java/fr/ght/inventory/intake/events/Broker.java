package fr.ght.inventory.intake.events;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as the systems of an establishment see it, and as an operator does. */
final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGEST = 64 * 1024 * 1024;

  private final Map<String, Object> client;
  private final KafkaProducer<String, byte[]> producer;

  Broker(String servers) {
    this(Map.of("bootstrap.servers", servers), Map.of());
  }

  /**
   * @param client how to reach it, and as whom
   * @param more of the producer
   */
  Broker(Map<String, Object> client, Map<String, Object> more) {
    this.client = client;
    var settings = new HashMap<>(client);
    settings.put("max.request.size", LARGEST);
    settings.put("buffer.memory", 2L * LARGEST);
    settings.put("delivery.timeout.ms", 20_000);
    settings.put("request.timeout.ms", 10_000);
    settings.put("max.block.ms", 20_000);
    settings.putAll(more);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  void makeTopic(String name) {
    try (var admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(name, Optional.of(2), Optional.empty()))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitTopic(String name) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          try (var admin = Admin.create(client)) {
            return admin.listTopics().names().get().contains(name);
          }
        });
  }

  /** Returns when Kafka has it. */
  void send(String topic, Map<String, String> headers, byte[] body) throws ExecutionException {
    try {
      var row = new ProducerRecord<String, byte[]>(topic, body);
      headers.forEach(
          (name, value) -> row.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(row).get();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void structured(String topic, String event) throws ExecutionException {
    send(
        topic,
        Map.of("content-type", "application/cloudevents+json; charset=UTF-8"),
        event.getBytes(StandardCharsets.UTF_8));
  }

  /** What a topic holds, from its beginning. */
  List<ConsumerRecord<String, byte[]>> all(String topic) {
    var settings = new HashMap<>(client);
    settings.put("max.partition.fetch.bytes", LARGEST);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(part -> new TopicPartition(topic, part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var found = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }

  static String header(ConsumerRecord<?, ?> row, String name) {
    Header header = row.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
