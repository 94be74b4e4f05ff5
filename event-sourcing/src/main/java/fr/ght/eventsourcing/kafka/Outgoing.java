package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoredEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of an event of the log on its way to the topic. */
sealed interface Outgoing {
  StoredEvent event();

  record Fact(StoredEvent event, ProducerRecord<String, byte[]> message) implements Outgoing {}

  /** The service's own business. */
  record Private(StoredEvent event) implements Outgoing {}

  record Unmappable(StoredEvent event, RuntimeException why) implements Outgoing {}
}
