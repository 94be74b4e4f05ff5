package fr.ght.local.testing;

import fr.ght.local.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Kafka from Maven artifacts, as {@code ./run up} has it. */
record EmbeddedKafka(KafkaServer server) implements TestKafka {

  static EmbeddedKafka start() {
    return new EmbeddedKafka(KafkaServer.startTemporary());
  }

  @Override
  public String bootstrapServers() {
    return server.bootstrapServers();
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void restart() {
    server.restart();
  }

  @Override
  public void pause() {
    signal("STOP");
  }

  @Override
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling Kafka", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
