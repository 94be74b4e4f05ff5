package fr.ght.inventory.domain.skill;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.skill.SkillLevel.*;
import static fr.ght.inventory.domain.skill.SkillRefusal.*;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.skill.SkillCommand.*;
import fr.ght.inventory.domain.skill.SkillCoverage.People;
import fr.ght.inventory.domain.skill.SkillEvent.*;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SkillDeciderTest {
  static final SkillDecider SKILLS = new SkillDecider();
  static final Finess CHU = new Finess("420784878");
  static final LocalDate JUNE = LocalDate.parse("2027-06-30");

  static RecordPeople people(SkillLevel level, int count, LocalDate until) {
    return new RecordPeople(CHU, "GLIMS", level, new People(count, until));
  }

  static SkillCoverageRecorded recorded(SkillLevel level, int count, LocalDate until) {
    return new SkillCoverageRecorded(CHU, "GLIMS", level, count, until);
  }

  @ParameterizedTest
  @EnumSource
  void people_are_counted_by_level(SkillLevel level) {
    given(SKILLS).when(people(level, 2, null)).then(recorded(level, 2, null));
    given(SKILLS, recorded(level, 2, null)).when(people(level, 2, null)).thenNothing();
  }

  @Test
  void another_number_or_another_end_is_a_change() {
    given(SKILLS, recorded(EXPERT, 2, null))
        .when(people(EXPERT, 1, null))
        .then(recorded(EXPERT, 1, null));
    given(SKILLS, recorded(EXPERT, 2, null))
        .when(people(EXPERT, 2, JUNE))
        .then(recorded(EXPERT, 2, JUNE));
    given(SKILLS, recorded(EXPERT, 2, JUNE))
        .when(people(EXPERT, 2, null))
        .then(recorded(EXPERT, 2, null));
  }

  @Test
  void what_is_recorded_of_one_level_leaves_the_others() {
    given(SKILLS, recorded(EXPERT, 1, null), recorded(LEARNING, 3, null))
        .when(people(EXPERT, 1, null))
        .thenNothing();
  }

  @Test
  void that_nobody_is_able_can_be_recorded_but_not_fewer() {
    given(SKILLS).when(people(EXPERT, 0, null)).then(recorded(EXPERT, 0, null));
    given(SKILLS).when(people(EXPERT, -1, null)).thenRefused(NEGATIVE_PEOPLE);
  }

  @Test
  void a_level_is_withdrawn_once_and_may_be_recorded_again() {
    given(SKILLS, recorded(EXPERT, 1, null))
        .when(new Withdraw(EXPERT))
        .then(new SkillCoverageWithdrawn(CHU, "GLIMS", EXPERT));
    given(SKILLS, recorded(EXPERT, 1, null), new SkillCoverageWithdrawn(CHU, "GLIMS", EXPERT))
        .when(new Withdraw(EXPERT))
        .thenNothing();
    given(SKILLS, recorded(EXPERT, 1, null), new SkillCoverageWithdrawn(CHU, "GLIMS", EXPERT))
        .when(people(EXPERT, 1, null))
        .then(recorded(EXPERT, 1, null));
  }

  @Test
  void what_was_never_recorded_cannot_be_withdrawn() {
    given(SKILLS).when(new Withdraw(EXPERT)).thenRefused(NOT_RECORDED);
  }

  @Test
  void who_still_learns_is_not_able_to_maintain() {
    assertThat(Arrays.stream(SkillLevel.values()).filter(SkillLevel::isAbleToMaintain))
        .containsExactly(AUTONOMOUS, EXPERT);
  }
}
