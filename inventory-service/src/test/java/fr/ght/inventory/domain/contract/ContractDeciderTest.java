package fr.ght.inventory.domain.contract;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.contract.ContractRefusal.*;

import fr.ght.inventory.domain.contract.ContractCommand.*;
import fr.ght.inventory.domain.contract.ContractEvent.*;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import fr.ght.inventory.domain.establishment.Finess;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

class ContractDeciderTest {
  static final ContractDecider CONTRACT = new ContractDecider();
  static final Finess CHU = new Finess("420784878");
  static final Finess ROANNE = new Finess("420780033");
  static final LocalDate SIGNED = day("2024-01-15");

  /** Four years from 1 February 2024, then twice a year more by itself; six months' notice. */
  static final Terms RENTAL =
      terms(ContractKind.RENTAL, new Renewal(Period.ofYears(1), 2, true), Period.ofMonths(6));

  static final ContractSigned RENTED = new ContractSigned(RENTAL, SIGNED);
  static final LocalDate END = day("2028-02-01");
  static final LocalDate NOTICE = day("2027-08-01");
  static final LocalDate NEXT_END = day("2029-02-01");
  static final LocalDate NEXT_NOTICE = day("2028-08-01");
  static final NoticeWindowOpened WINDOW = new NoticeWindowOpened(CHU, NOTICE, END);
  static final ContractRenewed RENEWED =
      new ContractRenewed(CHU, 1, END, NEXT_END, NEXT_NOTICE, false);
  static final ContractTerminated TERMINATED =
      new ContractTerminated(CHU, day("2027-05-01"), END, "replaced");

  static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  static Terms terms(ContractKind kind, Renewal renewal, Period notice) {
    return new Terms(
        CHU,
        kind,
        "Éditeur",
        "Dossier patient",
        null,
        day("2024-02-01"),
        Period.ofYears(4),
        renewal,
        notice,
        new Price(new BigDecimal("34000"), Price.Per.YEAR));
  }

  static Terms once() {
    return terms(ContractKind.RENTAL, null, Period.ofMonths(6));
  }

  static Terms renewedOnRequest() {
    return terms(ContractKind.RENTAL, new Renewal(Period.ofYears(1), 2, false), Period.ofMonths(6));
  }

  @Test
  void a_contract_is_drafted_drafted_anew_and_signed() {
    given(CONTRACT).when(new Declare(RENTAL, null)).then(new ContractDrafted(RENTAL));
    given(CONTRACT, new ContractDrafted(RENTAL)).when(new Declare(RENTAL, null)).thenNothing();
    given(CONTRACT, new ContractDrafted(RENTAL))
        .when(new Declare(once(), null))
        .then(new ContractDrafted(once()));
    given(CONTRACT, new ContractDrafted(RENTAL))
        .when(new Declare(once(), SIGNED))
        .then(new ContractSigned(once(), SIGNED));
  }

  @Test
  void a_contract_that_was_signed_long_ago_is_recorded_as_signed() {
    given(CONTRACT).when(new Declare(RENTAL, SIGNED)).then(RENTED);
    given(CONTRACT, RENTED).when(new Declare(RENTAL, SIGNED)).thenNothing();
  }

  @Test
  void what_is_signed_is_not_declared_otherwise() {
    given(CONTRACT, RENTED).when(new Declare(once(), SIGNED)).thenRefused(ALREADY_SIGNED);
    given(CONTRACT, RENTED).when(new Declare(RENTAL, null)).thenRefused(ALREADY_SIGNED);
    given(CONTRACT, RENTED)
        .when(new Declare(RENTAL, SIGNED.plusDays(1)))
        .thenRefused(ALREADY_SIGNED);
  }

  @Test
  void a_contract_stays_with_its_establishment() {
    var elsewhere =
        new Terms(
            ROANNE,
            RENTAL.kind(),
            RENTAL.supplier(),
            RENTAL.subject(),
            null,
            RENTAL.start(),
            null,
            null,
            null,
            null);
    given(CONTRACT, new ContractDrafted(RENTAL))
        .when(new Declare(elsewhere, null))
        .thenRefused(OTHER_ESTABLISHMENT);
    given(CONTRACT, RENTED).when(new Declare(elsewhere, SIGNED)).thenRefused(OTHER_ESTABLISHMENT);
    given(CONTRACT, RENTED)
        .when(new Correct(elsewhere, SIGNED, "why"))
        .thenRefused(OTHER_ESTABLISHMENT);
  }

  @Test
  void terms_that_cannot_be_are_refused() {
    var kind = ContractKind.MAINTENANCE;
    given(CONTRACT)
        .when(new Declare(terms(kind, null, Period.ofYears(5)), SIGNED))
        .thenRefused(NOTICE_LONGER_THAN_TERM);
    given(CONTRACT)
        .when(new Declare(terms(kind, new Renewal(Period.ZERO, 1, true), null), SIGNED))
        .thenRefused(TERM_NOT_POSITIVE);
    given(CONTRACT)
        .when(new Declare(terms(kind, new Renewal(Period.ofYears(1), 0, true), null), SIGNED))
        .thenRefused(RENEWALS_NOT_POSITIVE);
    given(CONTRACT)
        .when(new Declare(endless(Period.ofMonths(1)), SIGNED))
        .thenRefused(NO_TERM_TO_RENEW_OR_END);
    given(CONTRACT).when(new Declare(priced("-0.01"), SIGNED)).thenRefused(NEGATIVE_AMOUNT);
  }

  static Terms endless(Period notice) {
    return new Terms(
        CHU,
        ContractKind.LICENCE_PURCHASE,
        "Éditeur",
        "Licences",
        null,
        day("2024-02-01"),
        null,
        null,
        notice,
        null);
  }

  private static Terms priced(String amount) {
    return new Terms(
        CHU,
        ContractKind.RENTAL,
        "Éditeur",
        "Licences",
        null,
        day("2024-02-01"),
        null,
        null,
        null,
        new Price(new BigDecimal(amount), Price.Per.CONTRACT));
  }

  @Test
  void the_notice_window_opens_on_the_notice_date_and_only_then() {
    given(CONTRACT, RENTED).when(new OpenNoticeWindow(NOTICE)).then(WINDOW);
    given(CONTRACT, RENTED, WINDOW).when(new OpenNoticeWindow(NOTICE)).thenNothing();
    given(CONTRACT, RENTED).when(new OpenNoticeWindow(NOTICE.plusDays(1))).thenRefused(NOT_DUE);
    given(CONTRACT, new ContractSigned(endless(null), SIGNED))
        .when(new OpenNoticeWindow(NOTICE))
        .thenRefused(NOT_DUE);
  }

  @Test
  void a_notice_date_that_a_renewal_moved_does_not_come() {
    given(CONTRACT, RENTED, RENEWED).when(new OpenNoticeWindow(NOTICE)).thenRefused(NOT_DUE);
    given(CONTRACT, RENTED, RENEWED)
        .when(new OpenNoticeWindow(NEXT_NOTICE))
        .then(new NoticeWindowOpened(CHU, NEXT_NOTICE, NEXT_END));
  }

  @Test
  void a_tacit_contract_goes_on_at_its_end_as_often_as_was_agreed() {
    given(CONTRACT, RENTED, WINDOW)
        .when(new ReachEnd(END))
        .then(new ContractRenewed(CHU, 1, END, NEXT_END, NEXT_NOTICE, true));
    given(CONTRACT, RENTED, new ContractRenewed(CHU, 1, END, NEXT_END, NEXT_NOTICE, true))
        .when(new ReachEnd(END))
        .thenNothing();
    given(
            CONTRACT,
            RENTED,
            RENEWED,
            new ContractRenewed(CHU, 2, NEXT_END, day("2030-02-01"), day("2029-08-01"), true))
        .when(new ReachEnd(day("2030-02-01")))
        .then(new ContractExpired(CHU, day("2030-02-01")));
  }

  @Test
  void a_contract_that_nobody_renews_expires_at_its_end() {
    given(CONTRACT, new ContractSigned(renewedOnRequest(), SIGNED))
        .when(new ReachEnd(END))
        .then(new ContractExpired(CHU, END));
    given(CONTRACT, new ContractSigned(once(), SIGNED), new ContractExpired(CHU, END))
        .when(new ReachEnd(END))
        .thenNothing();
    given(CONTRACT, RENTED).when(new ReachEnd(END.minusDays(1))).thenRefused(NOT_DUE);
  }

  @Test
  void a_renewal_counts_from_the_end_before_it() {
    given(CONTRACT, RENTED).when(new Renew(1)).then(RENEWED);
    given(CONTRACT, RENTED, WINDOW).when(new Renew(1)).then(RENEWED);
    given(CONTRACT, RENTED, RENEWED).when(new Renew(1)).thenNothing();
    given(CONTRACT, RENTED).when(new Renew(2)).thenRefused(RENEWAL_OUT_OF_ORDER);
    given(CONTRACT, RENTED).when(new Renew(3)).thenRefused(NO_RENEWAL_LEFT);
    given(CONTRACT, new ContractSigned(once(), SIGNED))
        .when(new Renew(1))
        .thenRefused(NO_RENEWAL_LEFT);
  }

  @Test
  void a_renewal_that_is_recorded_late_takes_the_expiry_back() {
    given(
            CONTRACT,
            new ContractSigned(renewedOnRequest(), SIGNED),
            WINDOW,
            new ContractExpired(CHU, END))
        .when(new Renew(1))
        .then(RENEWED);
  }

  @Test
  void who_gives_notice_ends_the_contract_on_its_last_day_or_before() {
    given(CONTRACT, RENTED)
        .when(new Terminate(day("2027-05-01"), END, "replaced"))
        .then(TERMINATED);
    given(CONTRACT, RENTED, WINDOW)
        .when(new Terminate(day("2027-05-01"), END, "replaced"))
        .then(TERMINATED);
    given(CONTRACT, RENTED, TERMINATED)
        .when(new Terminate(day("2027-05-01"), END, "replaced"))
        .thenNothing();
    given(CONTRACT, RENTED, TERMINATED).when(new ReachEnd(END)).then(new ContractExpired(CHU, END));
  }

  @Test
  void a_terminated_contract_has_no_notice_date_and_is_not_renewed() {
    given(CONTRACT, RENTED, TERMINATED).when(new OpenNoticeWindow(NOTICE)).thenRefused(NOT_DUE);
    given(CONTRACT, RENTED, TERMINATED).when(new Renew(1)).thenRefused(ALREADY_TERMINATED);
    given(CONTRACT, RENTED, TERMINATED, new ContractExpired(CHU, END))
        .when(new Renew(1))
        .thenRefused(ALREADY_TERMINATED);
    given(CONTRACT, RENTED, TERMINATED)
        .when(new Terminate(day("2027-05-01"), END.minusDays(1), "sooner"))
        .thenRefused(ALREADY_TERMINATED);
  }

  @Test
  void a_termination_that_cannot_be_is_refused() {
    given(CONTRACT, RENTED)
        .when(new Terminate(END, END.minusDays(1), "why"))
        .thenRefused(ENDS_BEFORE_NOTICE);
    given(CONTRACT, RENTED)
        .when(new Terminate(SIGNED, day("2024-01-31"), "why"))
        .thenRefused(ENDS_BEFORE_START);
    given(CONTRACT, RENTED)
        .when(new Terminate(SIGNED, END.plusDays(1), "why"))
        .thenRefused(ENDS_AFTER_TERM);
    given(CONTRACT, RENTED).when(new Terminate(SIGNED, END, " ")).thenRefused(REASON_MISSING);
    given(CONTRACT, new ContractSigned(once(), SIGNED), new ContractExpired(CHU, END))
        .when(new Terminate(SIGNED, END, "why"))
        .thenRefused(ALREADY_EXPIRED);
  }

  @Test
  void a_termination_that_was_recorded_wrongly_is_withdrawn() {
    given(CONTRACT, RENTED, TERMINATED)
        .when(new WithdrawTermination("another contract"))
        .then(new TerminationWithdrawn(CHU, END, NOTICE, "another contract"));
    given(CONTRACT, RENTED, TERMINATED, new ContractExpired(CHU, END))
        .when(new WithdrawTermination("another contract"))
        .then(new TerminationWithdrawn(CHU, END, NOTICE, "another contract"));
    given(CONTRACT, RENTED).when(new WithdrawTermination("none")).thenNothing();
    given(CONTRACT, RENTED, TERMINATED)
        .when(new WithdrawTermination(""))
        .thenRefused(REASON_MISSING);
    given(CONTRACT, new ContractSigned(once(), SIGNED), new ContractExpired(CHU, END))
        .when(new WithdrawTermination("it goes on"))
        .thenRefused(NOT_TERMINATED);
  }

  @Test
  void a_correction_says_why_and_moves_the_dates() {
    given(CONTRACT, RENTED)
        .when(new Correct(once(), SIGNED, "misread"))
        .then(new ContractCorrected(once(), SIGNED, 0, null, "misread"));
    given(CONTRACT, RENTED).when(new Correct(RENTAL, SIGNED, "misread")).thenNothing();
    given(CONTRACT, RENTED).when(new Correct(once(), SIGNED, " ")).thenRefused(REASON_MISSING);
    given(CONTRACT, RENTED, RENEWED)
        .when(new Correct(once(), SIGNED, "misread"))
        .thenRefused(RENEWED_MORE_OFTEN);
    given(CONTRACT, RENTED, TERMINATED)
        .when(new Correct(shorter(), SIGNED, "misread"))
        .thenRefused(ENDS_AFTER_TERM);
  }

  private static Terms shorter() {
    return new Terms(
        CHU,
        ContractKind.RENTAL,
        "Éditeur",
        "Dossier patient",
        null,
        day("2024-02-01"),
        Period.ofYears(3),
        null,
        Period.ofMonths(6),
        null);
  }

  @Test
  void a_notice_date_that_a_correction_moves_comes_once_more_and_one_that_it_keeps_does_not() {
    given(CONTRACT, RENTED, WINDOW, new ContractCorrected(shorter(), SIGNED, 0, null, "misread"))
        .when(new OpenNoticeWindow(day("2026-08-01")))
        .then(new NoticeWindowOpened(CHU, day("2026-08-01"), day("2027-02-01")));
    given(CONTRACT, RENTED, WINDOW, new ContractCorrected(once(), SIGNED, 0, null, "misread"))
        .when(new OpenNoticeWindow(NOTICE))
        .thenNothing();
  }

  @Test
  void what_may_be_used_is_recorded_for_each_product() {
    var office = new Entitlement("Microsoft Office", Metric.MACHINE, 3000);
    var recorded = new EntitlementRecorded(CHU, "Microsoft Office", Metric.MACHINE, 3000);
    given(CONTRACT, RENTED).when(new RecordEntitlement(office)).then(recorded);
    given(CONTRACT, RENTED, recorded).when(new RecordEntitlement(office)).thenNothing();
    given(CONTRACT, RENTED, recorded)
        .when(new RecordEntitlement(new Entitlement("Microsoft Office", Metric.MACHINE, null)))
        .then(new EntitlementRecorded(CHU, "Microsoft Office", Metric.MACHINE, null));
    given(CONTRACT, RENTED)
        .when(new RecordEntitlement(new Entitlement("Microsoft Office", Metric.MACHINE, 0)))
        .thenRefused(QUANTITY_NOT_POSITIVE);
    given(CONTRACT, RENTED, recorded)
        .when(new WithdrawEntitlement("Microsoft Office", "wrong contract"))
        .then(new EntitlementWithdrawn(CHU, "Microsoft Office", "wrong contract"));
    given(CONTRACT, RENTED)
        .when(new WithdrawEntitlement("Microsoft Office", "wrong contract"))
        .thenNothing();
    given(CONTRACT, RENTED, recorded)
        .when(new WithdrawEntitlement("Microsoft Office", ""))
        .thenRefused(REASON_MISSING);
  }

  @Test
  void nothing_happens_to_a_draft_or_to_what_nobody_declared() {
    for (var command :
        java.util.List.of(
            new Renew(1),
            new ReachEnd(END),
            new OpenNoticeWindow(NOTICE),
            new Terminate(SIGNED, END, "why"),
            new WithdrawTermination("why"),
            new WithdrawEntitlement("Office", "why"),
            new RecordEntitlement(new Entitlement("Office", Metric.MACHINE, 1)),
            new Correct(RENTAL, SIGNED, "why"))) {
      given(CONTRACT, new ContractDrafted(RENTAL)).when(command).thenRefused(NOT_SIGNED);
      given(CONTRACT).when(command).thenRefused(NOT_DECLARED);
    }
  }
}
