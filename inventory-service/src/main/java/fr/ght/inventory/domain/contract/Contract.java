package fr.ght.inventory.domain.contract;

import java.math.BigDecimal;
import java.util.SortedMap;

/** Where a contract stands. */
public sealed interface Contract {

  /** What it commits of the budget of each year; nothing before it is signed. */
  default SortedMap<BudgetLine, BigDecimal> commitments() {
    return Commitments.of(this);
  }

  record Undeclared() implements Contract {}

  /** A contract that there is, signed or not. */
  sealed interface Declared extends Contract {
    Terms terms();

    ContractState state();
  }

  /** Not signed: nothing holds, and everything may still change. */
  record Draft(Terms terms) implements Declared {
    @Override
    public ContractState state() {
      return ContractState.DRAFT;
    }
  }

  /** A contract that was signed; what it is changes by what happens, or by a correction. */
  sealed interface Signed extends Declared {
    Agreement agreement();

    @Override
    default Terms terms() {
      return agreement().terms();
    }
  }

  record Active(Agreement agreement) implements Signed {
    @Override
    public ContractState state() {
      return ContractState.ACTIVE;
    }
  }

  record NoticeWindow(Agreement agreement) implements Signed {
    @Override
    public ContractState state() {
      return ContractState.NOTICE_WINDOW;
    }
  }

  record Renewed(Agreement agreement) implements Signed {
    @Override
    public ContractState state() {
      return ContractState.RENEWED;
    }
  }

  /** Its agreement says until when it holds. */
  record Terminated(Agreement agreement) implements Signed {
    @Override
    public ContractState state() {
      return ContractState.TERMINATED;
    }
  }

  record Expired(Agreement agreement) implements Signed {
    @Override
    public ContractState state() {
      return ContractState.EXPIRED;
    }
  }

  /** In force, with its notice date to come. */
  static Signed inForce(Agreement agreement) {
    return agreement.renewals() == 0 ? new Active(agreement) : new Renewed(agreement);
  }
}
