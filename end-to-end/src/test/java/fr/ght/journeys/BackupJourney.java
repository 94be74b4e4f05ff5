package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.Finess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The log of a running instance in files, and back: to its last state, and to an older one. */
class BackupJourney {
  private static final String GHT = "ght-sauvegarde";
  private static final String HOSPITAL = Finess.invented("42", 950_002);
  private static final int BEFORE = 20;
  private static final int AFTER = 15;
  private static final Duration STARTS_OVER_WITHIN = Duration.ofSeconds(60);

  private final RunningPlatform platform = RunningPlatform.start();

  @RegisterExtension final AfterTestExecutionCallback lastWords = platform::tellIfFailed;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void an_older_log_is_refused_until_it_may_be_rewound_and_then_the_view_shows_it_and_goes_on() {
    platform.front().createGroup(GHT, "GHT sauvegardé", HOSPITAL);
    platform.view().caughtUp(GHT);
    Fleet.of("before", BEFORE).pushUntilTaken(platform.front(), HOSPITAL, _ -> {});
    awaitMachines(BEFORE);
    says(0, "backed up to", "backup", folder.resolve("older").toString());

    Fleet.of("lost", AFTER).pushUntilTaken(platform.front(), HOSPITAL, _ -> {});
    awaitMachines(BEFORE + AFTER);
    says(1, "stop the instance first", "restore", folder.resolve("older").toString());
    platform.stop();

    says(0, "backed up to", "backup", folder.resolve("last").toString());
    says(1, "--replace sets it aside", "restore", folder.resolve("last").toString());
    says(0, "./run up goes on", "restore", "--replace", folder.resolve("last").toString());
    platform.upAgain();
    awaitMachines(BEFORE + AFTER);
    platform.stop();

    says(
        1,
        "older than what others have been told",
        "restore",
        "--replace",
        folder.resolve("older").toString());
    says(
        0,
        "./run up goes on",
        "restore",
        "--replace",
        "--rewind",
        folder.resolve("older").toString());
    platform.upAgain();
    awaitMachines(BEFORE);

    Fleet.of("new", AFTER).pushUntilTaken(platform.front(), HOSPITAL, _ -> {});
    awaitMachines(BEFORE + AFTER);
  }

  private void says(int exit, String line, String command, String... arguments) {
    var runner = platform.run(command, arguments);
    assertThat(runner.awaitExit()).as(() -> String.join("\n", runner.lines())).isEqualTo(exit);
    assertThat(runner.lines()).anyMatch(said -> said.contains(line));
  }

  private void awaitMachines(int count) {
    await()
        .atMost(STARTS_OVER_WITHIN)
        .ignoreExceptions()
        .until(() -> platform.view().group(GHT).path("machines").asInt() == count);
  }
}
