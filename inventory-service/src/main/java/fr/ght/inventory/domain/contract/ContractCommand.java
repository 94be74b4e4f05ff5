package fr.ght.inventory.domain.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

public sealed interface ContractCommand {

  /** What happens to the contract itself. */
  sealed interface Change extends ContractCommand {}

  /**
   * The same, unless it would commit more than the budget has.
   *
   * @param room as far as the caller knows; he makes sure that it still is so when this is stored
   */
  record WithinBudget(Change change, Room room) implements ContractCommand {}

  /**
   * The contract is as said here, whole.
   *
   * @param signedOn null for a draft
   */
  record Declare(Terms terms, @Nullable LocalDate signedOn) implements Change {}

  /** What was signed was recorded wrongly, or is amended: these are the terms. */
  record Correct(Terms terms, LocalDate signedOn, String reason) implements Change {}

  /** In place of what was recorded of that product before. */
  record RecordEntitlement(Entitlement entitlement) implements Change {}

  record WithdrawEntitlement(String product, String reason) implements Change {}

  /**
   * @param number the how manieth renewal, from 1 on, so that the same one is never made twice
   */
  record Renew(int number) implements Change {}

  /**
   * @param noticeOn the day on which notice was given
   * @param endsOn the first day on which it no longer holds
   */
  record Terminate(LocalDate noticeOn, LocalDate endsOn, String reason) implements Change {}

  /** Notice was not given after all. */
  record WithdrawTermination(String reason) implements Change {}

  /** Day {@code on} has come, which is the notice date as far as the caller knows. */
  record OpenNoticeWindow(LocalDate on) implements Change {}

  /** Day {@code on} has come, which is the end as far as the caller knows. */
  record ReachEnd(LocalDate on) implements Change {}
}
