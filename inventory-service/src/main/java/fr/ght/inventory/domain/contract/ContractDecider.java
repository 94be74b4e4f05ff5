package fr.ght.inventory.domain.contract;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.contract.ContractRefusal.*;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.contract.Contract.*;
import fr.ght.inventory.domain.contract.ContractCommand.*;
import fr.ght.inventory.domain.contract.ContractEvent.*;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of a contract, from its draft to its end. */
public final class ContractDecider implements Decider<ContractCommand, Contract, ContractEvent> {

  @Override
  public Contract initial() {
    return new Undeclared();
  }

  @Override
  public Decision<ContractEvent> decide(Contract contract, ContractCommand command) {
    return switch (command) {
      case WithinBudget(var change, var room) -> withinBudget(contract, change, room);
      case Change change -> decideFreely(contract, change);
    };
  }

  private Decision<ContractEvent> withinBudget(Contract contract, Change change, Room room) {
    return switch (decideFreely(contract, change)) {
      case Decision.Refused<ContractEvent> refused -> refused;
      case Decision.Accepted<ContractEvent> accepted -> {
        var before = Commitments.of(contract);
        var after = Commitments.of(fold(contract, accepted.events()));
        yield room.passed(before, after).stream().anyMatch(Room.Envelope::refuses)
            ? refuse(OVER_BUDGET)
            : accepted;
      }
    };
  }

  private Decision<ContractEvent> decideFreely(Contract contract, Change command) {
    return switch (contract) {
      case Undeclared _ ->
          command instanceof Declare(var terms, var signedOn)
              ? declared(terms, signedOn)
              : refuse(NOT_DECLARED);
      case Draft(var drafted) ->
          command instanceof Declare(var terms, var signedOn)
              ? declareDrafted(drafted, terms, signedOn)
              : refuse(NOT_SIGNED);
      case Signed signed ->
          switch (command) {
            case Declare(var terms, var signedOn) -> declareSigned(signed, terms, signedOn);
            case Correct correct -> correct(signed, correct);
            case RecordEntitlement(var entitlement) -> entitle(signed, entitlement);
            case WithdrawEntitlement(var product, var reason) ->
                withdraw(signed.agreement(), product, reason);
            case Renew(var number) -> renew(signed, number);
            case Terminate terminate -> terminate(signed, terminate);
            case WithdrawTermination(var reason) -> withdrawTermination(signed, reason);
            case OpenNoticeWindow(var on) -> openNoticeWindow(signed, on);
            case ReachEnd(var on) -> reachEnd(signed, on);
          };
    };
  }

  private static Decision<ContractEvent> declared(Terms terms, @Nullable LocalDate signedOn) {
    var defect = terms.defect();
    if (defect.isPresent()) {
      return refuse(defect.get());
    }
    return accept(
        signedOn == null ? new ContractDrafted(terms) : new ContractSigned(terms, signedOn));
  }

  private static Decision<ContractEvent> declareDrafted(
      Terms drafted, Terms terms, @Nullable LocalDate signedOn) {
    if (!drafted.establishment().equals(terms.establishment())) {
      return refuse(OTHER_ESTABLISHMENT);
    }
    return signedOn == null && drafted.equals(terms) ? accept() : declared(terms, signedOn);
  }

  private static Decision<ContractEvent> declareSigned(
      Signed signed, Terms terms, @Nullable LocalDate signedOn) {
    var agreement = signed.agreement();
    if (!agreement.terms().establishment().equals(terms.establishment())) {
      return refuse(OTHER_ESTABLISHMENT);
    }
    return agreement.terms().equals(terms) && agreement.signedOn().equals(signedOn)
        ? accept()
        : refuse(ALREADY_SIGNED);
  }

  private static Decision<ContractEvent> correct(Signed signed, Correct command) {
    var before = signed.agreement();
    var terms = command.terms();
    if (command.reason().isBlank()) {
      return refuse(REASON_MISSING);
    }
    if (!before.terms().establishment().equals(terms.establishment())) {
      return refuse(OTHER_ESTABLISHMENT);
    }
    if (before.terms().equals(terms) && before.signedOn().equals(command.signedOn())) {
      return accept();
    }
    return terms
        .defect()
        .or(() -> defectAfterwards(before, terms))
        .<Decision<ContractEvent>>map(Decision::refuse)
        .orElseGet(() ->
            accept(
                new ContractCorrected(
                    terms,
                    command.signedOn(),
                    before.renewals(),
                    before.terminatedOn(),
                    command.reason())));
  }

  /** What happened since must have been possible. */
  private static Optional<ContractRefusal> defectAfterwards(Agreement agreement, Terms terms) {
    if (agreement.renewals() > 0 && !terms.mayRenew(agreement.renewals())) {
      return Optional.of(RENEWED_MORE_OFTEN);
    }
    var terminatedOn = agreement.terminatedOn();
    return terminatedOn == null
        ? Optional.empty()
        : defectOfEnd(terms, agreement.renewals(), terminatedOn);
  }

  private static Optional<ContractRefusal> defectOfEnd(
      Terms terms, int renewals, LocalDate endsOn) {
    if (endsOn.isBefore(terms.start())) {
      return Optional.of(ENDS_BEFORE_START);
    }
    return terms.endAfter(renewals).filter(endsOn::isAfter).map(_ -> ENDS_AFTER_TERM);
  }

  private static Decision<ContractEvent> entitle(Signed signed, Entitlement entitlement) {
    var quantity = entitlement.quantity();
    if (quantity != null && quantity < 1) {
      return refuse(QUANTITY_NOT_POSITIVE);
    }
    var agreement = signed.agreement();
    return entitlement.equals(agreement.entitlements().get(entitlement.product()))
        ? accept()
        : accept(
            new EntitlementRecorded(
                place(agreement), entitlement.product(), entitlement.metric(), quantity));
  }

  private static Decision<ContractEvent> withdraw(
      Agreement agreement, String product, String reason) {
    if (reason.isBlank()) {
      return refuse(REASON_MISSING);
    }
    return agreement.entitlements().containsKey(product)
        ? accept(new EntitlementWithdrawn(place(agreement), product, reason))
        : accept();
  }

  /** One that expired may turn out to have been renewed in time: late facts are welcome. */
  private static Decision<ContractEvent> renew(Signed signed, int number) {
    var agreement = signed.agreement();
    if (number <= agreement.renewals()) {
      return accept();
    }
    if (agreement.terminatedOn() != null) {
      return refuse(ALREADY_TERMINATED);
    }
    if (!agreement.terms().mayRenew(number)) {
      return refuse(NO_RENEWAL_LEFT);
    }
    return number == agreement.renewals() + 1
        ? accept(renewal(agreement, false))
        : refuse(RENEWAL_OUT_OF_ORDER);
  }

  private static ContractRenewed renewal(Agreement agreement, boolean tacit) {
    var renewed = agreement.renewed(agreement.renewals() + 1);
    return new ContractRenewed(
        place(agreement),
        renewed.renewals(),
        agreement.end().orElseThrow(),
        renewed.end().orElseThrow(),
        renewed.noticeDate().orElse(null),
        tacit);
  }

  private static Decision<ContractEvent> terminate(Signed signed, Terminate command) {
    var agreement = signed.agreement();
    if (command.reason().isBlank()) {
      return refuse(REASON_MISSING);
    }
    if (command.endsOn().isBefore(command.noticeOn())) {
      return refuse(ENDS_BEFORE_NOTICE);
    }
    return switch (signed) {
      case Terminated _ ->
          command.endsOn().equals(agreement.terminatedOn()) ? accept() : refuse(ALREADY_TERMINATED);
      case Expired _ -> refuse(ALREADY_EXPIRED);
      case Active _, NoticeWindow _, Renewed _ ->
          defectOfEnd(agreement.terms(), agreement.renewals(), command.endsOn())
              .<Decision<ContractEvent>>map(Decision::refuse)
              .orElseGet(() ->
                  accept(
                      new ContractTerminated(
                          place(agreement),
                          command.noticeOn(),
                          command.endsOn(),
                          command.reason())));
    };
  }

  private static Decision<ContractEvent> withdrawTermination(Signed signed, String reason) {
    if (reason.isBlank()) {
      return refuse(REASON_MISSING);
    }
    var agreement = signed.agreement();
    if (agreement.terminatedOn() == null) {
      return signed instanceof Expired ? refuse(NOT_TERMINATED) : accept();
    }
    var goesOn = agreement.terminated(null);
    return accept(
        new TerminationWithdrawn(
            place(agreement), goesOn.end().orElse(null), goesOn.noticeDate().orElse(null), reason));
  }

  private static Decision<ContractEvent> openNoticeWindow(Signed signed, LocalDate on) {
    var agreement = signed.agreement();
    if (agreement.noticeDate().filter(on::equals).isEmpty()) {
      return refuse(NOT_DUE);
    }
    return switch (signed) {
      case Active _, Renewed _ ->
          accept(new NoticeWindowOpened(place(agreement), on, agreement.end().orElseThrow()));
      case NoticeWindow _ -> accept();
      case Terminated _, Expired _ -> refuse(NOT_DUE);
    };
  }

  private static Decision<ContractEvent> reachEnd(Signed signed, LocalDate on) {
    var agreement = signed.agreement();
    if (signed instanceof Renewed && isEndBefore(agreement, on)) {
      return accept();
    }
    if (agreement.end().filter(on::equals).isEmpty()) {
      return refuse(NOT_DUE);
    }
    return switch (signed) {
      case Active _, NoticeWindow _, Renewed _ ->
          agreement.renewsItself()
              ? accept(renewal(agreement, true))
              : accept(new ContractExpired(place(agreement), on));
      case Terminated _ -> accept(new ContractExpired(place(agreement), on));
      case Expired _ -> accept();
    };
  }

  /** Whether it was renewed when that day came. */
  private static boolean isEndBefore(Agreement agreement, LocalDate on) {
    return agreement.terms().endAfter(agreement.renewals() - 1).filter(on::equals).isPresent();
  }

  private static Finess place(Agreement agreement) {
    return agreement.terms().establishment();
  }

  @Override
  public Contract evolve(Contract contract, ContractEvent event) {
    return switch (event) {
      case ContractDrafted(var terms) -> new Draft(terms);
      case ContractSigned(var terms, var signedOn) -> new Active(Agreement.signed(terms, signedOn));
      case ContractCorrected(var terms, var signedOn, _, _, _) ->
          corrected(signed(contract), terms, signedOn);
      case EntitlementRecorded(_, var product, var metric, var quantity) ->
          with(
              signed(contract),
              agreement(contract).with(new Entitlement(product, metric, quantity)));
      case EntitlementWithdrawn(_, var product, _) ->
          with(signed(contract), agreement(contract).without(product));
      case ContractRenewed(_, var number, _, _, _, _) ->
          new Renewed(agreement(contract).renewed(number));
      case NoticeWindowOpened _ -> new NoticeWindow(agreement(contract));
      case ContractTerminated(_, _, var endsOn, _) ->
          new Terminated(agreement(contract).terminated(endsOn));
      case TerminationWithdrawn _ -> Contract.inForce(agreement(contract).terminated(null));
      case ContractExpired _ -> new Expired(agreement(contract));
    };
  }

  /** A date that the correction leaves where it was does not come twice. */
  private static Signed corrected(Signed before, Terms terms, LocalDate signedOn) {
    var agreement = before.agreement().withTerms(terms, signedOn);
    return switch (before) {
      case Active _, Renewed _, Terminated _ -> with(before, agreement);
      case NoticeWindow _ ->
          agreement.noticeDate().equals(before.agreement().noticeDate())
              ? new NoticeWindow(agreement)
              : Contract.inForce(agreement);
      case Expired _ ->
          agreement.end().equals(before.agreement().end())
              ? new Expired(agreement)
              : Contract.inForce(agreement);
    };
  }

  private static Signed with(Signed contract, Agreement agreement) {
    return switch (contract) {
      case Active _ -> new Active(agreement);
      case NoticeWindow _ -> new NoticeWindow(agreement);
      case Renewed _ -> new Renewed(agreement);
      case Terminated _ -> new Terminated(agreement);
      case Expired _ -> new Expired(agreement);
    };
  }

  private static Agreement agreement(Contract contract) {
    return signed(contract).agreement();
  }

  private static Signed signed(Contract contract) {
    return switch (contract) {
      case Signed signed -> signed;
      case Undeclared _, Draft _ ->
          throw new IllegalStateException("something happened before it was signed");
    };
  }
}
