package fr.ght.inventory.domain.contract;

/** How far a contract is in its life. */
public enum ContractState {
  DRAFT,
  ACTIVE,
  /** The notice date has come: who does not give notice now goes on or ends as agreed. */
  NOTICE_WINDOW,
  /** In a term after the initial one. */
  RENEWED,
  /** Notice was given; it holds until its last day. */
  TERMINATED,
  EXPIRED
}
