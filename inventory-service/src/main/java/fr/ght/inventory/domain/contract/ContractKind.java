package fr.ght.inventory.domain.contract;

/** What a contract is about; it alone says which budget pays for it. */
public enum ContractKind {
  LICENCE_PURCHASE,
  HARDWARE_PURCHASE,
  INFRASTRUCTURE_PURCHASE,
  RENTAL,
  MAINTENANCE,
  HOSTING;

  /** Of which budget a contract is paid. */
  public enum Budget {
    /** <i>Investissement</i>: hardware, infrastructure, bought licences. */
    INVESTMENT,
    /** <i>Exploitation</i>: all else, rental among it. */
    OPERATING
  }

  public Budget budget() {
    return switch (this) {
      case LICENCE_PURCHASE, HARDWARE_PURCHASE, INFRASTRUCTURE_PURCHASE -> Budget.INVESTMENT;
      case RENTAL, MAINTENANCE, HOSTING -> Budget.OPERATING;
    };
  }
}
