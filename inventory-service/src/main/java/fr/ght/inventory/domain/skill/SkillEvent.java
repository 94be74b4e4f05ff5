package fr.ght.inventory.domain.skill;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

public sealed interface SkillEvent {

  /**
   * @param until the last day on which they can be counted on, if one is known
   */
  record SkillCoverageRecorded(
      Finess establishment, String product, SkillLevel level, int people, @Nullable LocalDate until)
      implements SkillEvent {}

  record SkillCoverageWithdrawn(Finess establishment, String product, SkillLevel level)
      implements SkillEvent {}
}
