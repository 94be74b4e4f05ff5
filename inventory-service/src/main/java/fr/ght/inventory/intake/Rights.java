package fr.ght.inventory.intake;

import fr.ght.access.Access;
import fr.ght.access.Action;
import fr.ght.access.Caller;
import fr.ght.access.Policy;
import fr.ght.access.Role;
import fr.ght.access.Scope;
import fr.ght.access.signin.Gate;
import fr.ght.http.AsOf;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.intake.Establishments.Standing;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policy on behalf of the resources. What somebody may not know of is told as if it did
 * not exist: the same answer, whatever there is.
 */
public final class Rights {
  private final Establishments establishments;

  public Rights(Establishments establishments) {
    this.establishments = establishments;
  }

  /**
   * Before anything is looked up, where what an action is about must be looked up first.
   *
   * @return the role that he would do it in
   * @throws ProblemException 403 if none of the caller's roles does this, wherever
   */
  public static Role requireRole(Caller caller, Action action) {
    return Policy.roleFor(caller, action).orElseThrow(Rights::notYourRole);
  }

  /**
   * Whether the caller may do this at the establishment, as the groups stand now.
   *
   * @param unseen what he is told of an establishment that he may not know of
   * @return the role that he does it in; fails with a problem otherwise
   */
  public Uni<Role> require(
      Caller caller, Action action, Finess establishment, Supplier<ProblemException> unseen) {
    return require(caller, action, establishment, AsOf.now(), unseen);
  }

  /** The same, as the groups stood then. */
  public Uni<Role> require(
      Caller caller,
      Action action,
      Finess establishment,
      AsOf asOf,
      Supplier<ProblemException> unseen) {
    requireRole(caller, action);
    // Who acts for it needs no look at its groups.
    return (caller.actsFor(establishment.number())
            ? Uni.createFrom().item(Set.<String>of())
            : establishments.standing(establishment, asOf).map(standing -> groups(standing, asOf)))
        .map(groups ->
            role(
                Policy.decide(
                    caller, action, new Scope.OfEstablishment(establishment.number(), groups)),
                unseen));
  }

  private static Set<String> groups(Standing standing, AsOf asOf) {
    return standing.memberships().stream()
        .filter(membership ->
            membership
                .group()
                .roleOn(standing.establishment(), asOf.on())
                .filter(fr.ght.inventory.domain.ght.Role::isFull)
                .isPresent())
        .map(membership -> membership.ght().key())
        .collect(Collectors.toSet());
  }

  /**
   * Whether the caller may read of the group.
   *
   * @throws ProblemException 403, or 404 as for a group that does not exist
   */
  public static void requireRead(Caller caller, String ght) {
    role(
        Policy.decide(caller, Action.READ, new Scope.OfGroup(ght, Optional.empty())),
        () -> GhtResource.noGroup(ght));
  }

  /**
   * Whether the caller decides for the group as it is.
   *
   * @param support who shall be its support establishment if it is only now made; null if not said
   * @throws ProblemException 403, or 404 as for a group that does not exist
   */
  public static Role requireGovern(Caller caller, String ght, Ght state, @Nullable Finess support) {
    return switch (state) {
      case Ght.Unknown _ ->
          role(
              Policy.decide(
                  caller,
                  Action.CREATE_GROUP,
                  new Scope.OfGroup(ght, Optional.ofNullable(support).map(Finess::number))),
              () -> GhtResource.noGroup(ght));
      case Ght.Existing group ->
          role(
              Policy.decide(
                  caller,
                  Action.GOVERN_GROUP,
                  new Scope.OfGroup(ght, decides(group).map(Finess::number))),
              () -> GhtResource.noGroup(ght));
    };
  }

  /**
   * The same, of a group that there is.
   *
   * @throws ProblemException 403, or 404
   */
  public static Role requireGovernExisting(Caller caller, String ght, Ght state) {
    return switch (state) {
      case Ght.Unknown _ -> {
        requireRole(caller, Action.GOVERN_GROUP);
        throw GhtResource.noGroup(ght);
      }
      case Ght.Existing _ -> requireGovern(caller, ght, state, null);
    };
  }

  /** The support establishment of today; before there is one, the one that shall be it. */
  private static Optional<Finess> decides(Ght.Existing group) {
    return group
        .supportOn(LocalDate.now(AsOf.PARIS))
        .or(() -> Optional.ofNullable(group.designated()))
        .or(() ->
            Optional.ofNullable(group.supports().firstEntry()).map(first -> first.getValue()));
  }

  private static Role role(Access access, Supplier<ProblemException> unseen) {
    return switch (access) {
      case Access.Allowed(var as) -> as;
      case Access.Denied denied ->
          throw switch (denied.reason()) {
            case NOT_YOUR_ROLE -> notYourRole();
            case NOT_YOURS ->
                Gate.forbidden("Only people who act for the establishment concerned may do this.")
                    .refusing(denied.reason().name());
            case UNSEEN -> unseen.get().refusing(denied.reason().name());
          };
    };
  }

  private static ProblemException notYourRole() {
    return Gate.forbidden("None of your roles may do this.")
        .refusing(Access.Denial.NOT_YOUR_ROLE.name());
  }
}
