package fr.ght.inventory.publication;

import fr.ght.contracts.InventoryFact;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.domain.skill.SkillEvent.SkillCoverageRecorded;
import fr.ght.inventory.domain.skill.SkillEvent.SkillCoverageWithdrawn;

/** The facts of an establishment's skills in a product. */
final class SkillPublication {
  private SkillPublication() {}

  static InventoryFact fact(SkillEvent event) {
    return switch (event) {
      case SkillCoverageRecorded(var at, var product, var level, var people, var until) ->
          new InventoryFact.SkillCoverageRecorded(
              at.number(), product, level.name(), people, until);
      case SkillCoverageWithdrawn(var at, var product, var level) ->
          new InventoryFact.SkillCoverageWithdrawn(at.number(), product, level.name());
    };
  }
}
