package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

  private static final TopicPartition FACTS = new TopicPartition("facts", 0);

  @Test
  void what_was_acknowledged_survives_kill_9_and_other_ports(@TempDir Path folder)
      throws ExecutionException, InterruptedException {
    var data = folder.resolve("data");
    try (var server = start(data)) {
      try (var admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("facts", 1, (short) 1))).all().get();
      }
      send(server, "first");
      server.kill();
      assertThat(server.isAlive()).isFalse();
      server.restart();
      send(server, "second");
    }
    try (var server = start(data)) {
      assertThat(read(server)).containsExactly("first", "second");
    }
  }

  private static KafkaServer start(Path data) {
    var ports = FreePorts.several(2);
    return KafkaServer.start(data, ports.getFirst(), ports.getLast());
  }

  private static void send(KafkaServer server, String value)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(FACTS.topic(), value)).get();
    }
  }

  private static List<String> read(KafkaServer server) {
    Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(FACTS));
      consumer.seekToBeginning(List.of(FACTS));
      var values = new java.util.ArrayList<String>();
      while (values.size() < 2) {
        consumer.poll(Duration.ofSeconds(5)).forEach(fact -> values.add(fact.value()));
      }
      return values;
    }
  }
}
