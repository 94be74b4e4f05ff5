package fr.ght.inventory.domain.application;

import fr.ght.eventsourcing.Refusal;

public enum ApplicationRefusal implements Refusal {
  NOT_DECLARED,
  /** An application stays at its establishment: another one's is another application. */
  OTHER_ESTABLISHMENT,
  OTHER_FUNCTION,
  OTHER_PRODUCT,
  /** Going back needs a correction with its reason. */
  STATE_GOES_BACK,
  ALREADY_DECOMMISSIONED,
  NEGATIVE_USERS,
  CORRECTION_WITHOUT_REASON
}
