package fr.ght.view.contracts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One contract of the list. Amounts are in EUR, excluding VAT.
 *
 * @param state DRAFT, ACTIVE, NOTICE_WINDOW, RENEWED, TERMINATED or EXPIRED
 * @param end the first day on which it no longer holds; null if it has no end
 * @param noticeOn the last day to give notice; null if there is none, or if notice was given
 * @param dueOn the last day on which it can be decided what becomes of it, or its last day if there
 *     is nothing to decide; null for a draft, for what ended, and without an end
 * @param overdue whether that day has passed on the day that is asked for, with nothing decided
 * @param renewals how many times it was renewed
 * @param renewal what becomes of it at its end if nobody does anything: TACIT (it goes on), EXPRESS
 *     (it ends, but may be renewed) or NONE
 * @param renewalTerm of a renewal, such as P1Y; null if it has none
 * @param amountPer YEAR or CONTRACT
 * @param cost from the first day to the end; null if unknown
 */
@Schema(name = "Contract")
public record ContractItem(
    String id,
    String establishment,
    String kind,
    String budget,
    String supplier,
    String subject,
    @Nullable String reference,
    String state,
    @Nullable LocalDate signedOn,
    LocalDate start,
    @Nullable LocalDate end,
    @Nullable LocalDate noticeOn,
    @Nullable LocalDate dueOn,
    boolean overdue,
    int renewals,
    String renewal,
    @Nullable String renewalTerm,
    @Nullable BigDecimal amount,
    @Nullable String amountPer,
    @Nullable BigDecimal cost) {

  static ContractItem of(ContractRow row, LocalDate on) {
    return new ContractItem(
        row.contract,
        row.establishment,
        row.kind,
        row.budget,
        row.supplier,
        row.subject,
        row.reference,
        row.state,
        row.signedOn,
        row.startOn,
        ListedContract.day(row.endOn),
        ListedContract.day(row.noticeOn),
        ListedContract.day(row.dueOn),
        row.dueOn.isBefore(on) && !row.state.equals(ContractState.TERMINATED.name()),
        row.renewals,
        row.renewal,
        row.renewalTerm,
        row.amount,
        row.amountPer,
        row.cost);
  }
}
