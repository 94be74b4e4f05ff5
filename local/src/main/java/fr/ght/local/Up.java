package fr.ght.local;

import fr.ght.local.sample.Sample;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start everything and keep it running until Ctrl-C.")
final class Up implements Callable<Integer> {

  @Mixin private Main.Where where = new Main.Where();

  @Option(names = "--port", paramLabel = "N", description = "the one address (default: 8080)")
  private int port = 8080;

  @Option(names = "--empty", description = "without the sample group")
  private boolean empty;

  private final Instant begun = Instant.now();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var data = where.folder();
    var lock = data.lock();
    if (lock.isEmpty()) {
      throw new IllegalStateException(
          "another instance is running on %s: stop it first, or choose another folder with --data DIR"
              .formatted(data.path()));
    }
    try (var _ = lock.get()) {
      ColdCopy.refuseHalfRestored(data);
      var ended = Orphans.end(data);
      if (ended > 0) {
        progress("ended %d processes that an earlier run had left".formatted(ended));
      }
      keepRunning(data);
      return 0;
    }
  }

  private void keepRunning(DataFolder data) throws IOException, InterruptedException {
    var ready = new AtomicBoolean();
    var platform =
        new Platform(
            data,
            Main.home(),
            port,
            line -> {
              if (ready.get()) {
                System.err.println(line);
              } else {
                progress(line);
              }
            });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "stop"));
    progress("starting on " + data.path());
    platform.start();
    RunningInstances.note(port, data);
    if (!empty) {
      loadSample(data);
    }
    progress("logs are in " + data.log("*").getParent() + "; Ctrl-C stops everything");
    System.out.println("ready: " + address());
    ready.set(true);
    // The shutdown hook ends us.
    new CountDownLatch(1).await();
  }

  private void loadSample(DataFolder data) throws InterruptedException {
    try {
      new Sample(
              address(),
              data.sampleMarker(),
              data.agents(),
              LocalToken.of(data, Sample.loader()),
              this::progress)
          .loadOnce();
    } catch (IOException e) {
      System.err.println(
          "the sample is not complete, the next start tries again: " + e.getMessage());
    }
  }

  private URI address() {
    return URI.create("http://localhost:" + port + "/");
  }

  private void progress(String line) {
    System.out.printf(
        "%5.1f s  %s%n", Duration.between(begun, Instant.now()).toMillis() / 1000.0, line);
  }

  private void stop(Platform platform) {
    System.err.println("stopping");
    platform.close();
    try {
      RunningInstances.forget(port);
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    System.err.println("stopped");
  }
}
