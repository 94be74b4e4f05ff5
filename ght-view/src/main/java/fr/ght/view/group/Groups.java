package fr.ght.view.group;

import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.view.facts.Completeness;
import fr.ght.view.incidents.IncidentsView;
import fr.ght.view.incidents.OpenIncidents;
import fr.ght.view.machines.MachineFigures;
import fr.ght.view.machines.MachineFigures.Figures;
import fr.ght.view.machines.MachinesView;
import fr.ght.view.matrix.Applications;
import fr.ght.view.matrix.ApplicationsView;
import fr.ght.view.members.Group;
import fr.ght.view.members.Group.Member;
import fr.ght.view.members.Group.Profile;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups and their establishments, as of an instant. */
@Singleton
public class Groups {
  private final Members members;
  private final MachineFigures machines;
  private final OpenIncidents incidents;
  private final Applications applications;
  private final Completeness completeness;

  public Groups(
      Members members,
      MachineFigures machines,
      OpenIncidents incidents,
      Applications applications,
      Completeness completeness) {
    this.members = members;
    this.machines = machines;
    this.incidents = incidents;
    this.applications = applications;
    this.completeness = completeness;
  }

  /** Those of these codes that there are, in the order of their codes. */
  public Uni<List<GroupSummary>> all(AsOf asOf, Collection<String> ghts) {
    return members
        .groups(asOf)
        .map(groups -> groups.stream().filter(group -> ghts.contains(group.ght())).toList())
        .chain(groups -> {
          var establishments =
              groups.stream()
                  .flatMap(group -> group.fullMembersOn(asOf.on()).stream())
                  .map(Member::establishment)
                  .distinct()
                  .toList();
          return machines
              .counted(establishments, asOf)
              .map(counted -> groups.stream().map(group -> summary(group, asOf, counted)).toList());
        });
  }

  private static GroupSummary summary(Group group, AsOf asOf, Map<String, Long> counted) {
    var full = group.fullMembersOn(asOf.on());
    return new GroupSummary(
        group.ght(),
        group.name(),
        full.size(),
        full.stream().mapToLong(member -> counted.getOrDefault(member.establishment(), 0L)).sum());
  }

  /** Fails with a problem, 404, if no such group was known as of then. */
  public Uni<GroupAnswer> group(String ght, AsOf asOf) {
    var completeUpTo =
        completeness.completeUpTo(GroupsView.NAME, MachinesView.NAME, IncidentsView.NAME);
    return members
        .group(ght, asOf)
        .chain(group -> {
          var establishments =
              group.fullMembersOn(asOf.on()).stream().map(Member::establishment).toList();
          return Uni.combine()
              .all()
              .unis(machines.of(establishments, asOf), incidents.of(establishments, asOf))
              .with((figures, open) -> {
                var all =
                    group.membersOn(asOf.on()).stream()
                        .map(member -> establishment(group, member, asOf, figures, open))
                        .toList();
                var counted = figures.values().stream().mapToLong(Figures::counted).sum();
                var fresh = figures.values().stream().mapToLong(Figures::fresh).sum();
                return new GroupAnswer(
                    ght,
                    group.name(),
                    asOf.recordedBy(),
                    asOf.on(),
                    completeUpTo,
                    counted,
                    declared(all),
                    share(fresh, counted),
                    open.values().stream().mapToLong(Long::longValue).sum(),
                    all);
              });
        });
  }

  private static GroupAnswer.Establishment establishment(
      Group group, Member member, AsOf asOf, Map<String, Figures> figures, Map<String, Long> open) {
    var establishment = member.establishment();
    var figure = figures.getOrDefault(establishment, Figures.NONE);
    return new GroupAnswer.Establishment(
        establishment,
        member.name(),
        member.role().name(),
        member.from(),
        member.full() ? figure.counted() : null,
        workstations(group, member, asOf),
        member.full() ? share(figure.fresh(), figure.counted()) : null,
        open.getOrDefault(establishment, 0L));
  }

  /** As its profile in this group says. */
  private static @Nullable Long workstations(Group group, Member member, AsOf asOf) {
    return group
        .profileOn(asOf.on(), member.establishment())
        .map(Profile::workstations)
        .map(Integer::longValue)
        .orElse(null);
  }

  private static @Nullable Long declared(List<GroupAnswer.Establishment> all) {
    return all.stream()
        .filter(establishment -> establishment.machines() != null)
        .map(GroupAnswer.Establishment::declared)
        .filter(Objects::nonNull)
        .reduce(Long::sum)
        .orElse(null);
  }

  private static @Nullable Double share(long fresh, long counted) {
    return counted == 0 ? null : (double) fresh / counted;
  }

  /**
   * Fails with a problem, 404, if the group was unknown as of then, or it is not in it on the day.
   */
  public Uni<EstablishmentAnswer> establishment(String ght, String finess, AsOf asOf) {
    var completeUpTo =
        completeness.completeUpTo(
            GroupsView.NAME, MachinesView.NAME, IncidentsView.NAME, ApplicationsView.NAME);
    return members
        .group(ght, asOf)
        .chain(group -> {
          var member =
              group
                  .memberOn(asOf.on(), finess)
                  .orElseThrow(
                      () -> Problem.notFound("such establishment in the group on that day"));
          var visible = member.full() ? List.of(finess) : List.<String>of();
          return Uni.combine()
              .all()
              .unis(
                  machines.of(visible, asOf),
                  incidents.of(visible, asOf),
                  applications.of(visible, asOf))
              .with((figures, open, deployed) -> {
                var figure = figures.getOrDefault(finess, Figures.NONE);
                return new EstablishmentAnswer(
                    ght,
                    asOf.recordedBy(),
                    asOf.on(),
                    completeUpTo,
                    finess,
                    member.name(),
                    member.role().name(),
                    member.from(),
                    member.full() ? figure.counted() : null,
                    workstations(group, member, asOf),
                    member.full() ? share(figure.fresh(), figure.counted()) : null,
                    open.getOrDefault(finess, 0L),
                    figure.byKind(),
                    profile(group, finess, asOf),
                    deployed.stream().map(Groups::application).toList());
              });
        });
  }

  private static EstablishmentAnswer.@Nullable Profile profile(
      Group group, String finess, AsOf asOf) {
    return group
        .profileOn(asOf.on(), finess)
        .map(profile ->
            new EstablishmentAnswer.Profile(
                profile.from(),
                profile.beds(),
                profile.staff(),
                profile.workstations(),
                profile.itStaff()))
        .orElse(null);
  }

  private static EstablishmentAnswer.Application application(Applications.Deployed deployed) {
    return new EstablishmentAnswer.Application(
        deployed.application(),
        deployed.function(),
        deployed.product(),
        deployed.version(),
        deployed.state(),
        deployed.users(),
        deployed.instance());
  }
}
