package fr.ght.local.testing;

import fr.ght.local.FreePorts;
import fr.ght.local.KafkaServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka in a container, with the settings of the embedded one. */
final class ContainerKafka implements TestKafka {
  private static final DockerImageName IMAGE =
      DockerImageName.parse(System.getProperty("infrastructure.kafka", "apache/kafka:4.1.2"))
          .asCompatibleSubstituteFor("apache/kafka");
  private static final int PORT_INSIDE = 9092;

  private final int port;
  private final KafkaContainer container;

  private ContainerKafka(int port) {
    this.port = port;
    this.container = new KafkaContainer(IMAGE).withEnv("KAFKA_HEAP_OPTS", "-Xmx256m -Xms256m");
    // As the image takes them: broker.session.timeout.ms is KAFKA_BROKER_SESSION_TIMEOUT_MS.
    KafkaServer.SETTINGS.forEach((key, value) ->
        container.withEnv("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    // The port stays when the container is started again: it is what the broker calls itself.
    container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, PORT_INSIDE)));
  }

  static ContainerKafka start() {
    var started = new ContainerKafka(FreePorts.one());
    started.container.start();
    return started;
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void kill() {
    Containers.kill(container);
  }

  @Override
  public void restart() {
    Containers.startAgain(container);
    Containers.await("Kafka", this::answers);
  }

  @Override
  public void pause() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
  }

  private boolean answers() {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            bootstrapServers(),
            "request.timeout.ms",
            1_000,
            "default.api.timeout.ms",
            2_000);
    try (var admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
