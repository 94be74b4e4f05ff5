package fr.ght.inventory.intake.contracts;

import fr.ght.eventsourcing.CommandHandler.Loaded;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.Turns;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractCommand.*;
import fr.ght.inventory.domain.contract.ContractDecider;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractRefusal;
import fr.ght.inventory.domain.contract.Room;
import fr.ght.inventory.domain.contract.Room.Envelope;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Commands.Answer;
import fr.ght.inventory.intake.contracts.BudgetRooms.Found;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The one way in which contracts are changed from outside: what commits money is decided together
 * with the envelopes of the budget, where there are any. However many sign at once, they do not
 * together pass an envelope that refuses.
 */
@Singleton
public final class Signing {
  private static final ContractDecider DECIDER = new ContractDecider();

  /** Of which none is left out of what is committed. */
  private static final StreamId NO_CONTRACT = new StreamId("contract", "*");

  private final Commands<ContractCommand, Contract, ContractEvent> contracts;
  private final BudgetRooms rooms;
  private final Turns turns = new Turns();

  Signing(Commands<ContractCommand, Contract, ContractEvent> contracts, BudgetRooms rooms) {
    this.contracts = contracts;
    this.rooms = rooms;
  }

  /**
   * @param establishment that is bound by the contract
   * @return fails with a {@link ProblemException} for everything but a carried out command
   */
  public Uni<Answer<Contract>> carryOut(
      StreamId contract,
      Finess establishment,
      Change change,
      Context context,
      OptionalLong expectedVersion) {
    if (!commits(change)) {
      return contracts.carryOut(contract, change, context, expectedVersion);
    }
    return rooms
        .of(establishment, contract)
        .chain(first ->
            first.isEmpty()
                ? contracts.carryOut(contract, change, context, expectedVersion)
                : turns.inTurn(
                    turn(first.get()),
                    Commands.untilClaimsHold(() ->
                        rooms
                            .of(establishment, contract)
                            .chain(found ->
                                attempt(contract, change, context, expectedVersion, found)))));
  }

  /**
   * The same, decided first on {@code found}, which the caller loaded before: one reading less
   * where nobody has set an envelope.
   */
  public Uni<Answer<Contract>> carryOut(
      StreamId contract,
      Finess establishment,
      Loaded<Contract> found,
      Change change,
      Context context) {
    if (!commits(change)) {
      return contracts.carryOut(contract, found, change, context);
    }
    return rooms
        .of(establishment, contract)
        .chain(first ->
            first.isEmpty()
                ? contracts.carryOut(contract, found, change, context)
                : carryOut(contract, establishment, change, context, OptionalLong.empty()));
  }

  /**
   * What somebody is about to carry out.
   *
   * @param found the contract as it is
   */
  public record Intended(StreamId contract, Finess establishment, Contract found, Change change) {}

  /**
   * Which of these would be refused for want of room, were they carried out one after the other;
   * others may sign before they are.
   */
  public Uni<Map<StreamId, ProblemException>> foresee(List<Intended> inOrder) {
    var committing = inOrder.stream().filter(one -> commits(one.change())).toList();
    return Multi.createFrom()
        .iterable(committing.stream().map(Intended::establishment).distinct().toList())
        .onItem()
        .transformToUniAndConcatenate(at ->
            rooms
                .of(at, NO_CONTRACT)
                .map(found -> Map.entry(at, found.map(Found::room).orElse(Room.WITHOUT_ENVELOPES))))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue)
        .map(known -> foreseen(committing, known));
  }

  private static Map<StreamId, ProblemException> foreseen(
      List<Intended> inOrder, Map<Finess, Room> rooms) {
    var foresight = new Room.Foresight();
    var refused = new HashMap<StreamId, ProblemException>();
    for (var one : inOrder) {
      var passed =
          foresight.passed(
              Objects.requireNonNull(rooms.get(one.establishment())),
              one.found().commitments(),
              after(one).commitments());
      if (!passed.isEmpty()) {
        refused.put(one.contract(), overBudget(passed));
      }
    }
    return refused;
  }

  /** Refused for another reason it commits what it did. */
  private static Contract after(Intended one) {
    return switch (DECIDER.decide(one.found(), one.change())) {
      case Decision.Refused<ContractEvent> _ -> one.found();
      case Decision.Accepted<ContractEvent>(var events) -> DECIDER.fold(one.found(), events);
    };
  }

  /** Those of one process wait for each other instead of losing their claims to each other. */
  private static StreamId turn(Found found) {
    return found.room().envelopes().stream()
        .map(Envelope::owner)
        .max(Comparator.naturalOrder())
        .map(owner -> new StreamId("budget", owner))
        .orElseThrow();
  }

  private Uni<Answer<Contract>> attempt(
      StreamId contract,
      Change change,
      Context context,
      OptionalLong expectedVersion,
      Optional<Found> found) {
    if (found.isEmpty()) {
      return contracts.carryOut(contract, change, context, expectedVersion);
    }
    var room = found.get().room();
    return contracts
        .carryOut(
            contract,
            new WithinBudget(change, room),
            context,
            expectedVersion,
            (before, _, after) ->
                before.commitments().equals(after.commitments()) ? List.of() : found.get().claims())
        .onFailure(ProblemException.class)
        .transform(refused -> explained(refused, room.envelopes()));
  }

  /** Whether it may commit more than was committed. */
  private static boolean commits(Change change) {
    return switch (change) {
      case Declare(_, var signedOn) -> signedOn != null;
      case Correct _, Renew _, WithdrawTermination _ -> true;
      case RecordEntitlement _,
          WithdrawEntitlement _,
          Terminate _,
          OpenNoticeWindow _,
          ReachEnd _ ->
          false;
    };
  }

  private static ProblemException explained(ProblemException refused, List<Envelope> envelopes) {
    return refused.problem().code().equals(ContractRefusal.OVER_BUDGET.name())
        ? overBudget(envelopes)
        : refused;
  }

  private static ProblemException overBudget(List<Envelope> envelopes) {
    var known =
        envelopes.stream()
            .map(one ->
                "%s %d %s: %s of %s committed"
                    .formatted(
                        one.owner(),
                        one.line().year(),
                        one.line().kind(),
                        one.committed().toPlainString(),
                        one.amount().toPlainString()))
            .collect(Collectors.joining("; "));
    return Kind.REFUSED.with(
        ContractRefusal.OVER_BUDGET.name(),
        "It would pass an envelope of the budget (" + known + ").");
  }
}
