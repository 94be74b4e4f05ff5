package fr.ght.eventsourcing.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells how far a topic is complete, outside of any transaction: what is told is committed already,
 * and stays true whoever tells it. One that is lost is made up for by the one after.
 */
final class ProgressTeller implements AutoCloseable {
  private static final Duration TRYING = Duration.ofSeconds(5);

  private final KafkaProducer<String, byte[]> producer;

  ProgressTeller(Map<String, Object> client) {
    var settings = new HashMap<>(client);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024L * 1024);
    // Telling never holds up the facts.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TRYING.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TRYING.toMillis());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  void tell(Progress progress) {
    var _ =
        producer.send(new ProducerRecord<>(Topics.PROGRESS, progress.topic(), progress.write()));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
