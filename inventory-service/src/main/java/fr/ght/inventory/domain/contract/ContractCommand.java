package fr.ght.inventory.domain.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

public sealed interface ContractCommand {

  /**
   * The contract is as said here, whole.
   *
   * @param signedOn null for a draft
   */
  record Declare(Terms terms, @Nullable LocalDate signedOn) implements ContractCommand {}

  /** What was signed was recorded wrongly, or is amended: these are the terms. */
  record Correct(Terms terms, LocalDate signedOn, String reason) implements ContractCommand {}

  /** In place of what was recorded of that product before. */
  record RecordEntitlement(Entitlement entitlement) implements ContractCommand {}

  record WithdrawEntitlement(String product, String reason) implements ContractCommand {}

  /**
   * @param number the how manieth renewal, from 1 on, so that the same one is never made twice
   */
  record Renew(int number) implements ContractCommand {}

  /**
   * @param noticeOn the day on which notice was given
   * @param endsOn the first day on which it no longer holds
   */
  record Terminate(LocalDate noticeOn, LocalDate endsOn, String reason)
      implements ContractCommand {}

  /** Notice was not given after all. */
  record WithdrawTermination(String reason) implements ContractCommand {}

  /** Day {@code on} has come, which is the notice date as far as the caller knows. */
  record OpenNoticeWindow(LocalDate on) implements ContractCommand {}

  /** Day {@code on} has come, which is the end as far as the caller knows. */
  record ReachEnd(LocalDate on) implements ContractCommand {}
}
