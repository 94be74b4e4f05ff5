package fr.ght.inventory.domain.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever order reports arrive in, the same machines stand there in the same state: shown on
 * random sets of reports with duplicates, partial ones, clones, reinstalled machines, and reports
 * that show weak keys only.
 */
class ArrivalOrderTest {
  private static final int ORDERS = 8;

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void arrival_order_does_not_matter(int seed) {
    var random = new Random(seed);
    var reports = new ArrayList<>(new Fleet(random).reports());
    var first = taken(reports, seed).picture();
    for (int order = 1; order < ORDERS; order++) {
      Collections.shuffle(reports, random);
      assertThat(taken(reports, order).picture())
          .as("order %d: %s", order, reports)
          .isEqualTo(first);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reports_of_clones_by_their_shared_device_id_alone_never_change_the_count(int seed) {
    var random = new Random(seed);
    var fleet = new Fleet(random);
    var reports = new ArrayList<>(fleet.reports());
    reports.removeIf(Observation::partial);
    fleet
        .clonedDevices()
        .forEach(device ->
            reports.add(
                Reports.full().device(device).software("stray 1").hour(random.nextInt(40)).end()));
    Collections.shuffle(reports, random);
    int count = taken(reports, seed).counted().size();
    for (int order = 1; order < ORDERS; order++) {
      Collections.shuffle(reports, random);
      assertThat(taken(reports, order).counted()).hasSize(count);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whether_hosts_list_machines_before_or_after_these_report_does_not_matter(int seed) {
    var random = new Random(seed);
    var reports = new ArrayList<Observation>();
    for (int i = 0; i < 8; i++) {
      int number = random.nextInt(3);
      var uuid = new UUID(0x4c4c454400000000L + number, number + 1).toString();
      var report = Reports.full().uuid(uuid).hour(random.nextInt(40));
      reports.add(
          random.nextBoolean()
              ? report
                  .device("host/vm/" + number)
                  .name("listed-" + random.nextInt(2))
                  .memory(1024 * (1 + random.nextInt(2)))
                  .chassis(AssetKind.LISTED_MACHINE)
                  .end()
              : report
                  .device("pc-" + number)
                  .name("own-" + random.nextInt(2))
                  .system("Debian GNU/Linux", "12")
                  .software("nginx 1." + random.nextInt(3))
                  .end());
    }
    var first = taken(reports, seed).picture();
    for (int order = 1; order < ORDERS; order++) {
      Collections.shuffle(reports, random);
      assertThat(taken(reports, order).picture())
          .as("order %d: %s", order, reports)
          .isEqualTo(first);
    }
  }

  private static Park taken(List<Observation> reports, long seed) {
    var park = new Park(seed);
    reports.forEach(park::take);
    return park;
  }

  /** Some physical machines, and what their agents send over two days. */
  private static final class Fleet {
    private final Random random;
    private final List<Machine> machines = new ArrayList<>();

    private record Machine(
        String uuid, String serial, String mac, List<String> devices, boolean cloned) {}

    Fleet(Random random) {
      this.random = random;
      int size = 1 + random.nextInt(5);
      for (int i = 0; i < size; i++) {
        boolean cloned = i > 0 && random.nextInt(4) == 0;
        var device = cloned ? machines.get(i - 1).devices().getFirst() : "pc-" + i;
        if (cloned) {
          var original = machines.remove(i - 1);
          machines.add(
              new Machine(
                  original.uuid(), original.serial(), original.mac(), original.devices(), true));
        }
        var devices =
            random.nextInt(3) == 0 ? List.of(device, "pc-" + i + "-again") : List.of(device);
        machines.add(new Machine(uuid(i), serial(i), mac(i), devices, cloned));
      }
    }

    private String uuid(int i) {
      return random.nextInt(5) == 0
          ? "00000000-0000-0000-0000-000000000000"
          : new UUID(0x4c4c454400000000L + i, random.nextLong()).toString();
    }

    private String serial(int i) {
      return random.nextInt(4) == 0 ? "To be filled by O.E.M." : "SN-" + i + "-QX";
    }

    private static String mac(int i) {
      return "00:1b:21:00:00:%02x".formatted(i + 1);
    }

    List<String> clonedDevices() {
      return machines.stream()
          .filter(Machine::cloned)
          .map(machine -> machine.devices().getFirst())
          .distinct()
          .toList();
    }

    List<Observation> reports() {
      var reports = new ArrayList<Observation>();
      int count = 1 + random.nextInt(12);
      for (int i = 0; i < count; i++) {
        var report = report(machines.get(random.nextInt(machines.size())));
        reports.add(report);
        if (random.nextInt(5) == 0) {
          reports.add(report);
        }
      }
      return reports;
    }

    private Observation report(Machine machine) {
      var report = random.nextInt(3) == 0 ? Reports.partial() : Reports.full();
      report =
          report
              .hour(random.nextInt(40))
              .device(machine.devices().get(random.nextInt(machine.devices().size())));
      if (random.nextInt(4) != 0) {
        report = report.uuid(machine.uuid()).serial(machine.serial());
      }
      // Of clones something must show that they are two, or they are one to everybody.
      if (machine.cloned() || random.nextInt(3) != 0) {
        report = report.mac(machine.mac());
      }
      if (random.nextBoolean()) {
        report = report.name("name-" + random.nextInt(3));
      }
      if (random.nextBoolean()) {
        report = report.system("Windows", "1" + random.nextInt(2));
      }
      if (random.nextBoolean()) {
        report = report.memory(1024 * (1 + random.nextInt(2)));
      }
      return random.nextInt(4) == 0 ? report.end() : report.software(software()).end();
    }

    private String[] software() {
      return IntStream.range(0, 4)
          .filter(_ -> random.nextBoolean())
          .mapToObj(i -> "soft" + i + " " + random.nextInt(3))
          .toArray(String[]::new);
    }
  }
}
