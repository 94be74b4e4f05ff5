package fr.ght.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process in a session of its own (a Ctrl-C at our terminal does not reach it) under a
 * small shell guard that stops it within five seconds of our death, even by {@code kill -9}. Its
 * output goes to a log file.
 */
final class GuardedProcess {

  private static final String GUARD = read("guard.sh");
  private static final long LOG_ROTATED_ABOVE_BYTES = 20_000_000;

  private final Process guard;
  private final ProcessHandle server;

  private GuardedProcess(Process guard, ProcessHandle server) {
    this.guard = guard;
    this.server = server;
  }

  /**
   * What to run.
   *
   * @param data the data folder it is run for, shown on the guard's command line
   * @param stopSignal the signal that stops it cleanly, such as {@code TERM}
   * @param removedAfterwards a folder to remove after a clean stop
   */
  record Command(
      List<String> words,
      Map<String, String> environment,
      Path data,
      Path log,
      String stopSignal,
      Optional<Path> removedAfterwards) {}

  static GuardedProcess start(Command command) {
    var words = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "guard"));
    words.add(command.data().toString());
    words.add(command.stopSignal());
    words.add(command.removedAfterwards().map(Path::toString).orElse(""));
    words.addAll(command.words());
    try {
      rotate(command.log());
      var builder =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
      builder.environment().putAll(command.environment());
      var guard = builder.start();
      return new GuardedProcess(guard, serverOf(guard, command));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.words().getFirst(), e);
    }
  }

  /** The server itself is the guard's child that is not the guard's own watching shell. */
  private static ProcessHandle serverOf(Process guard, Command command) {
    var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (guard.isAlive() && System.nanoTime() < deadline) {
      var server = guard.children().filter(child -> !isShell(child)).findFirst();
      if (server.isPresent()) {
        return server.get();
      }
      pause(Duration.ofMillis(2));
    }
    throw new IllegalStateException(
        "%s did not start, see %s".formatted(command.words().getFirst(), command.log()));
  }

  private static boolean isShell(ProcessHandle process) {
    return process.info().command().map(File::new).map(File::getName).stream()
        .anyMatch(name -> name.endsWith("sh") || name.equals("busybox"));
  }

  long pid() {
    return server.pid();
  }

  boolean isAlive() {
    return guard.isAlive() && server.isAlive();
  }

  /** Completes when the server has ended, whoever ended it. */
  CompletableFuture<Void> onExit() {
    return CompletableFuture.anyOf(guard.onExit(), server.onExit()).thenApply(_ -> null);
  }

  /** Ends the server as a crash of the machine would, for tests of what survives. */
  void kill() {
    server.destroyForcibly();
    await(Duration.ofSeconds(5));
    hangUp();
  }

  /** Asks for a clean stop and waits; what has not stopped by then is killed. */
  void stop(Duration patience) {
    guard.destroy();
    if (!await(patience)) {
      server.destroyForcibly();
    }
    hangUp();
    await(Duration.ofSeconds(5));
  }

  /** What a guard sees when we die. */
  private void hangUp() {
    try {
      guard.getOutputStream().close();
    } catch (IOException e) {
      // The guard is gone already: that is what was asked for.
    }
  }

  private boolean await(Duration patience) {
    try {
      CompletableFuture.allOf(guard.onExit(), server.onExit())
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a server", e);
    }
  }

  private static void rotate(Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    if (Files.exists(log) && Files.size(log) > LOG_ROTATED_ABOVE_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String read(String resource) {
    try (InputStream in = GuardedProcess.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
