package fr.ght.inventory.domain.skill;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.skill.SkillCoverage.People;

public sealed interface SkillCommand {

  /** So many people of the establishment have this level of the product. */
  record RecordPeople(Finess establishment, String product, SkillLevel level, People people)
      implements SkillCommand {}

  /** It is no longer known who has this level. */
  record Withdraw(SkillLevel level) implements SkillCommand {}
}
