package fr.ght.view.facts;

import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.LocalServers;
import fr.ght.local.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A Kafka and a database of its own, so that what is sent there comes to no other test's views. */
public final class OwnKafka implements QuarkusTestResourceLifecycleManager {
  static final String BROKERS = "kafka.bootstrap.servers";

  private TestKafka kafka;

  @Override
  public Map<String, String> start() {
    kafka = Infrastructure.chosen().kafka();
    var settings = new HashMap<>(LocalServers.settings("operations"));
    settings.put(BROKERS, kafka.bootstrapServers());
    return settings;
  }

  @Override
  public void stop() {
    kafka.close();
  }
}
