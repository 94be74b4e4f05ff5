package fr.ght.stress;

import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Pushes one thing after the other: new machines, changes of known ones, reports that come too
 * late, applications, and all of these sometimes twice at once.
 */
final class Caller {
  private static final int MOST_MACHINES = 600;
  private static final int APPLICATIONS = 12;
  private static final int PACKAGES = 15;
  private static final long OLDEST_SECONDS = 80_000;

  private final int number;
  private final List<String> hospitals;
  private final Random random;
  private final Load load;
  private final Instant begin = Instant.now().minusSeconds(OLDEST_SECONDS);
  private final List<Known> machines = new ArrayList<>();

  /** A machine and how many states of it were reported. */
  private static final class Known {
    final InventedMachine machine;
    final String finess;
    int states;

    Known(InventedMachine machine, String finess) {
      this.machine = machine;
      this.finess = finess;
    }
  }

  Caller(int number, List<String> hospitals, Random random, Load load) {
    this.number = number;
    this.hospitals = hospitals;
    this.random = random;
    this.load = load;
  }

  void next() {
    var dice = random.nextInt(100);
    if (machines.isEmpty() || dice < 20 && machines.size() < MOST_MACHINES) {
      newMachine();
    } else if (dice < 75) {
      newState(machines.get(random.nextInt(machines.size())));
    } else if (dice < 85) {
      outdatedState(machines.get(random.nextInt(machines.size())));
    } else {
      application();
    }
  }

  private void newMachine() {
    var machine = InventedMachine.of("essai" + number, machines.size());
    var known = new Known(machine, hospitals.get(random.nextInt(hospitals.size())));
    machines.add(known);
    if (newState(known)) {
      load.ledger().newMachine(known.finess);
    }
  }

  private boolean newState(Known known) {
    var mark = load.ledger().newMark();
    known.states++;
    var observed = begin.plusSeconds(known.states);
    var taken = push(Request.report(known.finess, report(known, observed, mark)));
    if (taken) {
      load.ledger().acknowledge(mark);
    }
    return taken;
  }

  /** Observed before all that was acknowledged of this machine. */
  private void outdatedState(Known known) {
    var mark = load.ledger().newMark();
    var observed = begin.minusSeconds(1 + random.nextInt(1_000));
    if (push(Request.report(known.finess, report(known, observed, mark)))) {
      load.ledger().acknowledgeOutdated(mark);
    }
  }

  /** One machine in ten was installed again and has another device id in every other report. */
  private Report report(Known known, Instant observed, String mark) {
    var reinstalled = known.machine.name().endsWith("7") && random.nextBoolean();
    var machine = reinstalled ? known.machine.reinstalled() : known.machine;
    var firmware = Map.of("smanufacturer", "Mesure SA", "smodel", mark, "ssn", machine.serial());
    return Report.of(machine, observed, Packages.installed(PACKAGES, known.states, 20))
        .with("bios", firmware);
  }

  private void application() {
    var mark = load.ledger().newMark();
    var which = random.nextInt(APPLICATIONS);
    var body =
        Map.<String, Object>of(
            "establishment",
            hospitals.get(which % hospitals.size()),
            "function",
            which % 2 == 0 ? "laboratory" : "pharmacy",
            "product",
            "Essai",
            "version",
            mark,
            "state",
            "IN_PRODUCTION");
    if (push(Request.application("essai-%d-%d".formatted(number, which), mark, body))) {
      load.ledger().acknowledge(mark);
    }
  }

  private boolean push(Request request) {
    return random.nextInt(5) == 0 ? load.pushTwice(request, number) : load.push(request, number);
  }
}
