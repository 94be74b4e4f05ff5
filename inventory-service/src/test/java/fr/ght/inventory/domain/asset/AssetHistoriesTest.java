package fr.ght.inventory.domain.asset;

import static fr.ght.inventory.domain.asset.AssetDeciderTest.MONDAY;
import static fr.ght.inventory.domain.asset.AssetDeciderTest.OTHER;
import static fr.ght.inventory.domain.asset.AssetDeciderTest.ROANNE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.asset.Asset.InService;
import fr.ght.inventory.domain.asset.AssetCommand.*;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssetHistoriesTest {

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_said_a_machine_stays_sound(int seed) {
    Histories.play(
        new AssetDecider(),
        new Random(seed),
        AssetHistoriesTest::command,
        asset ->
            asset
                .known()
                .ifPresent(
                    machine -> assertThat(machine.software().all()).doesNotHaveDuplicates()));
  }

  private static AssetCommand command(Random random) {
    var place = random.nextInt(10) == 0 ? ROANNE : Park.HOSPITAL;
    return switch (random.nextInt(40)) {
      case 0 -> new MergeInto(OTHER);
      case 1, 2 -> new Move(random.nextBoolean() ? ROANNE : Park.HOSPITAL, "found there");
      case 3, 4 -> new Retire(MONDAY.plusDays(random.nextInt(4)), "broken");
      case 5, 6 -> new Absorb(new InService(Machine.of(place, report(random))));
      case 7, 8 -> new NoteSilence(MONDAY.plusDays(random.nextInt(6)));
      default -> new Report(place, report(random));
    };
  }

  private static Observation report(Random random) {
    var report = random.nextInt(3) == 0 ? Reports.partial() : Reports.full();
    report.hour(random.nextInt(96)).device("pc-" + random.nextInt(2));
    if (random.nextBoolean()) {
      report.memory(1024 * random.nextInt(3)).mac("00:1b:21:00:00:0" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      report.system("Windows", "1" + random.nextInt(2));
    }
    if (random.nextBoolean()) {
      report.software(
          IntStream.range(0, 3)
              .filter(_ -> random.nextBoolean())
              .mapToObj(name -> "s" + name + " " + random.nextInt(2))
              .toArray(String[]::new));
    }
    return report.end();
  }
}
