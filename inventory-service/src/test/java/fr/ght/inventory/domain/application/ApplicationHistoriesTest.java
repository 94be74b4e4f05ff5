package fr.ght.inventory.domain.application;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.ApplicationCommand.*;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApplicationHistoriesTest {

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_said_an_application_stays_sound(int seed) {
    Histories.play(
        new ApplicationDecider(),
        new Random(seed),
        ApplicationHistoriesTest::command,
        application -> {
          if (application instanceof Declared declared) {
            assertThat(declared.deployment().function()).isEqualTo("laboratory");
            assertThat(declared.deployment().users())
                .satisfiesAnyOf(
                    users -> assertThat(users).isNull(),
                    users -> assertThat(users).isNotNegative());
          }
        });
  }

  private static ApplicationCommand command(Random random) {
    var users = random.nextInt(4) - 1;
    var version = random.nextInt(3) == 0 ? null : "v" + random.nextInt(3);
    var state = ApplicationState.values()[random.nextInt(5)];
    return switch (random.nextInt(6)) {
      case 0, 1, 2 ->
          new Declare(
              new Deployment(ApplicationDeciderTest.CHU, "laboratory", "Hexalis", version, users),
              state);
      case 3 -> new ChangeUsers(users);
      case 4 -> new ChangeVersion("v" + random.nextInt(3));
      default -> new ChangeState(state, random.nextBoolean() ? "a slip" : null);
    };
  }
}
