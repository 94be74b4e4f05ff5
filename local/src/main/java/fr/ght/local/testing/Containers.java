package fr.ght.local.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;

/** What a test does to a container besides starting and stopping it. */
final class Containers {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private Containers() {}

  static void kill(GenericContainer<?> container) {
    if (container.isRunning()) {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
      await("the end of " + container.getDockerImageName(), () -> !container.isRunning());
    }
  }

  /** On the data that it had. */
  static void startAgain(GenericContainer<?> container) {
    kill(container);
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
  }

  static void await(String what, BooleanSupplier reached) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      }
    }
  }
}
