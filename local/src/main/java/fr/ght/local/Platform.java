package fr.ght.local;

import fr.ght.local.issuer.DevelopmentIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All processes of one instance: PostgreSQL and Kafka, the services, and the one address in front
 * of them. What ends by itself is started again; closing stops the services first, then the
 * servers.
 */
final class Platform implements AutoCloseable {

  private static final Duration SERVICES_STOP = Duration.ofSeconds(4);
  private static final Duration SERVERS_STOP = Duration.ofSeconds(5);

  private final DataFolder data;
  private final Path home;
  private final int port;
  private final Consumer<String> say;
  private final List<Supervised> supervised = Collections.synchronizedList(new ArrayList<>());
  private final List<Supervised> services = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param home the project's folder, with the built services
   * @param say where lines about what happens go, later ones included
   */
  Platform(DataFolder data, Path home, int port, Consumer<String> say) {
    this.data = data;
    this.home = home;
    this.port = port;
    this.say = say;
  }

  /** Returns when everything answers. */
  void start() {
    var free = FreePorts.several(3 + QuarkusService.ALL.size());
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (int i = 0; i < QuarkusService.ALL.size(); i++) {
      ports.put(QuarkusService.ALL.get(i).name(), free.get(3 + i));
    }
    Front.listen(port, ports, DevelopmentIssuer.at(port, data.secrets()));
    var kafkaAddress = "127.0.0.1:" + free.get(1);
    var kafka =
        run(() -> KafkaServer.start(data.kafka(), free.get(1), free.get(2), data.log("kafka")))
            .thenAccept(this::keep);
    var postgres = PostgresServer.start(data.postgres(), free.getFirst(), data.log("postgres"));
    keep(postgres);
    postgres.createDatabase(QuarkusService.IDENTITIES);
    var starting = new ArrayList<CompletableFuture<?>>(List.of(kafka));
    for (var service : QuarkusService.ALL) {
      int own = Objects.requireNonNull(ports.get(service.name()));
      starting.add(run(() -> keep(service, own, postgres, kafkaAddress)));
    }
    try {
      CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void keep(PostgresServer postgres) {
    watch(
        new Supervised(
            "postgres",
            postgres.port(),
            postgres.process(),
            () -> {
              postgres.restart();
              return postgres.process();
            },
            say));
    say.accept("PostgreSQL is up, port " + postgres.port());
  }

  private void keep(KafkaServer kafka) {
    watch(
        new Supervised(
            "kafka",
            kafka.port(),
            kafka.process(),
            () -> {
              kafka.restart();
              return kafka.process();
            },
            say));
    say.accept("Kafka is up, port " + kafka.port());
  }

  private Void keep(QuarkusService service, int own, PostgresServer postgres, String kafka) {
    postgres.createDatabase(service.database());
    Supplier<GuardedProcess> starter =
        () -> GuardedProcess.start(service.command(home, data, own, postgres, kafka, port));
    var kept = new Supervised(service.name(), own, starter.get(), starter, say);
    services.add(kept);
    watch(kept);
    QuarkusService.awaitReady(service.name(), own, data.log(service.name()));
    say.accept(service.name() + " is up, port " + own);
    return null;
  }

  private void watch(Supervised process) {
    supervised.add(process);
    process.watched(this::noteInstance);
    noteInstance();
  }

  private synchronized void noteInstance() {
    try {
      List<Instance.Part> parts;
      synchronized (supervised) {
        parts = supervised.stream().map(Supervised::part).toList();
      }
      data.write(new Instance(ProcessHandle.current().pid(), port, parts));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + data.path(), e);
    }
  }

  private <T> CompletableFuture<T> run(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, threads);
  }

  @Override
  public void close() {
    stopAll(List.copyOf(services), SERVICES_STOP);
    var rest = new ArrayList<>(List.copyOf(supervised));
    rest.removeAll(services);
    stopAll(rest, SERVERS_STOP);
  }

  private void stopAll(List<Supervised> processes, Duration patience) {
    CompletableFuture.allOf(
            processes.stream()
                .map(process ->
                    run(() -> {
                      process.stop(patience);
                      return null;
                    }))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
