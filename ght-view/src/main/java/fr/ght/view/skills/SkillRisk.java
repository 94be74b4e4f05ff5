package fr.ght.view.skills;

import org.jspecify.annotations.Nullable;

/** Whether enough people are able to maintain a product, the worst first. */
public enum SkillRisk {
  NOBODY,
  ONE_PERSON,
  /** Nobody ever said. */
  UNKNOWN,
  ENOUGH,
  /** It is not in production, so that nobody has to maintain it. */
  NOT_IN_PRODUCTION;

  /** Fewer people than this who are able to maintain a product in production are a risk. */
  private static final int ENOUGH_PEOPLE = 2;

  static SkillRisk of(int applications, @Nullable Integer able) {
    if (applications == 0) {
      return NOT_IN_PRODUCTION;
    }
    if (able == null) {
      return UNKNOWN;
    }
    if (able == 0) {
      return NOBODY;
    }
    return able < ENOUGH_PEOPLE ? ONE_PERSON : ENOUGH;
  }

  /** Whether fewer than two people are able. */
  public boolean isRisk() {
    return switch (this) {
      case NOBODY, ONE_PERSON -> true;
      case UNKNOWN, ENOUGH, NOT_IN_PRODUCTION -> false;
    };
  }
}
