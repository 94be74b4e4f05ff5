package fr.ght.benchmarks.search;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import fr.ght.benchmarks.PackagedService;
import fr.ght.local.FreePorts;
import fr.ght.local.PostgresServer;
import fr.ght.local.issuer.IssuerServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The list of machines of a whole country, asked over HTTP by readers of one hospital to all. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Asks the list of machines over 1.5 million of them, beside its bare statements.")
public final class SearchBenchmark implements Callable<Integer> {
  private static final String DATABASE = "inventory";
  private static final int A_HOSPITAL = 4_300;

  @Option(
      names = "--data",
      required = true,
      description = "folder of the filled database; filled if it is not there (some 10 GB)")
  private Path data = Path.of("");

  @Option(names = "--machines", description = "in all, to be filled; default: ${DEFAULT-VALUE}")
  private int machines = 1_500_000;

  @Option(
      names = "--software",
      description = "entries that a machine's are drawn from; default: ${DEFAULT-VALUE}")
  private int software = 60;

  @Option(
      names = "--callers",
      split = ",",
      description = "at once, in turn; default: ${DEFAULT-VALUE}")
  private List<Integer> callers = List.of(1, 8);

  @Option(names = "--seconds", description = "of each question; default: ${DEFAULT-VALUE}")
  private double seconds = 2;

  @Option(names = "--only", description = "readers and questions with this in their names only")
  private @Nullable String only;

  @Option(names = "--out", description = "folder for the table")
  private @Nullable Path out;

  @Option(
      names = "--service",
      description = "another built quarkus-app than this project's, to compare")
  private Path service =
      Path.of(System.getProperty("ght.home", "."), "inventory-service", "target", "quarkus-app");

  private final List<String> table = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(data);
    try (var postgres = PostgresServer.start(data.resolve("postgres"), FreePorts.one());
        var issuer = IssuerServer.listen(FreePorts.one(), data)) {
      postgres.createDatabase(DATABASE);
      postgres.createDatabase("identity");
      try (var inventory =
          new PackagedService(
              service, environment(postgres, issuer), data.resolve("service.log"))) {
        System.out.printf("alive after %.1f s%n", inventory.startedWithin().toMillis() / 1e3);
        fill(postgres);
        measure(postgres, issuer, inventory);
      }
    }
    if (out != null) {
      Files.createDirectories(out);
      Files.write(out.resolve("search.md"), table);
    }
    return 0;
  }

  private static Map<String, String> environment(PostgresServer postgres, IssuerServer issuer) {
    return Map.ofEntries(
        entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(DATABASE)),
        entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(DATABASE)),
        entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
        entry("QUARKUS_DATASOURCE_PASSWORD", ""),
        entry("QUARKUS_DATASOURCE_IDENTITY_JDBC_URL", postgres.jdbcUrl("identity")),
        entry("QUARKUS_DATASOURCE_IDENTITY_REACTIVE_URL", postgres.reactiveUrl("identity")),
        entry("QUARKUS_DATASOURCE_IDENTITY_USERNAME", PostgresServer.USER),
        entry("QUARKUS_DATASOURCE_IDENTITY_PASSWORD", ""),
        entry("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.issuer().url()),
        entry("GHT_RELAY_ENABLED", "false"),
        // A machine's silence is no part of this, and 1.5 million of them would be noted.
        entry("GHT_DEADLINES_MACHINES_EVERY", "off"),
        entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
  }

  private void fill(PostgresServer postgres) throws SQLException {
    try (var connection = postgres.connect(DATABASE)) {
      if (!Country.isThere(connection)) {
        Country.fill(connection, Place.country(machines), software);
      }
    }
  }

  private List<Reader> readers(PostgresServer postgres) throws SQLException {
    var groups =
        new LinkedHashMap<>(Place.country(machines).stream().collect(groupingBy(Place::ght)));
    try (var connection = postgres.connect(DATABASE)) {
      var hospital =
          groups.values().stream()
              .map(List::getFirst)
              .min(Comparator.comparingInt(place -> Math.abs(place.machines() - A_HOSPITAL)))
              .orElseThrow();
      var usual =
          groups.values().stream()
              .min(Comparator.comparingInt(group -> Math.abs(counted(group) - machines / 250)))
              .orElseThrow();
      var largest = requireNonNull(groups.get(Place.LARGEST_GROUP));
      var all = groups.values().stream().flatMap(List::stream).toList();
      return List.of(
          Reader.ofOne(
              "a hospital of %,d".formatted(hospital.machines()),
              connection,
              hospital,
              requireNonNull(groups.get(hospital.ght()))),
          Reader.of("a group of %,d".formatted(counted(usual)), connection, usual),
          Reader.of("a group of %,d".formatted(counted(largest)), connection, largest),
          Reader.of("all 250 groups", connection, all));
    }
  }

  private static int counted(List<Place> places) {
    return places.stream().mapToInt(Place::machines).sum();
  }

  private void measure(PostgresServer postgres, IssuerServer issuer, PackagedService inventory)
      throws Exception {
    say("| who asks | for what | bare p50 | p99 | " + heading() + " load |");
    say("|---|---|---|---|" + "---|".repeat(3 * callers.size() + 1));
    try (var bare = new BareLists(postgres.reactiveUrl(DATABASE))) {
      for (var reader : readers(postgres)) {
        var token = "Bearer " + issuer.issuer().token(reader.bearer());
        for (var question : Question.all()) {
          if (only == null || (reader.name() + " " + question.name()).contains(only)) {
            measure(reader, question, token, inventory, bare);
          }
        }
      }
    }
  }

  private String heading() {
    var heading = new StringBuilder();
    for (int number : callers) {
      heading.append("%d caller%s: p50 | p99 | p99.9 | ".formatted(number, number == 1 ? "" : "s"));
    }
    return heading.toString().strip();
  }

  private void measure(
      Reader reader, Question question, String token, PackagedService inventory, BareLists bare)
      throws Exception {
    IntConsumer overHttp =
        number -> {
          var path = Question.path(question.of(reader, number));
          try {
            var answer =
                inventory.send(inventory.request(path).header("Authorization", token).build());
            if (answer.statusCode() != 200) {
              throw new IllegalStateException(
                  path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
            }
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(path, e);
          }
        };
    run(1, seconds / 4, overHttp);
    var line = new StringBuilder("| %s | %s |".formatted(reader.name(), question.name()));
    var alone = run(1, seconds / 2, number -> bare.ask(reader, question.of(reader, number)));
    line.append(" %s | %s |".formatted(millis(alone, 50), millis(alone, 99)));
    for (int number : callers) {
      var micros = run(number, seconds, overHttp);
      line.append(
          " %s | %s | %s |"
              .formatted(millis(micros, 50), millis(micros, 99), millis(micros, 99.9)));
    }
    say(
        line.append(
                " %.1f |"
                    .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()))
            .toString());
  }

  /** Callers that each ask again as soon as they are answered. */
  private static Histogram run(int callers, double seconds, IntConsumer ask) throws Exception {
    var micros = new ConcurrentHistogram(3);
    var next = new AtomicInteger();
    var end = System.nanoTime() + Duration.ofMillis((long) (seconds * 1000)).toNanos();
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var all =
          IntStream.range(0, callers)
              .<Future<?>>mapToObj(caller ->
                  threads.submit(() -> {
                    do {
                      var begin = System.nanoTime();
                      ask.accept(next.getAndIncrement());
                      micros.recordValue((System.nanoTime() - begin) / 1000);
                    } while (System.nanoTime() < end);
                  }))
              .toList();
      for (var one : all) {
        one.get();
      }
    }
    return micros;
  }

  private static String millis(Histogram micros, double percentile) {
    return String.format(Locale.ROOT, "%.1f", micros.getValueAtPercentile(percentile) / 1000.0);
  }

  private void say(String line) {
    table.add(line);
    System.out.println(line);
  }
}
