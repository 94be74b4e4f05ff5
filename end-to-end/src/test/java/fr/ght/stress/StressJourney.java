package fr.ght.stress;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.journeys.OnePlatform;
import fr.ght.journeys.RunningPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code ./run stress} does for long, in short: two inventory-services, and thus two relays,
 * while each process is killed once, the leader and the broker are paused, and the broker's disk is
 * full. That the oracle finds a naive reader out is {@code LateCommitHazardTest}'s to show.
 */
@ExtendWith(OnePlatform.class)
class StressJourney {
  private static final long SEED = 3;

  private final RunningPlatform platform;

  StressJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void whoever_is_killed_or_paused_under_load_nothing_is_lost_duplicated_or_reordered()
      throws Exception {
    var run = new StressRun(platform, Settings.inShort(SEED), System.out::println);

    var result = run.run();

    System.out.println(result.table());
    assertThat(result.isClean()).as(result.table()).isTrue();
  }
}
