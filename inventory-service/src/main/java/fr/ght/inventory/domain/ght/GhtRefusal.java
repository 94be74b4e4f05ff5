package fr.ght.inventory.domain.ght;

import fr.ght.eventsourcing.Refusal;

public enum GhtRefusal implements Refusal {
  UNKNOWN_GHT,
  NAME_MISSING,
  /** It belongs to another group, or already to this one, on some of these days. */
  OVERLAPPING_MEMBERSHIP,
  NOT_A_MEMBER,
  LEFT_BEFORE_JOINING,
  /** Another establishment takes the role first, then this one may leave or step back. */
  SUPPORT_NEEDS_A_SUCCESSOR,
  /** Two support entries of one day: the one that the group designates prevails. */
  ANOTHER_SUPPORT_ON_THAT_DAY,
  NEGATIVE_FIGURE
}
