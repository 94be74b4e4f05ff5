package fr.ght.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many reports a second the platform takes, each durable before its answer, and how long after
 * the answer the shared view shows it.
 *
 * <p>All bodies exist before the clock starts. Callers keep their connections, as a proxy in front
 * of a hospital's agents does. A fleet of its own warms the services up first: a cold JVM distorts
 * short runs.
 */
@Command(
    name = "report-load",
    mixinStandardHelpOptions = true,
    description = "Pushes invented machines' reports to a running platform (./run up --empty).")
public final class ReportLoad implements Callable<Integer> {

  @Option(names = "--to", description = "the front address (default: ${DEFAULT-VALUE})")
  private URI to = URI.create("http://localhost:8080");

  @Option(names = "--reports", description = "reports per mode (default: ${DEFAULT-VALUE})")
  private int reports = 2_000;

  @Option(names = "--software", description = "entries of a report (default: ${DEFAULT-VALUE})")
  private int software = 874;

  @Option(names = "--concurrency", description = "callers at once (default: ${DEFAULT-VALUE})")
  private int concurrency = 16;

  @Option(
      names = "--modes",
      split = ",",
      description = "in this order: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private List<Mode> modes =
      List.of(Mode.ALL_NEW, Mode.UNCHANGED, Mode.MACHINES_CHANGED, Mode.SOFTWARE_CHANGED);

  @Option(names = "--warm-up", description = "reports before (default: ${DEFAULT-VALUE})")
  private int warmUp = 500;

  @Option(
      names = "--view",
      description = "JDBC address of the view's database: measures answer to row instead")
  private @org.jspecify.annotations.Nullable String view;

  @Option(
      names = "--rate",
      description = "with --view: reports a second (default: ${DEFAULT-VALUE})")
  private int rate = 100;

  /** What the reports of a measurement say, against what the platform knows by then. */
  enum Mode {
    /** Every machine is reported for the first time. */
    ALL_NEW,
    /** Every machine says what it said before, an hour later. */
    UNCHANGED,
    /** One machine of twenty has new versions of 5 % of its software; the others say the same. */
    MACHINES_CHANGED,
    /** Every machine has new versions of 5 % of its software. */
    SOFTWARE_CHANGED
  }

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new ReportLoad())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var run = Long.toString(System.currentTimeMillis() / 1000 % 1_000_000);
    var finess = Finess.invented("69", Integer.parseInt(run));
    try (var front = new Front(to)) {
      front.createGroup("ght-mesure-" + run, "GHT de mesure " + run, finess);
      var push = new Push(front, finess, concurrency);
      push.allAtOnce(bodies("chauffe" + run, warmUp, Mode.ALL_NEW, 0));
      push.allAtOnce(bodies("chauffe" + run, warmUp, Mode.SOFTWARE_CHANGED, 1));
      System.out.printf(
          "%d processors, %d callers, %d reports a mode, %d software entries%n",
          Runtime.getRuntime().availableProcessors(), concurrency, reports, software);
      if (view == null) {
        measureAnswers(push, "m" + run);
      } else {
        measureRows(push, "m" + run, view);
      }
    }
    return 0;
  }

  private void measureAnswers(Push push, String fleet) {
    int release = 0;
    for (var mode : modes) {
      release++;
      var answers = push.allAtOnce(bodies(fleet, reports, mode, release));
      System.out.println(answers.line(mode.name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private void measureRows(Push push, String fleet, String database) {
    var bodies = bodies(fleet, reports, Mode.ALL_NEW, 1);
    try (var rows = RowWatch.of(database, fleet)) {
      var answers = push.atRate(bodies, rate, rows::answered);
      System.out.println(answers.line("answers at %d/s".formatted(rate)));
      System.out.println(rows.line(Duration.ofSeconds(30)));
    }
  }

  private List<Push.Body> bodies(String fleet, int count, Mode mode, int release) {
    var at = Instant.now().minus(Duration.ofHours(20)).plus(Duration.ofHours(release));
    var before = Packages.installed(software);
    var after = Packages.installed(software, release, 5);
    var bodies = new ArrayList<Push.Body>(count);
    IntStream.range(0, count)
        .forEach(i -> {
          var machine = InventedMachine.of(fleet, i);
          var changed =
              switch (mode) {
                case ALL_NEW, UNCHANGED -> false;
                case MACHINES_CHANGED -> i % 20 == 0;
                case SOFTWARE_CHANGED -> true;
              };
          var report = Report.of(machine, at, changed ? after : before).withEverythingAgentsSend();
          bodies.add(new Push.Body(machine.name(), Report.zlib(report.xml())));
        });
    return bodies;
  }
}
