package fr.ght.inventory.domain.skill;

/** How well somebody knows a product, from the least to the most. */
public enum SkillLevel {
  LEARNING,
  AUTONOMOUS,
  EXPERT;

  /** Fewer people than this who are able to maintain a product in production are a risk. */
  public static final int ENOUGH_PEOPLE = 2;

  /** Whether somebody of this level keeps the product running by himself. */
  public boolean isAbleToMaintain() {
    return switch (this) {
      case LEARNING -> false;
      case AUTONOMOUS, EXPERT -> true;
    };
  }
}
