package fr.ght.inventory.domain.skill;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.skill.SkillCommand.Withdraw;
import fr.ght.inventory.domain.skill.SkillCoverage.Recorded;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SkillHistoriesTest {

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_said_nobody_is_counted_below_zero(int seed) {
    Histories.play(
        new SkillDecider(),
        new Random(seed),
        SkillHistoriesTest::command,
        coverage -> {
          if (coverage instanceof Recorded recorded) {
            assertThat(recorded.people().values()).allMatch(people -> people.count() >= 0);
          }
        });
  }

  private static SkillCommand command(Random random) {
    var level = SkillLevel.values()[random.nextInt(3)];
    return random.nextInt(3) == 0
        ? new Withdraw(level)
        : SkillDeciderTest.people(
            level, random.nextInt(4) - 1, random.nextBoolean() ? SkillDeciderTest.JUNE : null);
  }
}
