package fr.ght.inventory.intake.contracts;

import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.budget.BudgetCommand;
import fr.ght.inventory.domain.budget.BudgetEnvelopes;
import fr.ght.inventory.domain.budget.BudgetEnvelopes.Overrun;
import fr.ght.inventory.domain.budget.BudgetEvent;
import fr.ght.inventory.domain.contract.Room;
import fr.ght.inventory.domain.contract.Room.Envelope;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.contracts.CommittedAmounts.Committed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The room that the envelopes of an establishment and of its group leave. Whoever has envelopes
 * holds the key of his budget; whoever commits raises its version, so that two that commit at once
 * are decided one after the other (ADR 2, ADR 28).
 */
@Singleton
final class BudgetRooms {
  private final EventStore store;
  private final Commands<BudgetCommand, BudgetEnvelopes, BudgetEvent> budgets;
  private final Establishments establishments;
  private final CommittedAmounts committed;

  BudgetRooms(
      EventStore store,
      Commands<BudgetCommand, BudgetEnvelopes, BudgetEvent> budgets,
      Establishments establishments,
      CommittedAmounts committed) {
    this.store = store;
    this.budgets = budgets;
    this.establishments = establishments;
    this.committed = committed;
  }

  /**
   * @param claims of whatever commits money in this room
   */
  record Found(Room room, List<Claim> claims) {}

  /** A budget with envelopes, and whose contracts count for it. */
  private record Charged(StreamId budget, BudgetEnvelopes envelopes, List<Finess> places) {}

  /**
   * @return empty if nobody has set an envelope
   */
  Uni<Optional<Found>> of(Finess establishment, StreamId contract) {
    return establishments
        .groupsEver(establishment)
        .chain(ghts -> {
          var keys = new HashSet<String>();
          keys.add(Names.budget(establishment).toString());
          ghts.forEach(ght -> keys.add(Names.budget(ght.key()).toString()));
          return store.claims(keys);
        })
        .chain(claims ->
            claims.values().stream().allMatch(claimed -> claimed.holders().isEmpty())
                ? Uni.createFrom().item(Optional.empty())
                : found(establishment, contract, claims));
  }

  /** The versions of the keys were read before: what is committed later than that raises them. */
  private Uni<Optional<Found>> found(
      Finess establishment, StreamId contract, Map<String, Claimed> claims) {
    return establishments
        .membershipOn(establishment, LocalDate.now(AsOf.PARIS))
        .chain(membership ->
            charged(establishment, membership.orElse(null))
                .chain(charged -> found(charged, contract, claims)));
  }

  private Uni<Optional<Found>> found(
      List<Charged> charged, StreamId contract, Map<String, Claimed> claims) {
    if (charged.stream().allMatch(one -> one.envelopes().amounts().isEmpty())) {
      return Uni.createFrom().item(Optional.empty());
    }
    var overrun =
        charged.stream()
            .map(one -> one.envelopes().overrun())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(Overrun.USUAL);
    Set<Finess> places = new HashSet<>();
    charged.forEach(one -> places.addAll(one.places()));
    return committed
        .of(places, contract)
        .map(amounts ->
            Optional.of(
                new Found(
                    new Room(
                        charged.stream()
                            .flatMap(one -> envelopes(one, amounts, overrun).stream())
                            .toList()),
                    charged.stream()
                        .map(one -> one.budget().toString())
                        .map(key ->
                            new Claim(
                                key, claims.getOrDefault(key, Claimed.NOBODY).version(), false))
                        .filter(claim -> claim.seenVersion() > 0)
                        .toList())));
  }

  private static List<Envelope> envelopes(Charged charged, Committed committed, Overrun overrun) {
    var all = new ArrayList<Envelope>();
    charged
        .envelopes()
        .amounts()
        .forEach((line, amount) ->
            all.add(
                new Envelope(
                    charged.budget().key(),
                    line,
                    amount,
                    committed.of(charged.places(), line),
                    overrun == Overrun.REFUSE)));
    return all;
  }

  /** Its own, and those of the group that it is a full member of. */
  private Uni<List<Charged>> charged(
      Finess establishment, Establishments.@Nullable Membership membership) {
    var own = Names.budget(establishment);
    var itself =
        budgets
            .read(own, AsOf.now())
            .map(answer -> new Charged(own, answer.state(), List.of(establishment)));
    if (membership == null) {
      return itself.map(one -> List.of(one));
    }
    var group = Names.budget(membership.ght().key());
    return itself.chain(one ->
        budgets
            .read(group, AsOf.now())
            .map(answer ->
                List.of(one, new Charged(group, answer.state(), members(membership.group())))));
  }

  private static List<Finess> members(Ght.Existing group) {
    return group.membersOn(LocalDate.now(AsOf.PARIS)).stream()
        .filter(member -> member.role().isFull())
        .map(Ght.Member::establishment)
        .toList();
  }
}
