package fr.ght.access;

import static fr.ght.access.Action.CORRECT;
import static fr.ght.access.Action.CORRECT_CONTRACT;
import static fr.ght.access.Action.CREATE_GROUP;
import static fr.ght.access.Action.DECLARE;
import static fr.ght.access.Action.DECLARE_CONTRACT;
import static fr.ght.access.Action.ERASE_IDENTITY;
import static fr.ght.access.Action.GOVERN_GROUP;
import static fr.ght.access.Action.IMPORT_GROUPS;
import static fr.ght.access.Action.MANAGE_CREDENTIALS;
import static fr.ght.access.Action.OPERATE;
import static fr.ght.access.Action.READ;
import static fr.ght.access.Action.READ_AUDIT;
import static fr.ght.access.Action.REPORT;
import static fr.ght.access.Action.SET_BUDGET;
import static fr.ght.access.Policy.Reach.ANYWHERE;
import static fr.ght.access.Policy.Reach.OWN_ESTABLISHMENT;
import static fr.ght.access.Policy.Reach.OWN_GROUPS;
import static fr.ght.access.Policy.Reach.SUPPORT_OF_OWN_GROUP;
import static fr.ght.access.Role.BUYER;
import static fr.ght.access.Role.DSI;
import static fr.ght.access.Role.OPS;
import static fr.ght.access.Role.REQUESTER;
import static fr.ght.access.Role.RSSI;
import static fr.ght.access.Role.SYSTEM;

import fr.ght.access.Access.Allowed;
import fr.ght.access.Access.Denial;
import fr.ght.access.Access.Denied;
import java.util.List;
import java.util.Optional;

/** Who may do what, and where. Nothing else in the platform grants a right. */
public final class Policy {

  /** How far a right reaches. */
  enum Reach {
    /** To the establishments that the caller acts for. */
    OWN_ESTABLISHMENT,
    /** To the groups that his token names, and all their members; and to his own establishments. */
    OWN_GROUPS,
    /** To the groups that his token names, where he acts for the support establishment. */
    SUPPORT_OF_OWN_GROUP,
    ANYWHERE
  }

  private record Right(Action action, Reach reach, List<Role> roles) {}

  /** The first of several roles is the one that is recorded. */
  private static final List<Right> RIGHTS =
      List.of(
          right(REPORT, OWN_ESTABLISHMENT, SYSTEM),
          right(DECLARE, OWN_ESTABLISHMENT, DSI, SYSTEM),
          right(CORRECT, OWN_ESTABLISHMENT, DSI),
          right(DECLARE_CONTRACT, OWN_ESTABLISHMENT, DSI, BUYER, SYSTEM),
          right(CORRECT_CONTRACT, OWN_ESTABLISHMENT, DSI, BUYER),
          right(SET_BUDGET, OWN_ESTABLISHMENT, DSI),
          right(MANAGE_CREDENTIALS, OWN_ESTABLISHMENT, DSI, SYSTEM),
          right(CREATE_GROUP, SUPPORT_OF_OWN_GROUP, DSI),
          right(GOVERN_GROUP, SUPPORT_OF_OWN_GROUP, DSI),
          right(IMPORT_GROUPS, ANYWHERE, OPS),
          right(READ, OWN_GROUPS, DSI, RSSI, BUYER, REQUESTER, SYSTEM),
          right(READ_AUDIT, OWN_GROUPS, DSI, RSSI),
          right(OPERATE, ANYWHERE, OPS),
          right(ERASE_IDENTITY, ANYWHERE, OPS));

  private Policy() {}

  private static Right right(Action action, Reach reach, Role... roles) {
    return new Right(action, reach, List.of(roles));
  }

  /** Whether the caller may do this there, and by which of his roles. */
  public static Access decide(Caller caller, Action action, Scope scope) {
    var right = of(action);
    var role = role(caller, right);
    if (role.isEmpty()) {
      return new Denied(Denial.NOT_YOUR_ROLE);
    }
    if (reaches(caller, right.reach(), scope)) {
      return new Allowed(role.get());
    }
    return new Denied(isSeen(caller, scope) ? Denial.NOT_YOURS : Denial.UNSEEN);
  }

  /** The role in which the caller would do this; empty if he has none for it, wherever. */
  public static Optional<Role> roleFor(Caller caller, Action action) {
    return role(caller, of(action));
  }

  /** Whether the caller has a role for this at all, wherever. */
  public static boolean mayAnywhere(Caller caller, Action action) {
    return roleFor(caller, action).isPresent();
  }

  private static Right of(Action action) {
    return RIGHTS.stream().filter(right -> right.action() == action).findFirst().orElseThrow();
  }

  private static Optional<Role> role(Caller caller, Right right) {
    return right.roles().stream().filter(caller.roles()::contains).findFirst();
  }

  private static boolean reaches(Caller caller, Reach reach, Scope scope) {
    return switch (reach) {
      case OWN_ESTABLISHMENT -> isOwn(caller, scope);
      case OWN_GROUPS -> isSeen(caller, scope);
      case SUPPORT_OF_OWN_GROUP -> isSupport(caller, scope);
      case ANYWHERE -> true;
    };
  }

  private static boolean isOwn(Caller caller, Scope scope) {
    return switch (scope) {
      case Scope.OfEstablishment(var finess, _) -> caller.actsFor(finess);
      case Scope.OfGroup _, Scope.Everything _ -> false;
    };
  }

  private static boolean isSupport(Caller caller, Scope scope) {
    return switch (scope) {
      case Scope.OfGroup(var ght, var support) ->
          caller.sees(ght) && support.filter(caller::actsFor).isPresent();
      case Scope.OfEstablishment _, Scope.Everything _ -> false;
    };
  }

  /** Whether he may know that it exists. */
  private static boolean isSeen(Caller caller, Scope scope) {
    return switch (scope) {
      case Scope.OfEstablishment(var finess, var groups) ->
          caller.actsFor(finess) || groups.stream().anyMatch(caller::sees);
      case Scope.OfGroup(var ght, _) -> caller.sees(ght);
      case Scope.Everything _ -> true;
    };
  }
}
