package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.Finess;
import fr.ght.benchmarks.InventedMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An establishment that sends its events to its topic in Kafka is counted as exactly as over HTTP,
 * whatever is killed meanwhile.
 */
@ExtendWith(OnePlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class KafkaIntakeJourney {
  private static final String GHT = "ght-kafka";
  private static final String HOSPITAL = Finess.invented("42", 960_001);
  private static final String TOPIC = "ght.intake." + HOSPITAL;
  private static final String REJECTED = "ght.intake.rejected";
  private static final int MACHINES = Integer.getInteger("ght.fleet", 400);

  private final RunningPlatform platform;

  KafkaIntakeJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @BeforeAll
  void a_group_with_a_topic() throws Exception {
    platform.front().createGroup(GHT, "GHT qui envoie", HOSPITAL);
    platform.view().caughtUp(GHT);
    try (var admin = admin()) {
      // As docs/kafka-intake.md tells operators to make it.
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, 3, (short) 1)
                      .configs(
                          Map.of(
                              "max.message.bytes", "20971520",
                              "compression.type", "uncompressed",
                              "message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
    }
  }

  @Test
  void whatever_is_killed_while_events_come_each_machine_counts_once() throws Exception {
    var rejectedBefore = rejected();
    var killed = 0;
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers(), "acks", "all", "delivery.timeout.ms", 180_000),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < MACHINES; i++) {
        send(producer, i, "PC " + i);
        if (i % 5 == 0) {
          send(producer, i, "PC " + i);
        }
        if (i == MACHINES / 4 || i == MACHINES / 2) {
          kill("inventory-service");
          killed++;
        }
        if (i == MACHINES * 3 / 4) {
          kill("postgres");
          killed++;
        }
      }
      send(producer, 0, "PC under the identity of another event");
    }
    assertThat(killed).isEqualTo(3);
    await("all events are taken")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> waiting() == 0);
    platform.view().caughtUp(GHT, Duration.ofMinutes(3));
    assertThat(machines()).isEqualTo(MACHINES);
    // The one bad event, after the last kill, and so told once.
    assertThat(rejected() - rejectedBefore).isEqualTo(1);
  }

  /** Before the next event goes: what was sent is on its way through the process that dies. */
  private void kill(String part) {
    var former = platform.kill(part);
    await(part + " is started again").until(() -> platform.pid(part) != former);
  }

  private static void send(KafkaProducer<String, String> producer, int number, String name)
      throws ExecutionException, InterruptedException {
    var machine = InventedMachine.of("kafka", number);
    var event =
        """
        {"specversion":"1.0","type":"fr.ght.intake.machine-reported.v1","source":"urn:test:kafka",
         "id":"%d","establishment":"%s","data":{"action":"inventory","deviceid":"%s",
         "itemtype":"Computer","content":{"versionclient":"GLPI-Agent_v1.12",
         "hardware":{"name":"%s","uuid":"%s","chassis_type":"Desktop"}}}}
        """
            .formatted(number, HOSPITAL, machine.device(), name, machine.uuid());
    var row = new ProducerRecord<>(TOPIC, machine.device(), event);
    row.headers()
        .add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
    producer.send(row).get();
  }

  private long machines() {
    return platform.view().group(GHT).path("machines").asLong();
  }

  /** Events of the topic that are not acknowledged. */
  private long waiting() throws ExecutionException, InterruptedException {
    try (var admin = admin()) {
      var taken =
          admin.listConsumerGroupOffsets("inventory-intake").partitionsToOffsetAndMetadata().get();
      return ends(TOPIC).entrySet().stream()
          .mapToLong(end -> {
            var acknowledged = taken.get(end.getKey());
            return end.getValue() - (acknowledged == null ? 0 : acknowledged.offset());
          })
          .sum();
    }
  }

  private long rejected() {
    return ends(REJECTED).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> ends(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(
          consumer.partitionsFor(topic).stream()
              .map(part -> new TopicPartition(topic, part.partition()))
              .toList());
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers()));
  }

  private String servers() {
    return "127.0.0.1:" + platform.port("kafka");
  }
}
