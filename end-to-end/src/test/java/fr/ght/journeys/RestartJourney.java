package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.Finess;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever ends an instance, the next start on its data goes on where the last answer was given.
 */
class RestartJourney {
  private static final String GHT = "ght-reprise";
  private static final String HOSPITAL = Finess.invented("42", 950_001);
  private static final int MACHINES = 200;

  private final RunningPlatform platform = RunningPlatform.start();

  @RegisterExtension final AfterTestExecutionCallback lastWords = platform::tellIfFailed;

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void killed_at_any_moment_it_leaves_nobody_behind_and_loses_nothing_that_was_answered() {
    platform.front().createGroup(GHT, "GHT qui reprend", HOSPITAL);
    platform.view().caughtUp(GHT);
    refuses_a_second_instance_on_the_same_data();

    var fleet = Fleet.of("restart", MACHINES);
    // Early enough that some are still waiting for their answers.
    var moment = new Random().nextInt(1, MACHINES / 2);
    System.out.printf("the runner is killed after answer %d of %d%n", moment, MACHINES);
    var taken = new AtomicInteger();
    var notTaken =
        fleet.push(
            platform.front(),
            HOSPITAL,
            () -> {
              if (taken.incrementAndGet() == moment) {
                platform.runner().kill();
              }
            });
    assertThat(notTaken).as("it was killed during the push").isNotEmpty();
    await("nobody is left")
        .atMost(Duration.ofSeconds(10))
        .until(() -> platform.processes().isEmpty());

    platform.upAgain();
    platform.view().caughtUp(GHT);
    // What was answered is there; of the rest, what was stored before its answer was lost.
    assertThat(machines()).isBetween((long) taken.get(), (long) MACHINES);

    fleet.pushUntilTaken(platform.front(), HOSPITAL, _ -> {});
    platform.view().caughtUp(GHT);
    assertThat(machines()).isEqualTo(MACHINES);

    platform.stop();
    platform.upAgain();
    platform.view().caughtUp(GHT);
    assertThat(machines()).isEqualTo(MACHINES);
  }

  private void refuses_a_second_instance_on_the_same_data() {
    var second = platform.run("up", "--empty", "--port", "1");
    assertThat(second.awaitExit()).isNotZero();
    assertThat(second.lines())
        .anyMatch(line -> line.contains("another instance is running on " + platform.data()));
    assertThat(platform.run("status").awaitExit()).as("the first one is well").isZero();
  }

  private long machines() {
    return platform.view().group(GHT).path("machines").asLong();
  }
}
