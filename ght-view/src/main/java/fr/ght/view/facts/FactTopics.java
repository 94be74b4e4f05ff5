package fr.ght.view.facts;

import fr.ght.eventsourcing.kafka.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Makes the topics that are missing before anybody listens to them, as on the very first start. */
@Singleton
public class FactTopics {
  private static final Logger LOG = Logger.getLogger(FactTopics.class);

  /** Longer would keep a service from answering that can answer without Kafka. */
  private static final int PATIENCE_MS = 3_000;

  private final Map<String, Object> settings;

  public FactTopics(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    settings = new HashMap<>(kafka);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
  }

  void make(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    try (var admin = Admin.create(settings)) {
      Topics.ensure(admin, InventoryFacts.TOPIC);
    } catch (KafkaException | IllegalStateException e) {
      LOG.warnf("the topics are not there yet, facts come once they are: %s", e.getMessage());
    }
  }
}
