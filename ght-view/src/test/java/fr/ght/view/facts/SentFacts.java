package fr.ght.view.facts;

import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends facts as a service's relay does: CloudEvents in binary mode. */
final class SentFacts implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  SentFacts(String brokers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void send(ReceivedFact<InventoryFact> fact) {
    var record =
        new ProducerRecord<>(
            InventoryFacts.TOPIC, fact.stream().toString(), FactTypes.INVENTORY.write(fact.fact()));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", fact.id());
    header(record, "ce_type", fact.type());
    header(record, "ce_source", "urn:ght:inventory");
    header(record, "ce_subject", fact.stream());
    header(record, "ce_time", fact.occurredAt());
    header(record, "ce_streamversion", fact.version());
    header(record, "ce_recordedat", fact.recordedAt());
    header(record, "ce_actor", fact.actor().subject());
    header(record, "ce_role", fact.actor().role());
    header(record, "ce_correlation", fact.correlation());
    header(record, "content-type", "application/json");
    producer.send(record);
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, Object value) {
    record.headers().add(name, value.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Instant second(long number) {
    return Histories.START.plusSeconds(number);
  }

  @Override
  public void close() {
    producer.close();
  }
}
