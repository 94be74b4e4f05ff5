package fr.ght.inventory.intake.budgets;

import fr.ght.access.Role;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Refusal;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.budget.BudgetCommand;
import fr.ght.inventory.domain.budget.BudgetCommand.WithdrawEnvelope;
import fr.ght.inventory.domain.budget.BudgetEnvelopes;
import fr.ght.inventory.domain.budget.BudgetEvent;
import fr.ght.inventory.domain.budget.BudgetOwner;
import fr.ght.inventory.domain.budget.BudgetRefusal;
import fr.ght.inventory.domain.contract.BudgetLine;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Commands.Answer;
import fr.ght.inventory.intake.Names;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes budgets. Whoever has an envelope holds the key of his budget, so that what is decided on
 * an envelope as it was is decided anew.
 */
@Singleton
public final class Budgets {
  private final Commands<BudgetCommand, BudgetEnvelopes, BudgetEvent> budgets;
  private final EventStore store;

  Budgets(Commands<BudgetCommand, BudgetEnvelopes, BudgetEvent> budgets, EventStore store) {
    this.budgets = budgets;
    this.store = store;
  }

  Uni<Answer<BudgetEnvelopes>> carryOut(
      StreamId budget,
      BudgetCommand command,
      Origin origin,
      Role role,
      CommandHeaders headers,
      Object asked) {
    var key = budget.toString();
    var context = origin.as(role, headers.command(origin.tenant(), key, asked));
    var expectedVersion = headers.expectedVersion();
    return Commands.untilClaimsHold(() ->
        store
            .claims(Set.of(key))
            .chain(claims ->
                budgets.carryOut(
                    budget,
                    command,
                    context,
                    expectedVersion,
                    (_, events, after) ->
                        events.isEmpty()
                            ? List.of()
                            : List.of(
                                new Claim(
                                    key,
                                    claims.getOrDefault(key, Claimed.NOBODY).version(),
                                    isHeld(after))))));
  }

  private static boolean isHeld(BudgetEnvelopes envelopes) {
    return !envelopes.amounts().isEmpty() || envelopes.overrun() != null;
  }

  Uni<Answer<BudgetEnvelopes>> read(StreamId budget, AsOf asOf) {
    return budgets.read(budget, asOf);
  }

  static BudgetCommand withdrawal(BudgetOwner owner, BudgetLine line, @Nullable String reason) {
    return Findings.reading(found -> {
      var why = found.required("reason", reason, Names::text);
      return () -> new WithdrawEnvelope(owner, line, why.get());
    });
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((BudgetRefusal) refusal) {
      case NEGATIVE_AMOUNT -> Problem.invalid("amount", "must not be negative");
      case NO_SUCH_ENVELOPE -> Problem.notFound("such envelope");
      case REASON_MISSING -> Problem.invalid("reason", "is missing");
    };
  }
}
