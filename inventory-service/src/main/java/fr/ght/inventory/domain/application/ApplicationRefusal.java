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
  /** A need is from 1 to 4. */
  NEED_OFF_SCALE,
  /** RTO and RPO are times that pass. */
  NEGATIVE_TIME,
  CERTIFICATE_ENDS_BEFORE_IT_BEGINS,
  CORRECTION_WITHOUT_REASON
}
