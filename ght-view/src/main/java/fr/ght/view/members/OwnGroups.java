package fr.ght.view.members;

import fr.ght.access.Access;
import fr.ght.access.Action;
import fr.ght.access.Caller;
import fr.ght.access.Policy;
import fr.ght.access.Scope;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Gate;
import fr.ght.http.Problem.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Everybody reads of his own groups only: any address that names another one is answered as if
 * there were no such group, before it is looked for.
 */
public final class OwnGroups {
  private final Call call;

  public OwnGroups(Call call) {
    this.call = call;
  }

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  public void hideOthers(UriInfo address, ResourceInfo resource) {
    var ght = address.getPathParameters().getFirst("ght");
    if (ght != null) {
      switch (Policy.decide(call.caller(), neededBy(resource), group(ght))) {
        case Access.Allowed _ -> {}
        case Access.Denied denied ->
            throw switch (denied.reason()) {
              case NOT_YOUR_ROLE -> notYourRole();
              case NOT_YOURS, UNSEEN -> Members.unknown().refusing(denied.reason().name());
            };
      }
    }
  }

  private static Action neededBy(ResourceInfo resource) {
    var needs = resource.getResourceClass().getAnnotation(Needs.class);
    return needs == null ? Action.READ : needs.value();
  }

  /**
   * The codes of the groups that the caller reads of, whether they exist or not.
   *
   * @throws ProblemException 403 if none of his roles reads anything
   */
  public static List<String> of(Caller caller) {
    if (!Policy.mayAnywhere(caller, Action.READ)) {
      throw notYourRole();
    }
    return caller.groups().stream()
        .filter(ght -> Policy.decide(caller, Action.READ, group(ght)) instanceof Access.Allowed)
        .toList();
  }

  private static Scope group(String ght) {
    return new Scope.OfGroup(ght, Optional.empty());
  }

  private static ProblemException notYourRole() {
    return Gate.forbidden("None of your roles may do this.")
        .refusing(Access.Denial.NOT_YOUR_ROLE.name());
  }
}
