package fr.ght.view.members;

import fr.ght.contracts.InventoryFact.EstablishmentJoinedGht;
import fr.ght.contracts.InventoryFact.EstablishmentLeftGht;
import fr.ght.contracts.InventoryFact.EstablishmentProfileRecorded;
import fr.ght.contracts.InventoryFact.GhtCreated;
import fr.ght.contracts.InventoryFact.GhtFact;
import fr.ght.contracts.InventoryFact.GhtRenamed;
import fr.ght.contracts.InventoryFact.SupportEstablishmentChanged;
import fr.ght.view.members.Group.Profile;
import fr.ght.view.members.Group.Stay;
import fr.ght.view.members.Group.Support;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a group's facts make of it. */
final class GroupChanges {
  private static final Comparator<Stay> STAYS =
      Comparator.comparing(Stay::establishment).thenComparing(Stay::from);
  private static final Comparator<Support> SUPPORTS = Comparator.comparing(Support::from);
  private static final Comparator<Profile> PROFILES =
      Comparator.comparing(Profile::establishment).thenComparing(Profile::from);

  private GroupChanges() {}

  static Group after(Optional<Group> before, GhtFact fact) {
    return switch (fact) {
      case GhtCreated(var ght, var name) -> new Group(ght, name, List.of(), List.of(), List.of());
      case GhtRenamed(_, var name) -> {
        var group = known(before, fact);
        yield new Group(group.ght(), name, group.stays(), group.supports(), group.profiles());
      }
      case EstablishmentJoinedGht joined -> joined(known(before, fact), joined);
      case EstablishmentLeftGht left -> left(known(before, fact), left);
      case SupportEstablishmentChanged(_, var establishment, var from) -> {
        var group = known(before, fact);
        var supports =
            replaced(
                group.supports(),
                support -> support.from().equals(from),
                new Support(from, establishment),
                SUPPORTS);
        yield new Group(group.ght(), group.name(), group.stays(), supports, group.profiles());
      }
      case EstablishmentProfileRecorded recorded -> profiled(known(before, fact), recorded);
    };
  }

  /**
   * A stay begins, or the one that {@code joined} falls into, or the open one that it says to have
   * begun earlier, is corrected. Days before the entry on which that stay took the support role are
   * void.
   */
  private static Group joined(Group group, EstablishmentJoinedGht joined) {
    var establishment = joined.establishment();
    var corrected =
        group
            .staysOf(establishment)
            .filter(stay -> stay.contains(joined.from()))
            .findFirst()
            .or(() -> group.staysOf(establishment).filter(stay -> stay.to() == null).findFirst());
    var supports = new ArrayList<>(group.supports());
    corrected.ifPresent(stay ->
        supports.removeIf(support ->
            support.establishment().equals(establishment)
                && support.from().isBefore(joined.from())
                && stay.contains(support.from())));
    var stay =
        new Stay(
            establishment,
            joined.name(),
            Role.valueOf(joined.role()),
            joined.from(),
            corrected.map(Stay::to).orElse(null));
    var stays =
        replaced(group.stays(), old -> corrected.filter(old::equals).isPresent(), stay, STAYS);
    return new Group(group.ght(), group.name(), stays, supports, group.profiles());
  }

  private static Group left(Group group, EstablishmentLeftGht left) {
    var last =
        group
            .staysOf(left.establishment())
            .reduce((_, later) -> later)
            .orElseThrow(() -> new IllegalStateException("left without having joined"));
    var ended = new Stay(last.establishment(), last.name(), last.role(), last.from(), left.on());
    var stays = replaced(group.stays(), last::equals, ended, STAYS);
    return new Group(group.ght(), group.name(), stays, group.supports(), group.profiles());
  }

  private static Group profiled(Group group, EstablishmentProfileRecorded recorded) {
    var profile =
        new Profile(
            recorded.establishment(),
            recorded.from(),
            recorded.beds(),
            recorded.staff(),
            recorded.workstations(),
            recorded.itStaff());
    var profiles =
        replaced(
            group.profiles(),
            old ->
                old.establishment().equals(profile.establishment())
                    && old.from().equals(profile.from()),
            profile,
            PROFILES);
    return new Group(group.ght(), group.name(), group.stays(), group.supports(), profiles);
  }

  private static <T> List<T> replaced(List<T> all, Predicate<T> old, T with, Comparator<T> order) {
    var some = new ArrayList<>(all);
    some.removeIf(old);
    some.add(with);
    some.sort(order);
    return some;
  }

  private static Group known(Optional<Group> before, GhtFact fact) {
    return before.orElseThrow(
        () -> new IllegalStateException("a group's fact before its creation: " + fact.ght()));
  }
}
