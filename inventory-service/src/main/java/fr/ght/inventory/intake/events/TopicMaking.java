package fr.ght.inventory.intake.events;

import fr.ght.eventsourcing.kafka.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the topics of the intake that are the platform's own, in the background: reports are taken
 * over HTTP also while Kafka is away. Those of establishments are made by who gives them the right
 * to write.
 */
@Singleton
public class TopicMaking {
  private static final Logger LOG = Logger.getLogger(TopicMaking.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final boolean sharedIsOpen;
  private final Duration kept;
  private volatile boolean stopped;

  /**
   * @param kept for how long what was sent and what was refused stay in Kafka: reports hold more
   *     than is taken of them
   */
  TopicMaking(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "ght.intake.shared", defaultValue = "false") boolean sharedIsOpen,
      @ConfigProperty(name = "ght.intake.kept", defaultValue = "7d") Duration kept) {
    this.kafka = kafka;
    this.sharedIsOpen = sharedIsOpen;
    this.kept = kept;
  }

  void start(@Observes StartupEvent event) {
    Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(this::make)
        .onFailure()
        .invoke(failure -> LOG.warnf("no topics for events yet: %s", failure.getMessage()))
        .onFailure(_ -> !stopped)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .subscribe()
        .with(_ -> {}, _ -> {});
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void make() {
    var settings = new Properties();
    settings.putAll(kafka);
    try (var admin = Admin.create(settings)) {
      Topics.ensureInbox(admin, IntakeTopics.REJECTED, 1, kept);
      if (sharedIsOpen) {
        Topics.ensureInbox(admin, IntakeTopics.SHARED, Topics.PARTITIONS, kept);
      }
    }
  }
}
