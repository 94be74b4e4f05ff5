package fr.ght.view.contracts;

/** What a contract is about. */
public enum ContractKind {
  LICENCE_PURCHASE,
  HARDWARE_PURCHASE,
  INFRASTRUCTURE_PURCHASE,
  RENTAL,
  MAINTENANCE,
  HOSTING;

  /** Of which budget a contract is paid. */
  public enum Budget {
    INVESTMENT,
    OPERATING
  }
}
