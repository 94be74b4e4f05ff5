package fr.ght.inventory.intake.finess;

import fr.ght.access.Access;
import fr.ght.access.Action;
import fr.ght.access.Caller;
import fr.ght.access.Policy;
import fr.ght.access.Role;
import fr.ght.access.Scope;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.GhtResource;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.finess.MembershipPlan.Listed;
import fr.ght.inventory.intake.finess.MembershipPlan.Step;
import fr.ght.inventory.intake.finess.MembershipPlan.Target;
import fr.ght.inventory.intake.finess.Register.Entry;
import fr.ght.inventory.intake.finess.Register.Group;
import fr.ght.inventory.intake.finess.Register.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings groups to what the register says: of the file's groups, those that the caller may decide
 * for. First everything is tried; only if nothing is wrong it is carried out, step by step, each of
 * which may be done again: a file that is sent again after a crash does what is left.
 */
@Singleton
final class GroupImport {
  private static final String SUPPORT = "S";
  private static final String MEMBER = "M";
  private static final int LONGEST_CODE = 60;

  private final Commands<GhtCommand, Ght, GhtEvent> groups;
  private final Establishments establishments;

  GroupImport(Commands<GhtCommand, Ght, GhtEvent> groups, Establishments establishments) {
    this.groups = groups;
    this.establishments = establishments;
  }

  /**
   * What was asked.
   *
   * @param on from when on what is new holds
   * @param ght the code of the group that the register calls {@code external}; null if not said
   */
  record Asked(
      Origin origin,
      Register register,
      LocalDate on,
      @Nullable String ght,
      @Nullable String external) {}

  /** Something in the file that cannot be taken. */
  record Finding(Place place, String path, String reason) {}

  /**
   * @param passedOver groups of the file that are not the caller's to decide for
   */
  record Tried(List<Target> targets, List<Step> steps, int passedOver, List<Finding> findings) {}

  /** A group of the file, with what is wrong with it. */
  private record Read(Group group, List<Listed> members, List<Finding> findings) {

    Optional<Finess> support() {
      return members.stream().filter(Listed::isSupport).map(Listed::establishment).findFirst();
    }
  }

  private record Candidate(Read read, Optional<Target> target) {}

  /** Fails with 403 for who decides for no group at all. */
  void requireSomeRight(Caller caller) {
    if (!isOperator(caller)) {
      Rights.requireRole(caller, Action.GOVERN_GROUP);
    }
  }

  Uni<Tried> tryOut(Asked asked) {
    return Multi.createFrom()
        .iterable(asked.register().groups())
        .map(group -> read(asked.register(), group))
        .onItem()
        .transformToUniAndConcatenate(read -> candidate(asked, read))
        .collect()
        .asList()
        .chain(candidates -> plan(asked, candidates));
  }

  private static boolean isOperator(Caller caller) {
    return Policy.decide(caller, Action.IMPORT_GROUPS, new Scope.Everything())
        instanceof Access.Allowed;
  }

  private static Read read(Register register, Group group) {
    var findings = new ArrayList<Finding>();
    var members = new ArrayList<Listed>();
    var known = new HashSet<Finess>();
    for (var entry : group.entries()) {
      listed(register, entry, findings)
          .ifPresent(member -> {
            if (known.add(member.establishment())) {
              members.add(member);
            } else {
              findings.add(new Finding(entry.place(), entry.path(), "is in the group already"));
            }
          });
    }
    var supports = members.stream().filter(Listed::isSupport).count();
    if (supports != 1 && findings.isEmpty()) {
      findings.add(
          new Finding(
              group.place(),
              group.path(),
              supports == 0
                  ? "has no support establishment"
                  : "has several support establishments"));
    }
    return new Read(group, List.copyOf(members), findings);
  }

  private static Optional<Listed> listed(Register register, Entry entry, List<Finding> findings) {
    var entity = register.entities().get(entry.entity());
    if (entity == null) {
      findings.add(
          new Finding(
              entry.place(),
              entry.path() + ".pmSmsseId",
              "names no legal entity of the list pmej"));
      return Optional.empty();
    }
    if (!entry.role().equals(SUPPORT) && !entry.role().equals(MEMBER)) {
      findings.add(
          new Finding(entry.place(), entry.path() + ".typeRoleEntiteGroupe", "is neither S nor M"));
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Listed(
              Finess.parse(entity.number()),
              Names.text(entity.name()),
              entry.role().equals(SUPPORT),
              entry.place(),
              entry.path()));
    } catch (IllegalArgumentException e) {
      var shown = entity.number().matches("[0-9A-Za-z]{1,12}") ? entity.number() + ": " : "";
      findings.add(new Finding(entity.place(), entity.path(), shown + e.getMessage()));
      return Optional.empty();
    }
  }

  private Uni<Candidate> candidate(Asked asked, Read read) {
    return read.support()
        .map(support -> target(asked, read, support).map(target -> new Candidate(read, target)))
        .orElseGet(() -> Uni.createFrom().item(new Candidate(read, Optional.empty())));
  }

  /** The group as it stands, if the caller decides for it. */
  private Uni<Optional<Target>> target(Asked asked, Read read, Finess support) {
    var caller = asked.origin().caller();
    return code(asked, read.group(), support)
        .chain(code ->
            groups
                .read(Names.ght(code), AsOf.now())
                .map(answer -> {
                  if (!mayDecide(caller, code, answer.state(), support)) {
                    return Optional.<Target>empty();
                  }
                  var since = read.group().since();
                  return Optional.of(
                      new Target(
                          code,
                          Names.ght(code),
                          answer.state(),
                          read.group().name(),
                          since == null ? asked.on() : since,
                          read.members()));
                }));
  }

  private static boolean mayDecide(Caller caller, String code, Ght state, Finess support) {
    if (isOperator(caller)) {
      return true;
    }
    try {
      Rights.requireGovern(caller, code, state, support);
      return true;
    } catch (ProblemException notHis) {
      return false;
    }
  }

  /** As asked; else of the group that this establishment supports; else made of its name. */
  private Uni<String> code(Asked asked, Group group, Finess support) {
    var ght = asked.ght();
    if (ght != null && group.external().equals(asked.external())) {
      return Uni.createFrom().item(ght);
    }
    return establishments
        .standing(support, AsOf.now())
        .map(standing ->
            standing.memberships().stream()
                .filter(membership -> supports(membership.group(), support, asked.on()))
                .map(membership -> membership.ght().key())
                .findFirst()
                .orElseGet(() -> made(asked.origin().caller(), group, support)));
  }

  private static boolean supports(Ght.Existing group, Finess establishment, LocalDate on) {
    return group.supportOn(on).filter(establishment::equals).isPresent()
        || establishment.equals(group.designated());
  }

  /** Somebody who may only make one group makes that one, whatever the register calls it. */
  private static String made(Caller caller, Group group, Finess support) {
    var plain =
        Normalizer.normalize(group.name(), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", " ")
            .replaceFirst("^ *ght ", "")
            .strip()
            .replace(' ', '-');
    var code = "ght-" + (plain.isEmpty() ? group.external() : plain);
    var cut = code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
    return caller.groups().size() == 1 && !caller.sees(cut) && caller.actsFor(support.number())
        ? caller.groups().iterator().next()
        : cut;
  }

  private Uni<Tried> plan(Asked asked, List<Candidate> candidates) {
    var targets = new ArrayList<Target>();
    var findings = new ArrayList<Finding>();
    var codes = new HashSet<String>();
    int passedOver = 0;
    for (var candidate : candidates) {
      var target = candidate.target();
      if (target.isPresent() && !codes.add(target.get().ght())) {
        findings.add(
            new Finding(
                candidate.read().group().place(),
                candidate.read().group().path(),
                "would be the same group as another one of this file"));
      } else if (target.isPresent()) {
        findings.addAll(candidate.read().findings());
        targets.add(target.get());
      } else if (candidate.read().support().isPresent()) {
        passedOver++;
      } else {
        // Whose it is cannot be told, so everybody is told what is wrong with it.
        findings.addAll(candidate.read().findings());
      }
    }
    return findings.isEmpty()
        ? planned(asked, targets, passedOver)
        : Uni.createFrom().item(new Tried(targets, List.of(), passedOver, findings));
  }

  private Uni<Tried> planned(Asked asked, List<Target> targets, int passedOver) {
    return standing(concerned(targets, asked.on()))
        .map(known -> {
          var plan = new MembershipPlan(asked.on(), one -> known.getOrDefault(one, Map.of()));
          var steps = plan.of(targets);
          var findings = plan.refusals().stream().map(GroupImport::finding).toList();
          return new Tried(targets, steps, passedOver, findings);
        });
  }

  private static Finding finding(MembershipPlan.Refusal refusal) {
    var listed = refusal.step().listed();
    var why = GhtResource.explain(refusal.reason()).problem().detail();
    var who = refusal.step().establishment();
    return new Finding(
        listed == null ? new Place(1, 1) : listed.place(),
        listed == null ? "gcc" : listed.path(),
        (who == null ? "" : who + ": ") + why);
  }

  private static Set<Finess> concerned(List<Target> targets, LocalDate on) {
    return targets.stream()
        .flatMap(target ->
            Stream.concat(
                target.members().stream().map(Listed::establishment),
                target.state() instanceof Ght.Existing group
                    ? group.membersOn(on).stream().map(Ght.Member::establishment)
                    : Stream.of()))
        .collect(Collectors.toSet());
  }

  private Uni<Map<Finess, Map<StreamId, List<Period>>>> standing(Set<Finess> all) {
    var known = new HashMap<Finess, Map<StreamId, List<Period>>>();
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(one ->
            establishments
                .standing(one, AsOf.now())
                .invoke(standing -> known.put(one, standing.full())))
        .collect()
        .last()
        .map(_ -> known);
  }

  /** Carries out what was tried; fails where something has changed since, and may be done again. */
  Uni<Void> carryOut(Asked asked, List<Step> steps) {
    return Multi.createFrom()
        .iterable(steps)
        .onItem()
        .transformToUniAndConcatenate(step -> carryOut(asked.origin(), step))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Commands.Answer<Ght>> carryOut(Origin origin, Step step) {
    var ght = step.target().ght();
    var stream = step.target().stream();
    var support = step.target().support().establishment();
    var establishment = step.establishment();
    return Commands.untilClaimsHold(() ->
        establishments
            .standing(establishment == null ? support : establishment, AsOf.now())
            .flatMap(standing ->
                groups.carryOut(
                    stream,
                    step.command().apply(standing.elsewhere(stream)),
                    origin.as(role(origin.caller()), null),
                    OptionalLong.empty(),
                    (before, events, _) -> {
                      if (!isOperator(origin.caller())) {
                        Rights.requireGovern(origin.caller(), ght, before, support);
                      }
                      return standing.claims(events);
                    })));
  }

  private static Role role(Caller caller) {
    return isOperator(caller) ? Role.OPS : Rights.requireRole(caller, Action.GOVERN_GROUP);
  }
}
