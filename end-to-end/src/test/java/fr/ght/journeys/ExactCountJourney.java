package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.Finess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Mission, line 9: a group of twenty establishments counts the machines of one exactly, whatever
 * its agents and our processes go through. While processes are killed it has fewer machines, unless
 * {@code -Dght.fleet=4000} is said.
 */
@ExtendWith(OnePlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExactCountJourney {
  private static final int HOSPITAL = 4_000;
  private static final int MACHINES = Integer.getInteger("ght.fleet", 400);
  private static final String GHT = "ght-compte";
  private static final int MEMBERS = 20;
  private static final String CONFUSED = member(1);
  private static final String KILLED = member(2);

  private final RunningPlatform platform;
  private final View view;

  ExactCountJourney(RunningPlatform platform) {
    this.platform = platform;
    this.view = platform.view();
  }

  private static String member(int number) {
    return Finess.invented("42", 920_000 + number);
  }

  @BeforeAll
  void a_group_of_twenty() {
    platform.front().createGroup(GHT, "GHT qui compte", member(0));
    for (int i = 1; i < MEMBERS; i++) {
      platform.front().join(GHT, member(i), "Hôpital " + i, "MEMBER");
    }
    view.caughtUp(GHT);
    assertThat(view.group(GHT).path("establishments")).hasSize(MEMBERS);
  }

  @Test
  @Order(1)
  void line_9_4000_machines_with_duplicates_and_out_of_order_count_exactly_4000() {
    push("confused", HOSPITAL, CONFUSED, _ -> {});
    assertThat(machinesOf(CONFUSED)).isEqualTo(HOSPITAL);
    assertThat(machinesOf(KILLED)).isZero();
  }

  @Test
  @Order(2)
  void killing_every_process_during_the_push_neither_loses_nor_doubles_a_machine() {
    var killed = new ConcurrentLinkedQueue<Long>();
    var expected = Fleet.inConfusion("killed", MACHINES, 2).size();
    push(
        "killed",
        MACHINES,
        KILLED,
        answered -> {
          // After one fifth of the answers the first process, after two fifths the second…
          for (int i = 0; i < RunningPlatform.PARTS.size(); i++) {
            if (answered == expected * (i + 1) / (RunningPlatform.PARTS.size() + 1)) {
              killed.add(platform.kill(RunningPlatform.PARTS.get(i)));
            }
          }
        });
    assertThat(killed).hasSameSizeAs(RunningPlatform.PARTS);
    await("all started again")
        .untilAsserted(() ->
            assertThat(RunningPlatform.PARTS)
                .map(platform::pid)
                .doesNotContainAnyElementsOf(killed));
    assertThat(machinesOf(KILLED)).isEqualTo(MACHINES);
    assertThat(machinesOf(CONFUSED)).isEqualTo(HOSPITAL);
  }

  @Test
  @Order(3)
  void line_9_and_30_a_view_corrupted_by_hand_is_the_same_as_before_once_it_is_rebuilt()
      throws SQLException {
    var asOf = view.caughtUp(GHT);
    var before = view.digest(GHT, asOf);

    for (var corruption :
        List.of(
            "update machine_row set name = 'faux' where asset ="
                + " (select min(asset) from machine_row where establishment = ?)",
            "update machine_count set machines = machines + 7 where establishment = ?")) {
      corrupt(corruption);
    }
    assertThat(machinesNow(CONFUSED)).isNotEqualTo(HOSPITAL);
    assertThat(view.digest(GHT, asOf)).isNotEqualTo(before);

    var rebuild = platform.run("rebuild", "machines");
    assertThat(rebuild.awaitExit()).as(() -> String.join("\n", rebuild.lines())).isZero();
    assertThat(rebuild.lines()).anyMatch(line -> line.contains("not the same"));
    assertThat(view.digest(GHT, asOf)).isEqualTo(before);
    assertThat(machinesOf(CONFUSED)).isEqualTo(HOSPITAL);
    assertThat(machinesOf(KILLED)).isEqualTo(MACHINES);
  }

  private void push(String fleet, int machines, String finess, IntConsumer answered) {
    var reports = Fleet.inConfusion(fleet, machines, 2);
    var begun = System.nanoTime();
    reports.pushUntilTaken(platform.front(), finess, answered);
    var taken = Duration.ofNanos(System.nanoTime() - begun);
    view.caughtUp(GHT);
    System.out.printf(
        "%s: %d machines, %d reports taken in %.1f s, the view says %d%n",
        fleet, machines, reports.size(), taken.toMillis() / 1000.0, machinesNow(finess));
  }

  private void corrupt(String statement) throws SQLException {
    try (var connection = platform.database("ghtview");
        var update = connection.prepareStatement(statement)) {
      update.setString(1, CONFUSED);
      assertThat(update.executeUpdate()).isPositive();
    }
  }

  /** Also what the list of machines counts, by another way than the figure of the group's page. */
  private long machinesOf(String finess) {
    var listed =
        platform
            .front()
            .get("/api/view/ghts/%s/assets?limit=1&establishment=%s".formatted(GHT, finess));
    assertThat(listed.path("total").asLong()).isEqualTo(machinesNow(finess));
    return machinesNow(finess);
  }

  private long machinesNow(String finess) {
    return view.establishment(GHT, finess).path("machines").asLong();
  }
}
