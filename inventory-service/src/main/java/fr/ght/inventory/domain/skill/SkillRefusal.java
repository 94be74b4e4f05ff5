package fr.ght.inventory.domain.skill;

import fr.ght.eventsourcing.Refusal;

public enum SkillRefusal implements Refusal {
  NEGATIVE_PEOPLE,
  /** Nothing was ever recorded of this product. */
  NOT_RECORDED
}
