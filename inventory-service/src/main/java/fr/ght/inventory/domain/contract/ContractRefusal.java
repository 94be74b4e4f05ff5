package fr.ght.inventory.domain.contract;

import fr.ght.eventsourcing.Refusal;

public enum ContractRefusal implements Refusal {
  NOT_DECLARED,
  /** Only what is signed is renewed, terminated, or gives rights. */
  NOT_SIGNED,
  /** What is signed changes by what happens, or by a correction with its reason. */
  ALREADY_SIGNED,
  /** A contract stays with its establishment: another one's is another contract. */
  OTHER_ESTABLISHMENT,
  NEGATIVE_AMOUNT,
  TERM_NOT_POSITIVE,
  RENEWALS_NOT_POSITIVE,
  /** Without an initial term there is no end, and so nothing to renew or to give notice for. */
  NO_TERM_TO_RENEW_OR_END,
  NOTICE_LONGER_THAN_TERM,
  /** It was renewed more often than the corrected terms would allow. */
  RENEWED_MORE_OFTEN,
  NO_RENEWAL_LEFT,
  RENEWAL_OUT_OF_ORDER,
  ALREADY_TERMINATED,
  ALREADY_EXPIRED,
  NOT_TERMINATED,
  ENDS_BEFORE_NOTICE,
  ENDS_BEFORE_START,
  /** It would end later than agreed: that is a renewal, or a correction. */
  ENDS_AFTER_TERM,
  QUANTITY_NOT_POSITIVE,
  REASON_MISSING,
  /** It would commit more than an envelope of the budget has, and the group refuses that. */
  OVER_BUDGET,
  /** The date is not, or no longer, what the contract says: it was renewed, corrected, ended. */
  NOT_DUE
}
