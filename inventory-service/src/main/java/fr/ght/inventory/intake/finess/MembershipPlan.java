package fr.ght.inventory.intake.finess;

import fr.ght.eventsourcing.Decision.Accepted;
import fr.ght.eventsourcing.Decision.Refused;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.GhtRefusal;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.intake.finess.Register.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must be commanded so that groups are as the register says, tried out beforehand on the
 * groups as they stand. Names that people gave stay; partners, which the register does not know,
 * stay; who is no more in it leaves on the day of the file.
 */
final class MembershipPlan {
  private static final GhtDecider RULES = new GhtDecider();

  private final LocalDate on;
  private final Map<StreamId, Ght> states = new LinkedHashMap<>();
  private final Function<Finess, Map<StreamId, List<Period>>> memberships;
  private final List<Step> steps = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  /**
   * @param on from when on what is new holds
   * @param memberships when an establishment is a full member of which group, as the log has it
   */
  MembershipPlan(LocalDate on, Function<Finess, Map<StreamId, List<Period>>> memberships) {
    this.on = on;
    this.memberships = memberships;
  }

  /** An establishment as the register has it. */
  record Listed(Finess establishment, String name, boolean isSupport, Place place, String path) {}

  /**
   * A group as the register has it, and as it stands.
   *
   * @param since when it began
   */
  record Target(
      String ght, StreamId stream, Ght state, String name, LocalDate since, List<Listed> members) {

    Listed support() {
      return members.stream().filter(Listed::isSupport).findFirst().orElseThrow();
    }
  }

  /**
   * The order in which steps are taken, so that nobody is in two groups, or a group in nobody's.
   */
  enum Change {
    CREATED,
    LEFT,
    SUPPORT,
    FORMER_SUPPORT_LEFT,
    JOINED
  }

  /**
   * @param establishment null where the group itself is made
   * @param command given when the establishment is a full member elsewhere
   */
  record Step(
      Target target,
      Change change,
      @Nullable Finess establishment,
      String name,
      LocalDate from,
      @Nullable Listed listed,
      Function<List<Period>, GhtCommand> command) {}

  /** A step that the rules refuse. */
  record Refusal(Step step, GhtRefusal reason) {}

  /**
   * Tries all that these groups need.
   *
   * @return the steps that change something, in their order
   */
  List<Step> of(List<Target> targets) {
    targets.forEach(target -> states.put(target.stream(), target.state()));
    targets.stream()
        .flatMap(target -> wanted(target).stream())
        .sorted(Comparator.comparing(Step::change))
        .forEach(this::tryOut);
    return List.copyOf(steps);
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  private List<Step> wanted(Target target) {
    return switch (target.state()) {
      case Ght.Unknown _ -> {
        var support = target.support();
        var all = new ArrayList<Step>();
        all.add(
            new Step(
                target,
                Change.CREATED,
                null,
                target.name(),
                target.since(),
                support,
                _ -> new GhtCommand.Define(target.name(), support.establishment())));
        target.members().forEach(member -> all.add(join(target, member, target.since())));
        yield all;
      }
      case Ght.Existing group -> changes(target, group);
    };
  }

  private List<Step> changes(Target target, Ght.Existing group) {
    var all = new ArrayList<Step>();
    var from = group.stays().isEmpty() ? target.since() : on;
    for (var member : target.members()) {
      boolean isThere = isThere(group, member.establishment());
      boolean isSupport = group.supportOn(on).filter(member.establishment()::equals).isPresent();
      if (!isThere || (member.isSupport() && !isSupport)) {
        all.add(join(target, member, from));
      }
    }
    var listed = target.members().stream().map(Listed::establishment).toList();
    for (var member : group.membersOn(on)) {
      if (member.role().isFull() && !listed.contains(member.establishment())) {
        all.add(leave(target, member));
      }
    }
    return all;
  }

  /** Whether it is a full member, or will be. */
  private boolean isThere(Ght.Existing group, Finess establishment) {
    return group.memberships(establishment).stream()
        .anyMatch(period -> period.contains(on) || period.from().isAfter(on));
  }

  private static Step join(Target target, Listed member, LocalDate from) {
    var role = member.isSupport() ? Role.SUPPORT : Role.MEMBER;
    return new Step(
        target,
        member.isSupport() ? Change.SUPPORT : Change.JOINED,
        member.establishment(),
        member.name(),
        from,
        member,
        elsewhere ->
            new GhtCommand.Join(member.establishment(), member.name(), role, from, elsewhere));
  }

  private Step leave(Target target, Ght.Member member) {
    return new Step(
        target,
        member.role() == Role.SUPPORT ? Change.FORMER_SUPPORT_LEFT : Change.LEFT,
        member.establishment(),
        member.name(),
        on,
        null,
        elsewhere -> new GhtCommand.Leave(member.establishment(), on, elsewhere));
  }

  private void tryOut(Step step) {
    var stream = step.target().stream();
    var state = Optional.ofNullable(states.get(stream)).orElseThrow();
    switch (RULES.decide(state, step.command().apply(elsewhere(step)))) {
      case Accepted<GhtEvent>(var events) -> {
        if (!events.isEmpty()) {
          states.put(stream, RULES.fold(state, events));
          steps.add(step);
        }
      }
      case Refused<GhtEvent>(var reason) -> refusals.add(new Refusal(step, (GhtRefusal) reason));
    }
  }

  /** As the log has it, and for the groups of this plan as they would stand by now. */
  private List<Period> elsewhere(Step step) {
    var establishment = step.establishment();
    if (establishment == null) {
      return List.of();
    }
    var all = new LinkedHashMap<>(memberships.apply(establishment));
    states.forEach((stream, state) -> {
      if (state instanceof Ght.Existing group) {
        all.put(stream, group.memberships(establishment));
      }
    });
    all.remove(step.target().stream());
    return all.values().stream().flatMap(List::stream).toList();
  }
}
