package fr.ght.local.testing;

import fr.ght.local.KafkaServer;

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
  public void close() {
    server.close();
  }
}
