package fr.ght.inventory.domain.contract;

import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

public sealed interface ContractEvent {

  /** Drafted, or drafted anew. */
  record ContractDrafted(Terms terms) implements ContractEvent {}

  record ContractSigned(Terms terms, LocalDate signedOn) implements ContractEvent {}

  /**
   * The terms as they are from now on taken to have been.
   *
   * @param renewals how many times it had been renewed
   * @param terminatedOn its end, if it had been terminated
   */
  record ContractCorrected(
      Terms terms,
      LocalDate signedOn,
      int renewals,
      @Nullable LocalDate terminatedOn,
      String reason)
      implements ContractEvent {}

  /**
   * @param quantity null if it is not limited
   */
  record EntitlementRecorded(
      Finess establishment, String product, Metric metric, @Nullable Integer quantity)
      implements ContractEvent {}

  record EntitlementWithdrawn(Finess establishment, String product, String reason)
      implements ContractEvent {}

  /**
   * @param number the how manieth renewal, from 1 on
   * @param from its first day
   * @param until the first day on which the contract no longer holds
   * @param noticeOn the last day to give notice in this term; null if there is none
   * @param tacit whether it renewed itself
   */
  record ContractRenewed(
      Finess establishment,
      int number,
      LocalDate from,
      LocalDate until,
      @Nullable LocalDate noticeOn,
      boolean tacit)
      implements ContractEvent {}

  /**
   * @param noticeOn the last day to give notice
   * @param end the first day on which the contract no longer holds, or its next term begins
   */
  record NoticeWindowOpened(Finess establishment, LocalDate noticeOn, LocalDate end)
      implements ContractEvent {}

  /**
   * @param noticeOn the day on which notice was given
   * @param endsOn the first day on which it no longer holds
   */
  record ContractTerminated(
      Finess establishment, LocalDate noticeOn, LocalDate endsOn, String reason)
      implements ContractEvent {}

  /**
   * @param end the first day on which the contract no longer holds, as before the termination; null
   *     if it has no end
   * @param noticeOn the last day to give notice; null if there is none
   */
  record TerminationWithdrawn(
      Finess establishment, @Nullable LocalDate end, @Nullable LocalDate noticeOn, String reason)
      implements ContractEvent {}

  /**
   * @param on the first day on which it no longer holds
   */
  record ContractExpired(Finess establishment, LocalDate on) implements ContractEvent {}
}
