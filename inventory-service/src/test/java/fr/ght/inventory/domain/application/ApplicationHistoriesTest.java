package fr.ght.inventory.domain.application;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.ApplicationCommand.*;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.ByTheGroup;
import fr.ght.inventory.domain.application.Hosting.Certificate;
import fr.ght.inventory.domain.application.Hosting.OnPremise;
import fr.ght.inventory.domain.application.Interface.Direction;
import fr.ght.inventory.domain.application.Interface.OtherApplication;
import fr.ght.inventory.domain.application.Interface.OutsideSystem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
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
            assertThat(declared.deployment().operation().needs().onScale()).isTrue();
            if (declared.deployment().operation().hosting() instanceof AtCertifiedHost host) {
              assertThat(host.endsBeforeItBegins()).isFalse();
            }
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
              new Deployment(
                  ApplicationDeciderTest.CHU,
                  "laboratory",
                  "Hexalis",
                  version,
                  users,
                  operation(random)),
              state,
              random.nextBoolean()
                  ? Set.of()
                  : Set.of(Aspect.values()[random.nextInt(Aspect.values().length)]));
      case 3 -> new ChangeUsers(users);
      case 4 -> new ChangeVersion("v" + random.nextInt(3));
      default -> new ChangeState(state, random.nextBoolean() ? "a slip" : null);
    };
  }

  private static Operation operation(Random random) {
    var from = LocalDate.parse("2026-01-01");
    var hosting =
        switch (random.nextInt(5)) {
          case 0 -> new OnPremise();
          case 1 -> new ByTheGroup();
          case 2 ->
              new AtCertifiedHost(
                  "host", new Certificate("1", from, from.plusDays(random.nextInt(4) - 1)));
          default -> null;
        };
    var interfaces =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ ->
                new Interface(
                    random.nextBoolean() ? new OtherApplication("x") : new OutsideSystem("x"),
                    "FHIR",
                    Direction.values()[random.nextInt(3)]))
            .toList();
    return new Operation(
        random.nextInt(3) == 0 ? "i" + random.nextInt(2) : null,
        new Needs(
            some(random), some(random), null, null, Duration.ofHours(random.nextInt(3)), null),
        hosting,
        random.nextInt(3) == 0 ? interfaces : null);
  }

  private static Integer some(Random random) {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(20) / 4 : null;
  }
}
