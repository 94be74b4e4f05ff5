package fr.ght.inventory.domain.ght;

import static fr.ght.inventory.domain.ght.GhtDeciderTest.CHU;
import static fr.ght.inventory.domain.ght.GhtDeciderTest.FIRMINY;
import static fr.ght.inventory.domain.ght.GhtDeciderTest.ROANNE;
import static fr.ght.inventory.domain.ght.GhtDeciderTest.START;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght.Existing;
import fr.ght.inventory.domain.ght.GhtCommand.*;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GhtHistoriesTest {
  private static final List<Finess> HOSPITALS = List.of(CHU, ROANNE, FIRMINY);
  private static final int MONTHS = 24;

  /** Another group, to which Firminy belonged at the beginning. */
  private static final Period ELSEWHERE = new Period(START, START.plusMonths(6));

  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_said_a_group_stays_sound(int seed) {
    Histories.play(
        new GhtDecider(),
        new Random(seed),
        GhtHistoriesTest::command,
        ght -> {
          if (ght instanceof Existing existing) {
            hasOneSupportFromTheFirstOn(existing);
            hasNoOverlap(existing);
          }
        });
  }

  private static void hasOneSupportFromTheFirstOn(Existing group) {
    boolean begun = false;
    for (int month = 0; month <= MONTHS + 1; month++) {
      var date = START.plusMonths(month);
      long supports =
          group.membersOn(date).stream().filter(member -> member.role() == Role.SUPPORT).count();
      begun |= supports > 0;
      assertThat(supports).as("supports on %s in %s", date, group).isEqualTo(begun ? 1 : 0);
    }
  }

  private static void hasNoOverlap(Existing group) {
    for (var hospital : HOSPITALS) {
      var stays = group.staysOf(hospital);
      for (var stay : stays) {
        assertThat(stays.stream().filter(other -> other.period().overlaps(stay.period())))
            .hasSize(1);
      }
    }
    assertThat(group.memberships(FIRMINY)).noneMatch(period -> period.overlaps(ELSEWHERE));
  }

  private static GhtCommand command(Random random) {
    var hospital = HOSPITALS.get(random.nextInt(HOSPITALS.size()));
    var elsewhere = hospital.equals(FIRMINY) ? List.of(ELSEWHERE) : List.<Period>of();
    return switch (random.nextInt(8)) {
      case 0 -> new Define("GHT " + random.nextInt(2), random.nextBoolean() ? null : hospital);
      case 1, 2 -> new Leave(hospital, date(random), elsewhere);
      case 3 ->
          new RecordProfile(
              hospital, new Profile(date(random), random.nextInt(3) - 1, null, 4000, null));
      default ->
          new Join(
              hospital,
              "H" + random.nextInt(2),
              Role.values()[random.nextInt(3)],
              date(random),
              elsewhere);
    };
  }

  private static LocalDate date(Random random) {
    return START.plusMonths(random.nextInt(MONTHS));
  }
}
