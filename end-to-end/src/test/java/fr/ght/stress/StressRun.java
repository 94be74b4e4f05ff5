package fr.ght.stress;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fr.ght.benchmarks.Finess;
import fr.ght.benchmarks.Front;
import fr.ght.journeys.RunningPlatform;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One run on a platform of its own or on one that others have used before. */
final class StressRun {
  private static final String GHT = "ght-essai";
  private static final int MEMBERS = 6;
  private static final Duration SAID_EVERY = Duration.ofSeconds(10);
  private static final Duration ALL_ANSWERED_WITHIN = Duration.ofMinutes(3);
  private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);

  private final RunningPlatform platform;
  private final Settings settings;
  private final Consumer<String> out;
  private final long begin = System.nanoTime();
  private final List<String> hospitals =
      IntStream.range(0, MEMBERS).mapToObj(i -> Finess.invented("42", 970_000 + i)).toList();

  StressRun(RunningPlatform platform, Settings settings, Consumer<String> out) {
    this.platform = platform;
    this.settings = settings;
    this.out = out;
  }

  /** Returns when all is judged and said. */
  Result run() throws InterruptedException, SQLException {
    say("seed %d, load for %d s".formatted(settings.seed(), settings.length().toSeconds()));
    createGroup();
    var ledger = new Ledger();
    try (var replica = Replica.start(platform);
        var naive = NaiveReader.start(platform);
        var load =
            new Load(
                List.of(platform.front(), replica.front()), hospitals, ledger, settings.seed())) {
      var troubles = new Troubles(platform, replica, settings, ledger, what -> say("  " + what));
      replica.awaitReady();
      say("two inventory-services are ready");
      underLoad(load, troubles, ledger);
      if (!load.endWithin(ALL_ANSWERED_WITHIN)) {
        ledger.refuse("not answered within " + ALL_ANSWERED_WITHIN);
      }
      say("all answered: " + ledger);
      var asOf = platform.view().caughtUp(GHT, CAUGHT_UP_WITHIN);
      say("the view is complete");
      var reading = new Reading(platform, GHT, hospitals, ledger);
      var evidence = reading.evidence();
      var judgement = Judgement.of(evidence, ledger, naive.taken());
      var differing = viewsThatDifferWhenRebuilt(asOf);
      return new Result(
          settings,
          evidence,
          judgement,
          ledger.toString(),
          List.copyOf(ledger.refused()),
          troubles.counts(),
          reading.leaders(),
          differing);
    }
  }

  private void createGroup() {
    platform.front().createGroup(GHT, "GHT à l'épreuve", hospitals.getFirst());
    for (var hospital : hospitals.subList(1, hospitals.size())) {
      platform.front().join(GHT, hospital, "Hôpital " + hospital, "MEMBER");
    }
  }

  private void underLoad(Load load, Troubles troubles, Ledger ledger) {
    var saying = Executors.newSingleThreadScheduledExecutor();
    try (saying) {
      saying.scheduleAtFixedRate(
          () -> say(ledger.toString()),
          SAID_EVERY.toSeconds(),
          SAID_EVERY.toSeconds(),
          TimeUnit.SECONDS);
      load.start();
      troubles.befallUntil(System.nanoTime() + settings.length().toNanos());
      saying.shutdownNow();
    }
  }

  /** Each view is built anew from the facts and must then be what it was. */
  private List<String> viewsThatDifferWhenRebuilt(Instant asOf) {
    var before = platform.view().digest(GHT, asOf);
    var differing = new ArrayList<String>();
    for (var view : views()) {
      var rebuild = platform.run("rebuild", view);
      if (rebuild.awaitExit() != 0
          || rebuild.lines().stream().anyMatch(line -> line.contains("not the same"))) {
        differing.add(view);
        rebuild.lines().forEach(this::say);
      }
    }
    platform.view().caughtUp(GHT, CAUGHT_UP_WITHIN);
    if (!platform.view().digest(GHT, asOf).equals(before)) {
      differing.add("the group's digest");
    }
    return differing;
  }

  private List<String> views() {
    try (var view =
        new Front(
            URI.create("http://127.0.0.1:%d/".formatted(platform.port("ght-view"))),
            platform.front().rights())) {
      return view.get("/ops/views").findValuesAsText("view");
    }
  }

  private void say(String what) {
    var seconds = NANOSECONDS.toSeconds(System.nanoTime() - begin);
    out.accept("%5d s  %s".formatted(seconds, what));
  }
}
