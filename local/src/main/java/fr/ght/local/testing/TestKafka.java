package fr.ght.local.testing;

/** A real Kafka 4 of one node for tests, at a port of this machine that stays the same. */
public sealed interface TestKafka extends AutoCloseable permits EmbeddedKafka, ContainerKafka {

  String bootstrapServers();

  /** {@code kill -9}: what was acknowledged must survive it. */
  void kill();

  /** Starts again on the same data and port, after {@link #kill()} or while running. */
  void restart();

  /** Stops it dead until {@link #resume()}: connections stay open, and nothing is answered. */
  void pause();

  /** Goes on with everything that arrived meanwhile. */
  void resume();

  @Override
  void close();
}
